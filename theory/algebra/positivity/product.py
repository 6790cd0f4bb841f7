"""The product of two scalars that are ≥ 0."""

from dataclasses import dataclass

from sympy import Expr

from theory.algebra.positivity.certificate import (
    Certificate,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["Product"]


@dataclass(frozen=True)
class Product(Certificate):
    """The product of two scalars that are ≥ 0.

    >>> from theorycheck import certificates, setting
    >>> first, second = certificates.Termwise(setting.sigma2), certificates.Square(setting.sigma2 - 1)
    >>> print(certificates.Product(first, second).expression)
    sigma2*(sigma2 - 1)**2
    """

    first: Certificate
    second: Certificate

    @property
    def parts(self) -> tuple[Certificate, ...]:
        return (self.first, self.second)

    @property
    def expression(self) -> Expr:
        return self.first.expression * self.second.expression

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        self.first.verify(signs)
        self.second.verify(signs)

    def __str__(self) -> str:
        return f"the product of ({self.first}) and ({self.second})"
