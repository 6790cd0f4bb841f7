"""exp(x) − 1 − x ≥ 0 for a real scalar x; 0 only at x = 0."""

from dataclasses import dataclass

from sympy import Expr, MatrixExpr, S, cancel, exp, log

from theory.algebra.identities.deciding import proves_equal
from theory.algebra.positivity.certificate import Certificate, NotCertifiedError
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.words.convert import from_sympy

__all__ = ["ExponentialTangent"]


@dataclass(frozen=True)
class ExponentialTangent(Certificate):
    """exp(x) − 1 − x ≥ 0 for a real scalar x; 0 only at x = 0. With x = log y it is y − 1 − log y ≥ 0.

    exp is strictly convex and 1 + x its tangent at 0. That x is real and defined (y > 0) is asked by the core.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.ExponentialTangent(setting.sigma2).expression)
    -sigma2 + exp(sigma2) - 1
    """

    x: Expr

    @property
    def explanation(self) -> str:
        return "exp(x) ≥ 1 + x, with equality at x = 0 only"

    @property
    def expression(self) -> Expr:
        return exp(self.x) - 1 - self.x

    def vanishes_only_at_zero_of(self, matrix: MatrixExpr, signs: Signs = NOTHING_KNOWN) -> bool:
        # log y is 0 at y = 1 only
        zero_there = self.x.args[0] - 1 if isinstance(self.x, log) else self.x
        ratio = cancel(zero_there / matrix) if not getattr(matrix, "is_Matrix", False) and matrix != 0 else S.Zero
        return signs.nonzero(ratio) and proves_equal(zero_there, ratio * matrix)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        if not from_sympy(self.x).is_scalar:
            message = f"{self.x} is a matrix: give a scalar"
            raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"exp(x) ≥ 1 + x at x = {self.x}"
