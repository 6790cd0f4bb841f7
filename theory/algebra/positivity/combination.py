"""Σ cᵢ·(certificate i) with scalars cᵢ ≥ 0; ``terms`` are the pairs."""

from dataclasses import dataclass

from sympy import Add, Expr, MatrixExpr, Mul, sympify

from theory.algebra.positivity.certificate import (
    Certificate,
    Positive,
    require_nonnegative,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Combination"]


@dataclass(frozen=True)
class Combination(Certificate):
    """Σ cᵢ·(certificate i) with scalars cᵢ ≥ 0; ``terms`` are the pairs.

    >>> from theorycheck import certificates, setting
    >>> square = certificates.Square(setting.sigma2 - 1)
    >>> print(certificates.Combination(((3, square),)).expression)
    3*(sigma2 - 1)**2
    """

    terms: tuple[tuple[Expression, Certificate], ...]
    positive: Positive = ()

    @property
    def parts(self) -> tuple[Certificate, ...]:
        return tuple(certificate for _, certificate in self.terms)

    @property
    def expression(self) -> Expr:
        return Add(*(Mul(sympify(c), certificate.expression) for c, certificate in self.terms))

    def vanishes_only_at_zero_of(self, matrix: MatrixExpr, signs: Signs = NOTHING_KNOWN) -> bool:
        known = signs.assuming(self.positive)
        return any(
            certificate.vanishes_only_at_zero_of(matrix, signs) and known.positive(c) for c, certificate in self.terms
        )

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for coefficient, certificate in self.terms:
            require_nonnegative(coefficient, self.positive, signs=signs)
            certificate.verify(signs)

    def __str__(self) -> str:
        return "; ".join(f"({c}) times: {certificate}" for c, certificate in self.terms)
