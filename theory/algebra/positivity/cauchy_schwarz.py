"""‖a‖²_H ‖b‖²_H − (aᵀHb)² ≥ 0 for H ⪰ 0 (n×n) and vectors a, b (n×1)."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.positivity.certificate import (
    Certificate,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.scalars import quad

__all__ = ["CauchySchwarz"]


@dataclass(frozen=True)
class CauchySchwarz(Certificate):
    """‖a‖²_H ‖b‖²_H − (aᵀHb)² ≥ 0 for H ⪰ 0 (n×n) and vectors a, b (n×1).

    It is the inequality of Cauchy and Schwarz between H^½a and H^½b (Horn and Johnson 2012, 5.1.4).

    >>> from theorycheck import certificates, setting
    >>> print(certificates.CauchySchwarz(setting.beta, setting.beta_star, setting.H).expression)
    Trace(beta.T*H*beta)*Trace(beta_star.T*H*beta_star) - Trace(beta.T*H*beta_star)**2
    """

    a: MatrixExpr
    b: MatrixExpr
    H: MatrixExpr

    @property
    def explanation(self) -> str:
        return "Cauchy-Schwarz: (a^T H b)^2 ≤ (a^T H a)(b^T H b) for H ⪰ 0"

    @property
    def expression(self) -> Expr:
        return quad(self.a, self.H) * quad(self.b, self.H) - Trace(self.a.T * self.H * self.b) ** 2

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.H, signs=signs)

    def __str__(self) -> str:
        return f"(a^T H b)^2 ≤ (a^T H a)(b^T H b) with H = {self.H}, a = {self.a}, b = {self.b}"
