"""Which expressions of a statement are claimed, and which only define what the claim is about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sympy import Basic

__all__ = ["ClaimedPart", "entries", "field_of"]


@dataclass(frozen=True)
class ClaimedPart:
    """One claimed expression. ``put(statement, other)`` is the statement with another one in its place.

    ``inside``: expectations in it are claimed too, not only quoted.
    """

    where: str
    expression: Basic
    put: Callable[[Any, Basic], Any]
    inside: bool = False


def field_of(statement: Any, name: str, where: str, *, inside: bool = False) -> ClaimedPart:
    """What one field of a statement claims; ``where`` calls it by a reader's name."""
    return ClaimedPart(where, getattr(statement, name), lambda s, e: replace(s, **{name: e}), inside)


def entries(statement: Any, name: str, what: str) -> tuple[ClaimedPart, ...]:
    """What a field claims that holds one expression for each variable of the statement."""
    pairs = zip(statement.over, getattr(statement, name), strict=True)
    return tuple(ClaimedPart(f"{what} {v}", e, partial(_put_entry, name, i)) for i, (v, e) in enumerate(pairs))


def _put_entry(name: str, i: int, statement: Any, expression: Basic) -> Any:
    values = list(getattr(statement, name))
    values[i] = expression
    return replace(statement, **{name: tuple(values)})
