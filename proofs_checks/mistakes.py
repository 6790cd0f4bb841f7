"""Slips of whoever writes a theorem, named before anything is computed; and hypotheses that nothing needs."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeGuard

from sympy import Basic, Dummy, MatrixSymbol, Symbol

from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.premises import FromTheorem
from theory.establishing import establish
from theory.rules import Premise
from theory.theorem_record import Theorem

__all__ = ["mistakes_in", "refuse_mistakes", "unneeded_hypotheses"]

SAID = ("integer", "negative", "nonnegative", "positive", "real")


def refuse_mistakes(theorem: Theorem) -> None:
    """Raise ValueError, naming them all, for slips in how a theorem is written down."""
    found = mistakes_in(theorem)
    if found:
        raise ValueError("; ".join(found))


def mistakes_in(theorem: Theorem) -> tuple[str, ...]:
    """Premises that are not named, one name with two kinds, and abbreviations that are never used, a sentence each."""
    return (*_unnamed_premises(theorem), *_two_kinds_of_one_name(theorem), *_unused_abbreviations(theorem))


def unneeded_hypotheses(theorem: Theorem) -> tuple[str, ...]:
    """The names of the hypotheses without each of which, alone, everything is established just the same.

    Only relations are tried: what a sentence says of laws, random symbols carry. Empty where nothing is established.
    """
    relations = [a for a in theorem.assumptions if not isinstance(a.relation, str)]
    if not relations or not _is_established(theorem):
        return ()
    without = {a.name: tuple(b for b in theorem.assumptions if b is not a) for a in relations}
    return tuple(name for name, rest in without.items() if _is_established(replace(theorem, assumptions=rest)))


def _is_established(theorem: Theorem) -> bool:
    try:
        return all(establish(part) is not None for part in (theorem, *theorem.parts))
    except ValueError:
        return False


def _unnamed_premises(theorem: Theorem) -> Iterator[str]:
    used = {v.slug: None for part in (theorem, *theorem.parts) for v in _inside(part.derivation) if _is_premise(v)}
    for slug in used:
        if slug not in theorem.depends_on:
            yield f"{theorem.slug} uses {slug}, which is not among what it depends on: add it to depends_on"


def _two_kinds_of_one_name(theorem: Theorem) -> Iterator[str]:
    # steps give values to the symbols of other theorems, and what a statement has substituted is said in the setting's
    stated = replace(theorem, derivation=(), corollaries=theorem.statements[1:])
    stated = replace(stated, assumptions=tuple(replace(a, decided_by=None) for a in theorem.assumptions))
    kinds: dict[str, Basic] = {}
    for symbol in _symbols(_expressions(stated)):
        other = kinds.setdefault(symbol.name, symbol)
        if other != symbol:
            said = " and ".join(sorted({_kind(other), _kind(symbol)}))
            yield f"{theorem.slug} has two symbols of the name {symbol.name}, {said}: declare it once, or rename one"


def _unused_abbreviations(theorem: Theorem) -> Iterator[str]:
    used = _expressions(replace(theorem, notation=()))
    for symbol, definition in reversed(theorem.notation):
        if any(e.has(symbol) for e in used):
            used.append(definition)
        else:
            yield f"{theorem.slug} abbreviates {definition} by {symbol} and never uses it: leave it out of notation"


def _expressions(theorem: Theorem) -> list[Basic]:
    """All that is written down in a theorem."""
    return [v for v in _inside(theorem) if isinstance(v, Basic)]


def _inside(value: object) -> Iterator[object]:
    """Records, tuples and mappings as far as they go, and the expressions in them."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _inside(tuple(value.items()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _inside(part)


def _is_premise(value: object) -> TypeGuard[Premise | FromTheorem]:
    return isinstance(value, Premise | FromTheorem)


def _symbols(expressions: Iterable[Basic]) -> list[Expression]:
    """By name, those that are free: what an expectation or a sum binds has a name of its own."""
    found = {s for e in expressions for s in e.free_symbols if isinstance(s, Symbol | MatrixSymbol)}
    return sorted((s for s in found if not isinstance(s, Dummy | RandomMatrix)), key=lambda s: (s.name, _kind(s)))


def _kind(symbol: Expression) -> str:
    if isinstance(symbol, MatrixSymbol):
        return f"{type(symbol).__name__} of size {symbol.shape[0]}×{symbol.shape[1]}"
    said = [name for name in SAID if symbol.assumptions0.get(name)]
    return " ".join(said) or "complex"
