"""Abbreviations written out. Whatever unfolds notation does it here: statements, states, relations and values alike."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sympy import Basic

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced, replaced_relation

__all__ = ["Notation", "folded", "stages", "written_out"]

Notation = tuple[tuple[Basic, Basic], ...]
"""Pairs (symbol, definition); a definition may hold the symbols of earlier pairs."""

T = TypeVar("T")
Put = Callable[[T, Mapping[Basic, Basic]], T]


def stages(notation: Notation, thing: T, put: Put[T] = replaced_relation) -> Iterator[T]:
    """The thing as it is, then with one abbreviation after the other written out, from the last that was defined.

    ``put`` says how definitions are put into it; by default it is an expression, a relation, or a sentence, which
    stays as it is.
    """
    yield thing
    for symbol, definition in reversed(notation):
        thing = put(thing, {symbol: definition})
        yield thing


def written_out(notation: Notation, thing: T, put: Put[T] = replaced_relation) -> T:
    """The thing with every abbreviation replaced by its definition: the last of its stages."""
    for stage in stages(notation, thing, put):
        thing = stage
    return thing


def folded(notation: Notation, expression: Expression) -> Expression:
    """An expression with what the abbreviations stand for written as abbreviations, where it occurs as such."""
    meant = [(symbol, written_out(notation, symbol)) for symbol, _ in notation]
    for symbol, definition in reversed(meant):
        expression = replaced(expression, {definition: symbol})
    return expression
