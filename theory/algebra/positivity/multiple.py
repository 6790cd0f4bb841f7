"""``scalar ≥ 0`` because factor·scalar is what ``certificate`` shows to be ≥ 0, where ``factor`` is ≥ 0."""

from dataclasses import dataclass

from sympy import Expr

from theory.algebra.identities.deciding import proves_equal
from theory.algebra.positivity.certificate import Certificate, NotCertifiedError
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.words.convert import from_sympy

__all__ = ["Multiple"]


@dataclass(frozen=True)
class Multiple(Certificate):
    """``scalar ≥ 0`` because factor·scalar is what ``certificate`` shows to be ≥ 0, where ``factor`` is ≥ 0.

    The factor vanishes on no open set, being a polynomial that is not identically 0, and the scalar is continuous:
    where the factor is 0, the claim holds as a limit of points at which it is not. What makes that so is asked by the
    core (``core.accepted_certificates``): letters that range over sets with an interior, sizes that keep the factor.

    >>> from theorycheck import certificates, setting
    >>> factor = certificates.Termwise(setting.sigma2)
    >>> certificates.Multiple(setting.sigma2, factor, certificates.Square(setting.sigma2)).expression
    sigma2
    """

    scalar: Expr
    factor: Certificate
    certificate: Certificate

    @property
    def parts(self) -> tuple[Certificate, ...]:
        return (self.factor, self.certificate)

    @property
    def expression(self) -> Expr:
        return self.scalar

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        self.factor.verify(signs)
        self.certificate.verify(signs)
        factor = self.factor.expression
        if not from_sympy(factor):
            message = f"the factor {factor} is identically 0: nothing follows from a multiple by it"
            raise NotCertifiedError(message)
        if not proves_equal(factor * self.scalar, self.certificate.expression):
            message = f"({factor})({self.scalar}) is not {self.certificate.expression}"
            raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"after multiplication by {self.factor}: {self.certificate}"
