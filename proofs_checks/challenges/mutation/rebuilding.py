"""Rules, certificates and statements with every expression in them changed."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from sympy import Basic

from theory.core.premises import FromTheorem
from theory.registry import theorem
from theory.rules import Premise

__all__ = ["rebuilt"]

Change = Callable[[Basic], Basic]


T = TypeVar("T")


def rebuilt(value: T, change: Change) -> T:
    """The value with ``change`` made in every SymPy expression inside dataclasses and tuples.

    The symbols of a premise stay its own: where a change would reach one, it is given the changed symbol as its value.
    """
    return cast(T, _rebuilt(value, change))


def _rebuilt(value: object, change: Change) -> object:
    if isinstance(value, Basic):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_rebuilt(v, change) for v in value)
    if isinstance(value, Premise | FromTheorem):
        return _premise(value, change)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _rebuilt(getattr(value, f.name), change) for f in fields(value) if f.init})
    return value


def _premise(premise: Premise | FromTheorem, change: Change) -> Premise | FromTheorem:
    at = {symbol: rebuilt(value, change) for symbol, value in premise.at}
    symbols = set().union(*(e.free_symbols for e in theorem(premise.slug).unfold().expressions()))
    moved = {s: change(s) for s in symbols - at.keys() if change(s) != s}
    rest = [f.name for f in fields(premise) if f.name not in ("at", "slug", "backwards")]
    return replace(
        premise, at=tuple({**at, **moved}.items()), **{n: rebuilt(getattr(premise, n), change) for n in rest}
    )
