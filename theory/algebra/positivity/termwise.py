"""A sum whose terms are visibly ≥ 0: products of nonnegative numbers and of traces tr(Q W R Wᵀ), Q, R ⪰ 0."""

from dataclasses import dataclass

from sympy import Expr

from theory.algebra.positivity.certificate import (
    Certificate,
    Positive,
    require_nonnegative,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs

__all__ = ["Termwise"]


@dataclass(frozen=True)
class Termwise(Certificate):
    """A sum whose terms are visibly ≥ 0: products of nonnegative numbers and of traces tr(Q W R Wᵀ), Q, R ⪰ 0.

    Such a trace is ‖Q^½ W R^½‖²_F. Which terms are seen to be ≥ 0 is said in ``theory.algebra.signs``, with reasons.

    >>> from sympy import Trace
    >>> from theorycheck import certificates, setting
    >>> certificates.Termwise(Trace(setting.H * setting.Psi) + setting.sigma2).verify()
    """

    scalar: Expr
    positive: Positive = ()

    @property
    def explanation(self) -> str:
        return "a sum of products of numbers ≥ 0 and traces tr(Q W R W^T), Q and R ⪰ 0, is ≥ 0"

    @property
    def expression(self) -> Expr:
        return self.scalar

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_nonnegative(self.scalar, self.positive, signs=signs)
