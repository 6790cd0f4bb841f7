"""tr(L W R Wᵀ)·vᵀRv − ‖W R v‖²_L ≥ 0 for L, R ⪰ 0: P ⪯ tr(P) I for P = R^½ Wᵀ L W R^½, at R^½ v."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.positivity.certificate import (
    Certificate,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.scalars import quad

__all__ = ["TraceBound"]


@dataclass(frozen=True)
class TraceBound(Certificate):
    """tr(L W R Wᵀ)·vᵀRv − ‖W R v‖²_L ≥ 0 for L, R ⪰ 0: P ⪯ tr(P) I for P = R^½ Wᵀ L W R^½, at R^½ v.

    The eigenvalues of P ⪰ 0 are at most their sum tr P = tr(L W R Wᵀ), and (R^½v)ᵀP(R^½v) = vᵀR Wᵀ L W R v.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.TraceBound(setting.Gamma, setting.beta, setting.H, setting.Psi).expression)
    -Trace((Gamma*Psi*beta).T*H*(Gamma*Psi*beta)) + Trace(beta.T*Psi*beta)*Trace(H*Gamma*Psi*Gamma.T)
    """

    W: MatrixExpr
    v: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr

    @property
    def explanation(self) -> str:
        return "P ⪯ tr(P) I for P ⪰ 0"

    @property
    def expression(self) -> Expr:
        frobenius = Trace(self.left * self.W * self.right * self.W.T)
        return frobenius * quad(self.v, self.right) - quad(self.W * self.right * self.v, self.left)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, signs=signs)

    def __str__(self) -> str:
        return f"P ⪯ tr(P) I for P = R^(1/2) W^T L W R^(1/2), W = {self.W}, L = {self.left}, R = {self.right}"
