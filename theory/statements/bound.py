"""lhs ≤ rhs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from sympy import Add, Basic, Expr

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Known
from theory.core.substitution import replaced
from theory.statements.base import Shape, Statement, require_one_shape
from theory.statements.claimed_part import ClaimedPart
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["Bound"]


@dataclass(frozen=True)
class Bound(Statement):
    """``lhs ≤ rhs`` for scalars. Raises ValueError for a side that is no expression; strings are refused.

    >>> from sympy import Trace
    >>> from theorycheck import Bound, setting
    >>> Bound(Trace(setting.H * setting.Psi), Trace(setting.H) * Trace(setting.Psi)).rhs
    Trace(H)*Trace(Psi)
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    is_bound: ClassVar[bool] = True

    lhs: Expression
    rhs: Expression

    def __post_init__(self) -> None:
        object.__setattr__(self, "lhs", expression(self.lhs, "the smaller side"))
        object.__setattr__(self, "rhs", expression(self.rhs, "the larger side"))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.lhs, self.rhs)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return ()

    def replace(self, mapping: Mapping[Expression, Expression]) -> "Bound":
        return Bound(replaced(self.lhs, mapping), replaced(self.rhs, mapping))

    def require_shapes(self, shape: Callable[[Basic], Shape]) -> None:
        require_one_shape(self.lhs, self.rhs, shape)
        found = shape(self.lhs)
        if found != (1, 1):
            message = f"the sides of a Bound are {found[0]}×{found[1]} matrices: compare scalars, such as traces"
            raise ShapeError(message)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.rhs

    def conclude(self, derivation: Derivation) -> None:
        require_same(derivation, derivation.end.expression, self.lhs, "the bound")

    def claims(self) -> tuple[Claim, ...]:
        return (Claim(self.lhs, "≤", self.rhs),)

    def claimed(self) -> tuple[ClaimedPart, ...]:
        """Either side may be the closed form, and a factor of the other may be claimed."""
        return (ClaimedPart("left side", self.lhs, ("lhs",)), ClaimedPart("right side", self.rhs, ("rhs",)))

    def weakening(self, other: Self) -> Expr:
        return Add(self.lhs, -other.lhs, other.rhs, -self.rhs)

    def known(self) -> Known:
        return Known(self.rhs, self.lhs, is_equality=False)

    def lines(self) -> list[str]:
        return [str(self.lhs), f"≤ {self.rhs}"]

    def typeset(self, sheet: Typesetter) -> None:
        sheet.chain(self.lhs, [(r"\leq", self.rhs)])
