"""‖X‖_F ‖Y‖_F − tr(XᵀY) ≥ 0 for n×m matrices."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr

from theory.algebra.positivity.certificate import (
    Certificate,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.spectral import FrobeniusNorm
from theory.algebra.words.convert import from_sympy

__all__ = ["FrobeniusCauchySchwarz"]


@dataclass(frozen=True)
class FrobeniusCauchySchwarz(Certificate):
    """‖X‖_F ‖Y‖_F − tr(XᵀY) ≥ 0 for n×m matrices.

    It is the inequality of Cauchy and Schwarz, the matrices read as vectors of nm numbers.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.FrobeniusCauchySchwarz(setting.Gamma, setting.H).expression)
    FrobeniusNorm(Gamma)*FrobeniusNorm(H) - Trace(Gamma.T*H)
    """

    X: MatrixExpr
    Y: MatrixExpr

    @property
    def expression(self) -> Expr:
        return FrobeniusNorm(self.X) * FrobeniusNorm(self.Y) - inner(self.X, self.Y)

    @property
    def explanation(self) -> str:
        return "Cauchy-Schwarz: tr(X^T Y) ≤ ‖X‖_F ‖Y‖_F"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        from_sympy(inner(self.X, self.Y))  # raises where the shapes differ

    def __str__(self) -> str:
        return f"{self.explanation}, with X = {self.X}, Y = {self.Y}"
