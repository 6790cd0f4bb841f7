"""Certificates: reasons why a scalar is ≥ 0 that a machine can check again.

A certificate is a value: ``expression`` is what it shows to be ≥ 0, ``verify`` checks its conditions anew, and
``vanishes_only_at_zero_of`` says where it is > 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Basic, Expr, Identity, Inverse, MatrixExpr, Mul, Trace, sympify

from theory.algebra.identities.deciding import proves_equal
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.words.convert import from_sympy

__all__ = [
    "CauchySchwarz",
    "Certificate",
    "Combination",
    "Mean",
    "Multiple",
    "NotCertifiedError",
    "OperatorJensen",
    "Product",
    "Square",
    "Termwise",
    "TraceBound",
    "WeightedSquare",
    "kinds_of",
    "require_nonnegative",
    "require_semidefinite",
]

Positive = tuple[Expr, ...]


class NotCertifiedError(ValueError):
    """A sign that the terms of an expression do not show; the message names the expression."""


def require_nonnegative(
    scalar: Basic, positive: Sequence[Basic] = (), *, strict: bool = False, signs: Signs = NOTHING_KNOWN
) -> None:
    """Raise NotCertifiedError unless scalar ≥ 0 (> 0 if strict) is shown, given scalars known > 0 and what else
    ``signs`` know.
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
    """
    known = signs.assuming(positive)
    if not (known.definite(matrix) if strict else known.semidefinite(matrix)):
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


@dataclass(frozen=True)
class Termwise(Certificate):
    """A sum whose terms are visibly ≥ 0: products of nonnegative numbers and of traces tr(Q W R Wᵀ), Q, R ⪰ 0."""

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


@dataclass(frozen=True)
class Square(Certificate):
    """x² ≥ 0 for a real scalar x."""

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


@dataclass(frozen=True)
class WeightedSquare(Certificate):
    """tr(L V K Vᵀ) ≥ 0 for L, K ⪰ 0; zero only at V = 0 if both are ≻ 0. L is n×n, V n×m, K m×m."""

    V: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr
    positive: Positive = ()

    @classmethod
    def of(cls, v: MatrixExpr, H: MatrixExpr) -> "WeightedSquare":
        """‖v‖²_H for a vector v."""
        return cls(v, H, Identity(1))

    @property
    def explanation(self) -> str:
        return "tr(L V K V^T) ≥ 0 for L, K ⪰ 0, and only V = 0 gives 0 if L, K ≻ 0"

    @property
    def expression(self) -> Expr:
        return Trace(self.left * self.V * self.right * self.V.T)

    def vanishes_only_at_zero_of(self, matrix: MatrixExpr, signs: Signs = NOTHING_KNOWN) -> bool:
        V, W = from_sympy(self.V), from_sympy(matrix)
        return V in (W, -W) and all(map(signs.assuming(self.positive).definite, (self.left, self.right)))

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, self.positive, signs=signs)

    def __str__(self) -> str:
        return f"tr(L V K V^T) ≥ 0 with L = {self.left}, V = {self.V}, K = {self.right}"


@dataclass(frozen=True)
class CauchySchwarz(Certificate):
    """‖a‖²_H ‖b‖²_H − (aᵀHb)² ≥ 0 for H ⪰ 0 (n×n) and vectors a, b (n×1)."""

    a: MatrixExpr
    b: MatrixExpr
    H: MatrixExpr

    @property
    def explanation(self) -> str:
        return "Cauchy-Schwarz: (a^T H b)^2 ≤ (a^T H a)(b^T H b) for H ⪰ 0"

    @property
    def expression(self) -> Expr:
        return quad(self.a, self.H) * quad(self.b, self.H) - Trace(self.a.T * self.H * self.b) ** 2

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.H, signs=signs)

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
    def explanation(self) -> str:
        return "P ⪯ tr(P) I for P ⪰ 0"

    @property
    def expression(self) -> Expr:
        frobenius = Trace(self.left * self.W * self.right * self.W.T)
        return frobenius * quad(self.v, self.right) - quad(self.W * self.right * self.v, self.left)

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, signs=signs)

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
    def explanation(self) -> str:
        return "operator Jensen: B^-1 ⪰ 2C - C B C for B ≻ 0 and symmetric C"

    @property
    def expression(self) -> Expr:
        return Trace(self.left * (Inverse(self.B) - 2 * self.C + self.C * self.B * self.C))

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.left, self.positive, signs=signs)
        require_semidefinite(self.B, self.positive, strict=True, signs=signs)
        if not signs.symmetric(self.C):
            message = f"{self.C} is not symmetric: operator Jensen needs a symmetric C"
            raise NotCertifiedError(message)


@dataclass(frozen=True)
class Combination(Certificate):
    """Σ cᵢ·(certificate i) with scalars cᵢ ≥ 0; ``terms`` are the pairs."""

    terms: tuple[tuple[Any, Certificate], ...]
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


@dataclass(frozen=True)
class Multiple(Certificate):
    """``scalar ≥ 0`` because factor·scalar is what ``certificate`` shows to be ≥ 0, where ``factor`` is ≥ 0.

    The scalar is a polynomial and the factor is not identically 0: where the factor vanishes, the claim holds by
    continuity.
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


@dataclass(frozen=True)
class Mean(Certificate):
    """E[f] ≥ 0 because f ≥ 0 for all values of the random symbols."""

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


def kinds_of(certificate: Certificate) -> tuple[Certificate, ...]:
    """A certificate and all that it is made of."""
    return (certificate, *(kind for part in certificate.parts for kind in kinds_of(part)))
