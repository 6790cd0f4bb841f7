"""Certificates about norms: eigenvalue bounds of quadratic forms, and norms of sums and products."""

from dataclasses import dataclass
from typing import Any

from sympy import Add, Basic, Expr, Identity, MatAdd, MatMul, MatrixExpr, Mul, Trace, Transpose, sympify

from theory.algebra.positivity.gathered import Certificate, NotCertifiedError, require_nonnegative, require_semidefinite
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue
from theory.algebra.words.convert import from_sympy

__all__ = ["FrobeniusCauchySchwarz", "NormOfSum", "RayleighBound", "frobenius_bound"]


@dataclass(frozen=True)
class RayleighBound(Certificate):
    """tr(A X B Xᵀ) − λ_min(A) λ_min(B) ‖X‖²_F ≥ 0 for A, B ⪰ 0; A is n×n, X n×m, B m×m."""

    X: MatrixExpr
    left: MatrixExpr
    right: MatrixExpr

    @property
    def expression(self) -> Expr:
        smallest = SmallestEigenvalue(self.left) * SmallestEigenvalue(self.right)
        return Trace(self.left * self.X * self.right * self.X.T) - smallest * inner(self.X, self.X)

    @property
    def explanation(self) -> str:
        return "tr(A X B X^T) ≥ λ_min(A) λ_min(B) ‖X‖_F² for A, B ⪰ 0"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        for weight in (self.left, self.right):
            require_semidefinite(weight, signs=signs)

    def __str__(self) -> str:
        return f"{self.explanation}, with A = {self.left}, X = {self.X}, B = {self.right}"


@dataclass(frozen=True)
class FrobeniusCauchySchwarz(Certificate):
    """‖X‖_F ‖Y‖_F − tr(XᵀY) ≥ 0 for n×m matrices."""

    X: MatrixExpr
    Y: MatrixExpr

    @property
    def expression(self) -> Expr:
        return FrobeniusNorm(self.X) * FrobeniusNorm(self.Y) - inner(self.X, self.Y)

    @property
    def explanation(self) -> str:
        return "Cauchy-Schwarz: tr(X^T Y) ≤ ‖X‖_F ‖Y‖_F"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        from_sympy(inner(self.X, self.Y))  # raises where the shapes differ

    def __str__(self) -> str:
        return f"{self.explanation}, with X = {self.X}, Y = {self.Y}"


@dataclass(frozen=True)
class NormOfSum(Certificate):
    """frobenius_bound(A) − ‖A‖_F ≥ 0 for a sum A of products."""

    matrix: MatrixExpr

    @property
    def expression(self) -> Expr:
        return frobenius_bound(self.matrix) - FrobeniusNorm(self.matrix)

    @property
    def explanation(self) -> str:
        return "‖A + B‖ ≤ ‖A‖ + ‖B‖, ‖AB‖_F ≤ ‖A‖ ‖B‖_F, ‖u v^T‖_F = ‖u‖ ‖v‖"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        frobenius_bound(self.matrix)

    def __str__(self) -> str:
        return f"{self.explanation}, for {self.matrix}"


def frobenius_bound(matrix: MatrixExpr) -> Expr:
    """An upper bound of ‖A‖_F: terms are added up; in a product, the last matrix has its Frobenius norm and the others
    their operator norms, and an outer product (B u)(C v)ᵀ the norms of its vectors.

    Raises NotCertifiedError for a scalar factor of unknown sign or a vector that stands alone.
    """
    if isinstance(matrix, MatAdd):
        return Add(*map(frobenius_bound, matrix.args))
    scalars, factors = _factors(matrix)
    size = Mul(*map(_absolute, scalars))
    cut = next((i + 1 for i, f in enumerate(factors[:-1]) if f.cols == 1), None)
    if cut is not None:
        return Mul(size, _outer(factors[:cut], factors[cut:]))
    last = frobenius_bound(factors[-1]) if isinstance(factors[-1], MatAdd) else FrobeniusNorm(factors[-1])
    return Mul(size, *map(OperatorNorm, factors[:-1]), last)


def _factors(matrix: MatrixExpr) -> tuple[list[Basic], list[MatrixExpr]]:
    parts = matrix.args if isinstance(matrix, MatMul) else (matrix,)
    nested = [_factors(p) if isinstance(p, MatMul) else ([], [p]) if p.is_Matrix else ([p], []) for p in parts]
    return [s for scalars, _ in nested for s in scalars], [m for _, matrices in nested for m in matrices]


def _absolute(scalar: Basic) -> Expr:
    """A bound of |scalar|: the scalar or its negative where it is visibly ≥ 0, and ‖H‖ ‖b‖² for bᵀHb."""
    scalar = sympify(scalar)
    if isinstance(scalar, Trace) and isinstance(scalar.arg, MatMul) and len(scalar.arg.args) == 3:
        left, middle, right = scalar.arg.args
        if left == Transpose(right).doit() and right.cols == 1:
            return OperatorNorm(middle) * quad(right, Identity(right.rows))
    for candidate in (scalar, -scalar):
        try:
            require_nonnegative(candidate)
        except NotCertifiedError:
            continue
        return candidate
    message = f"the sign of {scalar} is not known: give a factor that is visibly ≥ 0 or ≤ 0"
    raise NotCertifiedError(message)


def _outer(left: list[MatrixExpr], right: list[MatrixExpr]) -> Any:
    """A bound of ‖(B u)(vᵀ C)‖_F = ‖B u‖ ‖Cᵀv‖, for u = v."""
    u, v = left[-1], right[0]
    if u != Transpose(v).doit():
        message = f"{u} and {v} are different vectors: only outer products b bᵀ are bounded"
        raise NotCertifiedError(message)
    return Mul(*map(OperatorNorm, left[:-1]), *map(OperatorNorm, right[1:]), quad(u, Identity(u.rows)))
