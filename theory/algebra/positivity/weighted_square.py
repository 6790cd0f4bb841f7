"""tr(L V K Vᵀ) ≥ 0 for L, K ⪰ 0; zero only at V = 0 if both are ≻ 0. L is n×n, V n×m, K m×m."""

from dataclasses import dataclass

from sympy import Expr, Identity, MatrixExpr, Trace

from theory.algebra.positivity.certificate import Certificate, Positive, require_semidefinite
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["WeightedSquare"]


@dataclass(frozen=True)
class WeightedSquare(Certificate):
    """tr(L V K Vᵀ) ≥ 0 for L, K ⪰ 0; zero only at V = 0 if both are ≻ 0. L is n×n, V n×m, K m×m.

    It is ‖L^½ V K^½‖²_F, which vanishes where L^½ V K^½ does; L^½ and K^½ are invertible if L and K are. With V = I
    and L ≻ 0 it vanishes where K^½ does, hence where K does.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.WeightedSquare(setting.Gamma, setting.H, setting.Psi).expression)
    Trace(H*Gamma*Psi*Gamma.T)
    """

    V: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr
    positive: Positive = ()

    @classmethod
    def of(cls, v: MatrixExpr, H: MatrixExpr) -> "WeightedSquare":
        """‖v‖²_H for a vector v."""
        return cls(v, H, Identity(1))

    @property
    def explanation(self) -> str:
        return "tr(L V K V^T) ≥ 0 for L, K ⪰ 0, and only V = 0 gives 0 if L, K ≻ 0"

    @property
    def expression(self) -> Expr:
        return Trace(self.left * self.V * self.right * self.V.T)

    def vanishes_only_at_zero_of(self, matrix: MatrixExpr, signs: Signs = NOTHING_KNOWN) -> bool:
        V, W, known = from_sympy(self.V), from_sympy(matrix), signs.assuming(self.positive)
        if TracePolynomial.identity(V.rows) == V and from_sympy(self.right) == W:
            return known.definite(self.left)
        return V in (W, -W) and all(map(known.definite, (self.left, self.right)))

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, self.positive, signs=signs)

    def __str__(self) -> str:
        return f"tr(L V K V^T) ≥ 0 with L = {self.left}, V = {self.V}, K = {self.right}"
