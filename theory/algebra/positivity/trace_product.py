"""tr(A) tr(B) − tr(AB) ≥ 0 for A, B ⪰ 0, n×n."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.positivity.certificate import Certificate, NotCertifiedError, require_semidefinite
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["TraceProduct"]


@dataclass(frozen=True)
class TraceProduct(Certificate):
    """tr(A) tr(B) − tr(AB) ≥ 0 for A, B ⪰ 0, n×n: B ⪯ tr(B) I, hence tr(A^½ B A^½) ≤ tr(B) tr(A)."""

    A: MatrixExpr
    B: MatrixExpr

    @property
    def explanation(self) -> str:
        return "tr(AB) ≤ tr(A) tr(B) for A, B ⪰ 0"

    @property
    def expression(self) -> Expr:
        return Trace(self.A) * Trace(self.B) - Trace(self.A * self.B)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        if self.A.shape != self.B.shape:
            message = f"{self.A} is {self.A.shape[0]}×{self.A.shape[1]} and {self.B} is not: give two of one size"
            raise NotCertifiedError(message)
        for matrix in (self.A, self.B):
            require_semidefinite(matrix, signs=signs)

    def __str__(self) -> str:
        return f"tr(AB) ≤ tr(A) tr(B) with A = {self.A}, B = {self.B}"
