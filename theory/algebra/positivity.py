"""Certificates: reasons why a scalar is ≥ 0 that a machine can check again.

A certificate is a value: ``expression`` is what it shows to be ≥ 0, ``verify`` checks its conditions anew, ``strict``
says that the expression is > 0 unless the vector or matrix it is built from is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Basic, Expr, Inverse, MatrixExpr, Mul, Trace, sympify

from theory.algebra.convert import from_sympy
from theory.algebra.expectation_node import Expectation
from theory.algebra.scalars import quad
from theory.algebra.signs import is_definite, is_nonnegative, is_positive, is_semidefinite

__all__ = [
    "CauchySchwarz",
    "Certificate",
    "Combination",
    "Mean",
    "Multiple",
    "NotCertifiedError",
    "OperatorJensen",
    "Termwise",
    "TraceBound",
    "WeightedSquare",
    "require_nonnegative",
    "require_semidefinite",
]

Positive = tuple[Expr, ...]


class NotCertifiedError(ValueError):
    """A sign that the terms of an expression do not show; the message names the expression."""


def require_nonnegative(scalar: Basic, positive: Sequence[Basic] = (), *, strict: bool = False) -> None:
    """Raise NotCertifiedError unless the normal form shows scalar ≥ 0 (> 0 if strict), given scalars known > 0."""
    test = is_positive if strict else is_nonnegative
    if not test(from_sympy(sympify(scalar)), [from_sympy(p) for p in positive]):
        message = f"{scalar} {'>' if strict else '≥'} 0 is not shown by its terms: add a hypothesis or a certificate"
        raise NotCertifiedError(message)


def require_semidefinite(matrix: MatrixExpr, positive: Sequence[Basic] = (), *, strict: bool = False) -> None:
    """Raise NotCertifiedError unless the normal form shows matrix ⪰ 0 (≻ 0 if strict)."""
    test = is_definite if strict else is_semidefinite
    if not test(from_sympy(matrix), [from_sympy(p) for p in positive]):
        message = f"{matrix} {'≻' if strict else '⪰'} 0 is not shown by its terms: add a hypothesis or a certificate"
        raise NotCertifiedError(message)


@dataclass(frozen=True)
class Certificate:
    """``expression ≥ 0``. ``positive`` are scalars that hypotheses declare > 0."""

    @property
    def expression(self) -> Expr:
        """What is shown to be ≥ 0."""
        raise NotImplementedError

    @property
    def strict(self) -> bool:
        """Whether it vanishes only where the vector or matrix it is built from does."""
        return False

    def verify(self) -> None:
        """Check every condition; NotCertifiedError names one that fails."""
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.expression} ≥ 0"


@dataclass(frozen=True)
class Termwise(Certificate):
    """A sum whose terms are visibly ≥ 0: products of nonnegative numbers and of traces tr(Q W R Wᵀ), Q, R ⪰ 0."""

    scalar: Expr
    positive: Positive = ()

    @property
    def expression(self) -> Expr:
        return self.scalar

    def verify(self) -> None:
        require_nonnegative(self.scalar, self.positive)


@dataclass(frozen=True)
class WeightedSquare(Certificate):
    """tr(L V K Vᵀ) ≥ 0 for L, K ⪰ 0; zero only at V = 0 if both are ≻ 0. L is n×n, V n×m, K m×m."""

    V: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr
    positive: Positive = ()

    @property
    def expression(self) -> Expr:
        return Trace(self.left * self.V * self.right * self.V.T)

    @property
    def strict(self) -> bool:
        try:
            for weight in (self.left, self.right):
                require_semidefinite(weight, self.positive, strict=True)
        except NotCertifiedError:
            return False
        return True

    def verify(self) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, self.positive)

    def __str__(self) -> str:
        return f"tr(L V K V^T) ≥ 0 with L = {self.left}, V = {self.V}, K = {self.right}"


@dataclass(frozen=True)
class CauchySchwarz(Certificate):
    """‖a‖²_H ‖b‖²_H − (aᵀHb)² ≥ 0 for H ⪰ 0 (n×n) and vectors a, b (n×1)."""

    a: MatrixExpr
    b: MatrixExpr
    H: MatrixExpr

    @property
    def expression(self) -> Expr:
        return quad(self.a, self.H) * quad(self.b, self.H) - Trace(self.a.T * self.H * self.b) ** 2

    def verify(self) -> None:
        require_semidefinite(self.H)

    def __str__(self) -> str:
        return f"(a^T H b)^2 ≤ (a^T H a)(b^T H b) with H = {self.H}, a = {self.a}, b = {self.b}"


@dataclass(frozen=True)
class TraceBound(Certificate):
    """tr(L W R Wᵀ)·vᵀRv − ‖W R v‖²_L ≥ 0 for L, R ⪰ 0: P ⪯ tr(P) I for P = R^½ Wᵀ L W R^½, at R^½ v."""

    W: MatrixExpr
    v: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr

    @property
    def expression(self) -> Expr:
        frobenius = Trace(self.left * self.W * self.right * self.W.T)
        return frobenius * quad(self.v, self.right) - quad(self.W * self.right * self.v, self.left)

    def verify(self) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight)

    def __str__(self) -> str:
        return f"P ⪯ tr(P) I for P = R^(1/2) W^T L W R^(1/2), W = {self.W}, L = {self.left}, R = {self.right}"


@dataclass(frozen=True)
class OperatorJensen(Certificate):
    """tr(L(B⁻¹ − 2C + C B C)) ≥ 0 for L ⪰ 0, B ≻ 0 and symmetric C, all n×n: it is tr(L (B⁻¹−C) B (B⁻¹−C))."""

    B: MatrixExpr
    C: MatrixExpr
    left: MatrixExpr
    positive: Positive = ()

    @property
    def expression(self) -> Expr:
        return Trace(self.left * (Inverse(self.B) - 2 * self.C + self.C * self.B * self.C))

    def verify(self) -> None:
        require_semidefinite(self.left, self.positive)
        require_semidefinite(self.B, self.positive, strict=True)
        if from_sympy(self.C) != from_sympy(self.C).transpose():
            message = f"{self.C} is not symmetric: operator Jensen needs a symmetric C"
            raise NotCertifiedError(message)


@dataclass(frozen=True)
class Combination(Certificate):
    """Σ cᵢ·(certificate i) with scalars cᵢ ≥ 0; ``terms`` are the pairs. Strict if one strict term has cᵢ > 0."""

    terms: tuple[tuple[Any, Certificate], ...]
    positive: Positive = ()

    @property
    def expression(self) -> Expr:
        return Add(*(Mul(sympify(c), certificate.expression) for c, certificate in self.terms))

    @property
    def strict(self) -> bool:
        return any(certificate.strict and self._is_positive(c) for c, certificate in self.terms)

    def _is_positive(self, coefficient: Any) -> bool:
        try:
            require_nonnegative(coefficient, self.positive, strict=True)
        except NotCertifiedError:
            return False
        return True

    def verify(self) -> None:
        for coefficient, certificate in self.terms:
            require_nonnegative(coefficient, self.positive)
            certificate.verify()

    def __str__(self) -> str:
        return "; ".join(f"({c}) times: {certificate}" for c, certificate in self.terms)


@dataclass(frozen=True)
class Multiple(Certificate):
    """``scalar ≥ 0`` because factor·scalar is what ``certificate`` shows to be ≥ 0, and factor ≥ 0.

    Where the factor is 0 the claim holds by continuity, if it is not identically 0.
    """

    scalar: Expr
    factor: Expr
    certificate: Certificate

    @property
    def expression(self) -> Expr:
        return self.scalar

    def verify(self) -> None:
        if not from_sympy(self.factor):
            message = f"the factor {self.factor} is identically 0: nothing follows from a multiple by it"
            raise NotCertifiedError(message)
        require_nonnegative(self.factor)
        self.certificate.verify()
        difference = from_sympy(self.factor * self.scalar - self.certificate.expression)
        if difference:
            message = f"({self.factor})({self.scalar}) is not {self.certificate.expression}"
            raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"multiplied by {self.factor} ≥ 0: {self.certificate}"


@dataclass(frozen=True)
class Mean(Certificate):
    """E[f] ≥ 0 because f ≥ 0 for all values of the random symbols."""

    pointwise: Certificate

    @property
    def expression(self) -> Expr:
        return Expectation(self.pointwise.expression)

    def verify(self) -> None:
        self.pointwise.verify()

    def __str__(self) -> str:
        return f"at every value of the random symbols, {self.pointwise}"


