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
    """The product of two scalars that are ≥ 0."""

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
