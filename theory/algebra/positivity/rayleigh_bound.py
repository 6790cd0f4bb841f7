"""tr(A X B Xᵀ) − λ_min(A) λ_min(B) ‖X‖²_F ≥ 0 for A, B ⪰ 0; A is n×n, X n×m, B m×m."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.positivity.certificate import (
    Certificate,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.spectral import SmallestEigenvalue

__all__ = ["RayleighBound"]


@dataclass(frozen=True)
class RayleighBound(Certificate):
    """tr(A X B Xᵀ) − λ_min(A) λ_min(B) ‖X‖²_F ≥ 0 for A, B ⪰ 0; A is n×n, X n×m, B m×m.

    A ⪰ λ_min(A) I and X B Xᵀ ⪰ 0 give tr(A X B Xᵀ) ≥ λ_min(A) tr(B XᵀX), and B ⪰ λ_min(B) I the rest, as λ_min(A) ≥ 0
    (Rayleigh quotients: Horn and Johnson 2012, 4.2).

    >>> from theorycheck import certificates, setting
    >>> print(certificates.RayleighBound(setting.Gamma, setting.H, setting.Psi).expression)
    -SmallestEigenvalue(H)*SmallestEigenvalue(Psi)*Trace(Gamma.T*Gamma) + Trace(H*Gamma*Psi*Gamma.T)
    """

    X: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr

    @property
    def expression(self) -> Expr:
        smallest = SmallestEigenvalue(self.left) * SmallestEigenvalue(self.right)
        return Trace(self.left * self.X * self.right * self.X.T) - smallest * inner(self.X, self.X)

    @property
    def explanation(self) -> str:
        return "tr(A X B X^T) ≥ λ_min(A) λ_min(B) ‖X‖_F² for A, B ⪰ 0"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, signs=signs)

    def __str__(self) -> str:
        return f"{self.explanation}, with A = {self.left}, X = {self.X}, B = {self.right}"
