"""How near a matrix of low rank comes to another one: Eckart and Young's bound, by what is left out."""

from dataclasses import dataclass

from sympy import Dummy, Expr, Lambda, MatrixExpr, Min, Rational, Trace, sympify

from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["LowRankError"]


@dataclass(frozen=True)
class LowRankError(Certificate):
    """tr(L(N − AB)K(N − AB)ᵀ) − Σ_j min(λ_j, θ) + rθ ≥ 0 for L, K ⪰ 0, θ ≥ 0, A n×r, B r×m and N n×m.

    The λ_j are the n eigenvalues of Q = L^½ N K Nᵀ L^½. Let Π project orthogonally on the complement of the columns of
    L^½A, which span r dimensions at most. Then the trace is ‖L^½(N − AB)K^½‖²_F ≥ ‖Π L^½ N K^½‖²_F = tr(ΠQ), because Π
    shortens and Π L^½A = 0. With f(λ) = min(λ, θ), f(Q) ⪯ Q, so tr(ΠQ) ≥ tr(Πf(Q)) = tr f(Q) − tr((I−Π)f(Q)), and
    f(Q) ⪯ θI with θ ≥ 0 makes the last trace at most rθ. At θ = λ_r, the r-th largest, the bound is Σ_{j>r} λ_j
    (Eckart and Young 1936), which the best matrix of rank r attains. Nothing is asked of r: for r ≥ n the bound is
    ≤ 0.

    >>> from sympy import MatrixSymbol
    >>> from theorycheck import certificates, setting
    >>> u, v = (MatrixSymbol(name, setting.d, 1) for name in "uv")
    >>> rank_one = certificates.LowRankError(setting.Gamma, u, v.T, setting.H, setting.Psi, setting.sigma2)
    >>> print(rank_one.left_out)
    SpectralSum(Lambda(mu, Min(mu, sigma2)), H**(1/2)*Gamma*Psi*Gamma.T*H**(1/2))
    """

    target: MatrixExpr
    A: MatrixExpr
    B: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr
    level: Expression

    @property
    def explanation(self) -> str:
        return "‖N − AB‖² ≥ Σ_j min(λ_j, θ) - rθ for A with r columns, λ_j the squares of the singular values of N"

    @property
    def left_out(self) -> SpectralSum:
        """Σ_j min(λ_j, θ)."""
        mu = Dummy("mu", nonnegative=True)  # differs from every symbol in the level
        root, N = self.left ** Rational(1, 2), self.target
        return SpectralSum(Lambda(mu, Min(mu, self.level)), root * N * self.right * N.T * root)

    @property
    def expression(self) -> Expr:
        error = self.target - self.A * self.B
        squared = Trace(self.left * error * self.right * error.T)
        return squared - self.left_out + sympify(self.A.cols) * self.level

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        (n, m), r = self.target.shape, self.A.cols
        if self.A.shape != (n, r) or self.B.shape != (r, m):
            shapes = f"{self.A.shape[0]}×{self.A.shape[1]} and {self.B.shape[0]}×{self.B.shape[1]}"
            message = f"factors of {shapes} for a target of {n}×{m}: give n×r and r×m"
            raise NotCertifiedError(message)
        for weight in (self.left, self.right):
            require_semidefinite(weight, signs=signs)
        require_nonnegative(sympify(self.level), signs=signs)

    def __str__(self) -> str:
        return f"{self.explanation}, with N = {self.target}, A = {self.A}, B = {self.B}, θ = {self.level}"
