"""x² ≥ 0 for a real scalar x."""

from dataclasses import dataclass

from sympy import Expr

from theory.algebra.positivity.certificate import Certificate, NotCertifiedError
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.words.convert import from_sympy

__all__ = ["Square"]


@dataclass(frozen=True)
class Square(Certificate):
    """x² ≥ 0 for a real scalar x; that it is one is asked by the core.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.Square(setting.sigma2 - 1).expression)
    (sigma2 - 1)**2
    """

    root: Expr

    @property
    def explanation(self) -> str:
        return "squares are ≥ 0"

    @property
    def expression(self) -> Expr:
        return self.root**2

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        if not from_sympy(self.root).is_scalar:
            message = f"{self.root} is a matrix: give a scalar, or a WeightedSquare"
            raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"({self.root})^2 ≥ 0"
