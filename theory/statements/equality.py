"""lhs = rhs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sympy import Basic

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Known
from theory.core.substitution import replaced
from theory.statements.base import Shape, Statement, require_one_shape
from theory.statements.claimed_part import ClaimedPart
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["Equality"]


@dataclass(frozen=True)
class Equality(Statement):
    """``lhs = rhs``: lhs is the quantity as defined, rhs the claimed closed form.

    Raises ValueError for a side that is no expression; strings are refused.

    >>> from theorycheck import Equality, Expectation, setting
    >>> Equality(Expectation(setting.sample_covariance()), setting.H).rhs
    H
    """

    lhs: Expression
    rhs: Expression

    def __post_init__(self) -> None:
        object.__setattr__(self, "lhs", expression(self.lhs, "the left side"))
        object.__setattr__(self, "rhs", expression(self.rhs, "the right side"))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.lhs, self.rhs)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return ()

    def replace(self, mapping: Mapping[Expression, Expression]) -> "Equality":
        return Equality(replaced(self.lhs, mapping), replaced(self.rhs, mapping))

    def require_shapes(self, shape: Callable[[Basic], Shape]) -> None:
        require_one_shape(self.lhs, self.rhs, shape)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.lhs

    @property
    def equated(self) -> tuple[Basic, Basic]:
        return (self.lhs, self.rhs)

    def conclude(self, derivation: Derivation) -> None:
        require_same(derivation, derivation.end.expression, self.rhs, "the closed form")

    def claims(self) -> tuple[Claim, ...]:
        return (Claim(self.lhs, "=", self.rhs),)

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return (ClaimedPart("right side", self.rhs, ("rhs",), inside=True),)

    def known(self) -> Known:
        return Known(self.lhs, self.rhs, is_equality=True)

    def lines(self) -> list[str]:
        return [str(self.lhs), f"= {self.rhs}"]

    def typeset(self, sheet: Typesetter) -> None:
        sheet.chain(self.lhs, [("=", self.rhs)])
