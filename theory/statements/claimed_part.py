"""Which expressions of a statement are claimed, and which only define what the claim is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from sympy import Basic

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["ClaimedPart", "entries"]

S = TypeVar("S", bound="DataclassInstance")


@dataclass(frozen=True)
class ClaimedPart:
    """One claimed expression, and where it stands: the field of the statement (of the statement in a field of it, and
    so on), and the place in that field where it holds several.

    ``where`` calls it by a reader's name. ``inside``: expectations in it are claimed too, not only quoted.
    """

    where: str
    expression: Basic
    fields: tuple[str, ...]
    place: int | None = None
    inside: bool = False

    def put(self, statement: S, other: Basic) -> S:
        """The statement with another expression in its place."""
        return _put(statement, self.fields, self.place, other)


def entries(what: str, variables: Iterable[Basic], values: Iterable[Basic], field: str) -> tuple[ClaimedPart, ...]:
    """What a field claims that holds one value for each variable."""
    pairs = enumerate(zip(variables, values, strict=True))
    return tuple(ClaimedPart(f"{what} {variable}", value, (field,), place) for place, (variable, value) in pairs)


def _put(statement: S, fields: tuple[str, ...], place: int | None, other: Basic) -> S:
    name, *inner = fields
    held = getattr(statement, name)
    if inner:
        changed = _put(held, tuple(inner), place, other)
    else:
        changed = other if place is None else (*held[:place], other, *held[place + 1 :])
    return replace(statement, **{name: changed})
