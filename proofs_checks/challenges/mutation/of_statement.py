"""Which expressions of a statement are claimed, and which only define what the claim is about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, singledispatch
from typing import Any

from sympy import Basic

from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Witness,
)

__all__ = ["Part", "bound_letters", "claimed_parts"]


@dataclass(frozen=True)
class Part:
    """One claimed expression. ``put(statement, other)`` is the statement with another one in its place.

    ``inside``: expectations in it are claimed too, not only quoted.
    """

    where: str
    expression: Basic
    put: Callable[[Any, Basic], Statement]
    inside: bool = False


@singledispatch
def claimed_parts(statement: Any) -> tuple[Part, ...]:
    """The claimed expressions, in reading order. Raises ValueError for an unknown kind of statement."""
    message = f"a {type(statement).__name__} has no claimed side that is known: register one"
    raise ValueError(message)


@claimed_parts.register
def _(statement: Equality) -> tuple[Part, ...]:
    return (_field(statement, "rhs", "right side", inside=True),)


@claimed_parts.register(Bound)
@claimed_parts.register(LoewnerBound)
def _(statement: Bound) -> tuple[Part, ...]:
    """Either side may be the closed form, and a factor of the other may be claimed."""
    return (_field(statement, "lhs", "left side"), _field(statement, "rhs", "right side"))


@claimed_parts.register
def _(statement: Limit) -> tuple[Part, ...]:
    return (_field(statement, "value", "limit"),)


@claimed_parts.register
def _(statement: FlowBound) -> tuple[Part, ...]:
    return (_field(statement, "bound", "bound"),)


@claimed_parts.register
def _(statement: FlowConvergence) -> tuple[Part, ...]:
    return _entries(statement, "to", "limit of")


@claimed_parts.register
def _(statement: StationaryPoint) -> tuple[Part, ...]:
    return _entries(statement, "at", "stationary point in")


@claimed_parts.register
def _(statement: Minimum) -> tuple[Part, ...]:
    return (_field(statement, "value", "minimum"), *_entries(statement, "at", "minimiser in"))


@claimed_parts.register
def _(statement: Witness) -> tuple[Part, ...]:
    claimed = tuple(replace(part, put=partial(_put_in_claim, part)) for part in claimed_parts(statement.claim))
    return (*claimed, *_entries(statement, "at", "value of"))


def bound_letters(statement: Statement) -> tuple[Basic, ...]:
    """Symbols that a claimed value cannot depend on: what is minimised over, or tends to a limit."""
    if isinstance(statement, FlowBound):
        return ()
    return (*getattr(statement, "over", ()), *getattr(statement, "variables", ()))


def _field(statement: Statement, name: str, where: str, *, inside: bool = False) -> Part:
    return Part(where, getattr(statement, name), lambda s, e: replace(s, **{name: e}), inside)


def _entries(statement: Any, name: str, what: str) -> tuple[Part, ...]:
    pairs = zip(statement.over, getattr(statement, name), strict=True)
    return tuple(Part(f"{what} {v}", value, partial(_put_entry, name, i)) for i, (v, value) in enumerate(pairs))


def _put_entry(name: str, i: int, statement: Any, expression: Basic) -> Statement:
    values = list(getattr(statement, name))
    values[i] = expression
    return replace(statement, **{name: tuple(values)})


def _put_in_claim(part: Part, statement: Any, expression: Basic) -> Statement:
    return replace(statement, claim=part.put(statement.claim, expression))
