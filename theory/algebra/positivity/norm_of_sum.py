"""frobenius_bound(A) − ‖A‖_F ≥ 0 for a sum A of products."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr

from theory.algebra.positivity.certificate import (
    Certificate,
)
from theory.algebra.positivity.frobenius_bound import frobenius_bound
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.spectral import FrobeniusNorm

__all__ = ["NormOfSum"]


@dataclass(frozen=True)
class NormOfSum(Certificate):
    """frobenius_bound(A) − ‖A‖_F ≥ 0 for a sum A of products.

    The triangle inequality, and ‖AB‖²_F = Σ ‖A bⱼ‖² ≤ ‖A‖² Σ ‖bⱼ‖² over the columns bⱼ of B (Horn and Johnson 2012,
    5.6); of a product u vᵀ of vectors the norm is ‖u‖ ‖v‖.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.NormOfSum(setting.H * setting.Gamma).expression)
    -FrobeniusNorm(H*Gamma) + FrobeniusNorm(Gamma)*OperatorNorm(H)
    """

    matrix: MatrixExpr

    @property
    def expression(self) -> Expr:
        return frobenius_bound(self.matrix) - FrobeniusNorm(self.matrix)

    @property
    def explanation(self) -> str:
        return "‖A + B‖ ≤ ‖A‖ + ‖B‖, ‖AB‖_F ≤ ‖A‖ ‖B‖_F, ‖u v^T‖_F = ‖u‖ ‖v‖"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        frobenius_bound(self.matrix)

    def __str__(self) -> str:
        return f"{self.explanation}, for {self.matrix}"
