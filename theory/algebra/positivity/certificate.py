"""Certificates: reasons why a scalar is ≥ 0 that a machine can check again.

A certificate is a value: ``expression`` is what it shows to be ≥ 0, ``verify`` checks its conditions anew, and
``vanishes_only_at_zero_of`` says where it is > 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, MatrixExpr, sympify

from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["Certificate", "NotCertifiedError", "Positive", "kinds_of", "require_nonnegative", "require_semidefinite"]

Positive = tuple[Expr, ...]


class NotCertifiedError(ValueError):
    """A sign that the terms of an expression do not show; the message names the expression.

    >>> from theorycheck import certificates, setting
    >>> try:
    ...     certificates.require_nonnegative(setting.sigma2 - 1)
    ... except certificates.NotCertifiedError as error:
    ...     print(error)
    sigma2 - 1 ≥ 0 is not shown by its terms: add a hypothesis or a certificate
    """


def require_nonnegative(
    scalar: Basic, positive: Sequence[Basic] = (), *, strict: bool = False, signs: Signs = NOTHING_KNOWN
) -> None:
    """Raise NotCertifiedError unless scalar ≥ 0 (> 0 if strict) is shown, given scalars known > 0 and what else
    ``signs`` know.

    >>> from theorycheck import certificates, setting
    >>> certificates.require_nonnegative(setting.sigma2 + 1, strict=True)
    """
    known, scalar = signs.assuming(positive), sympify(scalar)
    if not (known.positive(scalar) if strict else known.nonnegative(scalar)):
        message = f"{scalar} {'>' if strict else '≥'} 0 is not shown by its terms: add a hypothesis or a certificate"
        raise NotCertifiedError(message)


def require_semidefinite(
    matrix: MatrixExpr, positive: Sequence[Basic] = (), *, strict: bool = False, signs: Signs = NOTHING_KNOWN
) -> None:
    """Raise NotCertifiedError unless matrix ⪰ 0 (≻ 0 if strict) is shown, given scalars known > 0 and what else
    ``signs`` know.

    >>> from theorycheck import certificates, setting
    >>> certificates.require_semidefinite(setting.H + setting.Psi, strict=True)
    """
    known = signs.assuming(positive)
    if not (known.definite(matrix) if strict else known.semidefinite(matrix)):
        message = f"{matrix} {'≻' if strict else '⪰'} 0 is not shown by its terms: add a hypothesis or a certificate"
        raise NotCertifiedError(message)


@dataclass(frozen=True)
class Certificate:
    """``expression ≥ 0``. ``positive`` are scalars that hypotheses declare > 0.

    >>> from theorycheck import certificates
    >>> issubclass(certificates.Square, certificates.Certificate)
    True
    """

    @property
    def expression(self) -> Expr:
        """What is shown to be ≥ 0."""
        raise NotImplementedError

    @property
    def parts(self) -> tuple["Certificate", ...]:
        """The certificates that this one is made of."""
        return ()

    @property
    def explanation(self) -> str:
        """The textbook fact it rests on, in a sentence; empty where it only combines others."""
        return ""

    def vanishes_only_at_zero_of(self, matrix: MatrixExpr, signs: Signs = NOTHING_KNOWN) -> bool:
        """Whether the expression is visibly > 0 wherever the matrix is not 0."""
        return False

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        """Check every condition, knowing what ``signs`` know; NotCertifiedError names one that fails."""
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.expression} ≥ 0"


def kinds_of(certificate: Certificate) -> tuple[Certificate, ...]:
    """A certificate and all that it is made of.

    >>> from theorycheck import certificates, setting
    >>> square = certificates.Square(setting.sigma2)
    >>> [type(each).__name__ for each in certificates.kinds_of(certificates.Mean(square))]
    ['Mean', 'Square']
    """
    return (certificate, *(kind for part in certificate.parts for kind in kinds_of(part)))
