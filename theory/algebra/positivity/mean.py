"""E[f] ≥ 0 because f ≥ 0 for all values of the random symbols."""

from dataclasses import dataclass

from sympy import Expr

from theory.algebra.positivity.certificate import Certificate
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.expectation_node import Expectation

__all__ = ["Mean"]


@dataclass(frozen=True)
class Mean(Certificate):
    """E[f] ≥ 0 because f ≥ 0 for all values of the random symbols.

    The integral of what is ≥ 0 is, where it exists; that it does is asked of the expectation itself.

    >>> from theorycheck import certificates, inner, setting
    >>> print(certificates.Mean(certificates.Square(inner(setting.prompt.x, setting.beta))).expression)
    Expectation(Trace(x.T*beta)**2)
    """

    pointwise: Certificate

    @property
    def parts(self) -> tuple[Certificate, ...]:
        return (self.pointwise,)

    @property
    def expression(self) -> Expr:
        return Expectation(self.pointwise.expression)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        self.pointwise.verify(signs)

    def __str__(self) -> str:
        return f"at every value of the random symbols, {self.pointwise}"
