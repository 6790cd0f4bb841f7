"""Certificates about inverses of random matrices."""

from dataclasses import dataclass

from sympy import Expr, Identity, Inverse, MatrixExpr, Trace

from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.gram import gram_symbol

__all__ = ["RegularisedInverse"]


@dataclass(frozen=True)
class RegularisedInverse(Certificate):
    """tr(L(W⁻¹ − R(I + R W R)⁻¹R)) ≥ 0 for L ⪰ 0, W ≻ 0 and symmetric R, n×n: it is tr(L (W + W R² W)⁻¹).

    By Woodbury's identity (W⁻¹ + R²)⁻¹ = W − W R(I + R W R)⁻¹R W; with W⁻¹ on either side of that the left is
    (W + W R² W)⁻¹, which is ≻ 0 (Henderson and Searle 1981).
    W may also be c XᵀX, c > 0, for a Gaussian X with definite covariances and no fewer rows than columns: almost
    surely ≻ 0.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.RegularisedInverse(setting.H, setting.Psi, setting.Psi).expression)
    Trace(Psi*(H**(-1) - Psi*(I + Psi*H*Psi)**(-1)*Psi))
    """

    W: MatrixExpr
    R: MatrixExpr
    left: MatrixExpr
    positive: tuple[Expr, ...] = ()

    @property
    def explanation(self) -> str:
        return "W^-1 - R (I + R W R)^-1 R = (W + W R^2 W)^-1 ≻ 0 for W ≻ 0 and symmetric R"

    @property
    def expression(self) -> Expr:
        R, one = self.R, Identity(self.W.rows)
        return Trace(self.left * (Inverse(self.W) - R * Inverse(one + R * self.W * R) * R))

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.left, self.positive, signs=signs)
        _require_almost_surely_definite(self.W, signs.assuming(self.positive))
        if not signs.symmetric(self.R):
            message = f"{self.R} is not symmetric: give a symmetric R"
            raise NotCertifiedError(message)


def _require_almost_surely_definite(matrix: MatrixExpr, signs: Signs) -> None:
    polynomial = from_sympy(matrix)
    X = gram_symbol(polynomial)
    if X is None:
        require_semidefinite(matrix, strict=True, signs=signs)
        return
    require_nonnegative(X.rows - X.cols, signs=signs)
    require_semidefinite(matrix, signs=signs)
    for covariance in (X.row_covariance, X.column_covariance):
        require_semidefinite(covariance, strict=True, signs=signs)
    (scalar,) = polynomial.by_word().values()
    if not signs.positive(to_sympy(scalar)):
        message = f"the factor before X^T X in {matrix} is not visibly > 0"
        raise NotCertifiedError(message)
