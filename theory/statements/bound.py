"""lhs ≤ rhs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sympy import Basic

from theory.algebra.vocabulary.entry import expression
from theory.core.execution import Derivation
from theory.core.known import Known
from theory.core.substitution import replaced
from theory.statements.base import Statement
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim

__all__ = ["Bound"]

Expression = Any


@dataclass(frozen=True)
class Bound(Statement):
    """``lhs ≤ rhs`` for scalars. Raises ValueError for a side that is no expression; strings are refused.

    >>> from sympy import Trace
    >>> from theorycheck import Bound, setting
    >>> Bound(Trace(setting.H * setting.Psi), Trace(setting.H) * Trace(setting.Psi)).rhs
    Trace(H)*Trace(Psi)
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})

    lhs: Expression
    rhs: Expression

    def __post_init__(self) -> None:
        object.__setattr__(self, "lhs", expression(self.lhs, "the smaller side"))
        object.__setattr__(self, "rhs", expression(self.rhs, "the larger side"))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.lhs, self.rhs)

    def replace(self, mapping: Mapping[Any, Any]) -> "Bound":
        return Bound(replaced(self.lhs, mapping), replaced(self.rhs, mapping))

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.rhs

    def conclude(self, derivation: Derivation) -> None:
        require_same(derivation, derivation.end.expression, self.lhs, "the bound")

    def claims(self) -> tuple[Claim, ...]:
        return (Claim(self.lhs, "≤", self.rhs),)

    def known(self) -> Known:
        return Known(self.rhs, self.lhs, is_equality=False)
