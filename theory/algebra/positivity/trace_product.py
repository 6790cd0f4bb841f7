"""tr(RA) tr(RB) − tr(RARB) ≥ 0 for A, B, R ⪰ 0, n×n."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.positivity.certificate import Certificate, NotCertifiedError, require_semidefinite
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["TraceProduct"]


@dataclass(frozen=True)
class TraceProduct(Certificate):
    """tr(RA) tr(RB) − tr(RARB) ≥ 0 for A, B, R ⪰ 0, n×n.

    With P = R^½AR^½ and Q = R^½BR^½, both ⪰ 0, it is tr(P)tr(Q) − tr(PQ), and Q ⪯ tr(Q) I, hence
    tr(P^½QP^½) ≤ tr(Q) tr(P).

    >>> from theorycheck import certificates, setting
    >>> print(certificates.TraceProduct(setting.Psi, setting.H, setting.H).expression)
    Trace(H*Psi)*Trace(H**2) - Trace(H*Psi*H**2)
    """

    A: MatrixExpr
    B: MatrixExpr
    weight: MatrixExpr

    @property
    def explanation(self) -> str:
        return "tr(PQ) ≤ tr(P) tr(Q) for P, Q ⪰ 0"

    @property
    def expression(self) -> Expr:
        R = self.weight
        return Trace(R * self.A) * Trace(R * self.B) - Trace(R * self.A * R * self.B)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        if not self.A.shape == self.B.shape == self.weight.shape:
            shapes = ", ".join(f"{m} ({m.shape[0]}×{m.shape[1]})" for m in (self.A, self.B, self.weight))
            message = f"{shapes} are not of one size: give three matrices of one size"
            raise NotCertifiedError(message)
        for matrix in (self.A, self.B, self.weight):
            require_semidefinite(matrix, signs=signs)

    def __str__(self) -> str:
        return f"tr(RARB) ≤ tr(RA) tr(RB) with A = {self.A}, B = {self.B}, R = {self.weight}"
