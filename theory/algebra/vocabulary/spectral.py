"""What the spectrum of a matrix determines: sums Σ_j f(μ_j) over eigenvalues, norms, the smallest eigenvalue.

SymPy nodes and nothing else: what the normal form makes of them is in ``spectral_readings``.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import chain, count

from sympy import (
    Expr,
    Identity,
    Integer,
    Inverse,
    Lambda,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Poly,
    Symbol,
    Trace,
    fraction,
    sympify,
    together,
)

from theory.algebra.vocabulary.entry import matrix as matrix_of
from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression, SymPyPrinter

__all__ = ["FrobeniusNorm", "MatrixScalar", "OperatorNorm", "SmallestEigenvalue", "SpectralSum", "connect_signs"]

Sign = Callable[[MatrixExpr], bool | None]
_semidefinite: Sign | None = None
_definite: Sign | None = None


def connect_signs(semidefinite: Sign, definite: Sign) -> None:
    """Say what knows A ⪰ 0 and A ≻ 0 of a matrix (called once, on ``import theory``); without it no sign is known."""
    global _semidefinite, _definite  # numbers read these nodes too, and import nothing that derives
    _semidefinite, _definite = semidefinite, definite


class _Eigenvalue(Symbol):
    """What a ``SpectralSum`` binds; a class and a name of its own, so that it differs from every symbol of a user."""


class SpectralSum(Expr):
    """Σ_j f(μ_j) over the eigenvalues μ_j of a symmetric n×n matrix A, with multiplicity.

    ``SpectralSum(Lambda(mu, f), A)``, f a real function of a real scalar. For a rational f it equals
    tr p(A) q(A)⁻¹ with f = p/q, which is how it enters the normal form; with another f it is opaque. The variable is
    bound: its name is forgotten (readers see mu), no substitution reaches it, and none is captured by it. Raises
    ShapeError for a matrix not square, ValueError for a function of several variables.
    """

    is_commutative = True
    is_real = True

    def __new__(cls, function: Expression, matrix: Expression) -> "SpectralSum":
        if not isinstance(function, Lambda) or len(function.variables) != 1:
            message = f"the function of a SpectralSum is {function!r}: give Lambda(mu, f) of one variable"
            raise ValueError(message)
        matrix = matrix_of(matrix, "the matrix of a SpectralSum")
        if matrix.rows != matrix.cols:
            message = f"{matrix} is {matrix.rows}×{matrix.cols} and has no eigenvalues: give a square matrix"
            raise ShapeError(message)
        (variable,) = function.variables
        bound = _Eigenvalue("μ ∈ spectrum", **variable._assumptions_orig)
        return super().__new__(cls, Lambda(bound, function.expr.xreplace({variable: bound})), matrix)

    @property
    def function(self) -> Lambda:
        """F, of a variable called mu, or mu_1, … where that is the name of another symbol in f."""
        return _readable(self.args[0])

    @property
    def matrix(self) -> MatrixExpr:
        return self.args[1]

    @property
    def variable(self) -> Symbol:
        return self.function.variables[0]

    def as_trace(self) -> Trace:
        """Tr p(A) q(A)⁻¹ for f = p/q. Raises UnsupportedExpressionError where f is not rational."""
        (variable,), f = self.function.variables, self.function.expr
        numerator, denominator = fraction(together(f))
        over = _of_matrix(denominator, variable, self.matrix)
        return Trace(MatMul(_of_matrix(numerator, variable, self.matrix), Inverse(over)))

    def _sympystr(self, printer: SymPyPrinter) -> str:
        return f"SpectralSum({printer.doprint(self.function)}, {printer.doprint(self.matrix)})"

    _sympyrepr = _sympystr


@lru_cache(2048)
def _readable(function: Lambda) -> Lambda:
    """The function in a letter for readers: made once, for evaluations ask for it at every point."""
    (bound,), f = function.variables, function.expr
    taken = {str(s.name) for s in f.atoms(Symbol, MatrixSymbol)}
    name = next(n for n in chain(["mu"], (f"mu_{i}" for i in count(1))) if n not in taken)
    variable = Symbol(name, **bound._assumptions_orig)
    return Lambda(variable, f.xreplace({bound: variable}))


def _of_matrix(polynomial: Expression, variable: Symbol, matrix: MatrixExpr) -> MatrixExpr:
    if not polynomial.is_polynomial(variable):
        message = f"{polynomial} is not a polynomial in {variable}: only rational functions of eigenvalues are traces"
        raise UnsupportedExpressionError(message)
    powers = []
    for (exponent,), coefficient in Poly(polynomial, variable).terms():
        power = Identity(matrix.rows) if exponent == 0 else matrix if exponent == 1 else MatPow(matrix, exponent)
        powers.append(MatMul(coefficient, power))
    return MatAdd(*powers)


class MatrixScalar(Expr):
    """A real number that a matrix determines, such as a norm; opaque to the normal form."""

    is_commutative = True
    is_real = True

    def __new__(cls, matrix: MatrixExpr) -> Expression:
        return super().__new__(cls, sympify(matrix))

    @property
    def matrix(self) -> MatrixExpr:
        return self.args[0]


class OperatorNorm(MatrixScalar):
    """‖A‖, the largest singular value."""

    is_nonnegative = True


class FrobeniusNorm(MatrixScalar):
    """‖A‖_F = √tr(AᵀA)."""

    is_nonnegative = True


class SmallestEigenvalue(MatrixScalar):
    """λ_min(A) of a symmetric matrix. Its sign is known where the normal form shows A ⪰ 0 or A ≻ 0."""

    def __new__(cls, matrix: MatrixExpr) -> Expression:
        matrix = sympify(matrix)
        if isinstance(matrix, Identity):
            return Integer(1)
        if matrix.rows != matrix.cols:
            message = f"{matrix} is {matrix.rows}×{matrix.cols} and has no eigenvalues: give a square matrix"
            raise ShapeError(message)
        return super().__new__(cls, matrix)

    def _eval_is_nonnegative(self) -> bool | None:
        return (_semidefinite is not None and _semidefinite(self.matrix)) or None

    def _eval_is_positive(self) -> bool | None:
        return (_definite is not None and _definite(self.matrix)) or None
