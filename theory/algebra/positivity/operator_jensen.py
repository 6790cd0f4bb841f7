"""tr(L(B⁻¹ − 2C + C B C)) ≥ 0 for L ⪰ 0, B ≻ 0 and symmetric C, all n×n: it is tr(L (B⁻¹−C) B (B⁻¹−C))."""

from dataclasses import dataclass

from sympy import Expr, Inverse, MatrixExpr, Trace

from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    Positive,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["OperatorJensen"]


@dataclass(frozen=True)
class OperatorJensen(Certificate):
    """tr(L(B⁻¹ − 2C + C B C)) ≥ 0 for L ⪰ 0, B ≻ 0 and symmetric C, all n×n: it is tr(L (B⁻¹−C) B (B⁻¹−C)).

    With D = B⁻¹ − C, which is symmetric, D B D ⪰ 0, and the trace of a product of two semidefinite matrices is ≥ 0:
    tr(L M) = ‖L^½ M^½‖²_F.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.OperatorJensen(setting.H, setting.Psi, setting.Psi).expression)
    Trace(Psi*(H**(-1) - 2*Psi + Psi*H*Psi))
    """

    B: MatrixExpr
    C: MatrixExpr
    left: MatrixExpr
    positive: Positive = ()

    @property
    def explanation(self) -> str:
        return "operator Jensen: B^-1 ⪰ 2C - C B C for B ≻ 0 and symmetric C"

    @property
    def expression(self) -> Expr:
        return Trace(self.left * (Inverse(self.B) - 2 * self.C + self.C * self.B * self.C))

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.left, self.positive, signs=signs)
        require_semidefinite(self.B, self.positive, strict=True, signs=signs)
        if not signs.symmetric(self.C):
            message = f"{self.C} is not symmetric: operator Jensen needs a symmetric C"
            raise NotCertifiedError(message)
