"""How one expression of a derivation follows from another: each relation in a file, all of them known by name."""

from collections.abc import Mapping
from typing import Protocol

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.known import Context
from theory.core.relations import equal_value, no_larger, stationarity, tends_to
from theory.core.state import State

__all__ = ["RELATIONS", "Relation"]


class Relation(Protocol):
    """``follows`` raises NotShownError unless the state after follows from the one before."""

    def follows(self, before: State, after: State, given: Mapping[Expression, Expression], context: Context) -> None:
        """``given``: the variables that the step gives a value to, with their values."""


RELATIONS: dict[str, Relation] = {
    "=": equal_value.Equal(),
    "≥": no_larger.Descends(),
    "→": tends_to.TendsTo(),
    "∂": stationarity.IsStationary(),
}
