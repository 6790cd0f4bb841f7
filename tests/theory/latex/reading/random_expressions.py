"""Random expressions of symbolic size, most of them built as SymPy leaves them after substitution, not simplified."""

from collections.abc import Callable
from random import Random
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Determinant,
    Expr,
    Function,
    HadamardProduct,
    Identity,
    Integer,
    Inverse,
    Lambda,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Max,
    Min,
    Mul,
    Pow,
    Product,
    Rational,
    Sum,
    Trace,
    Transpose,
    ZeroMatrix,
    exp,
    log,
    sin,
    sqrt,
    symbols,
)
from sympy.matrices.common import ShapeError

from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum

d, M, n = symbols("d M n", integer=True, positive=True)
r, s, t, mu = symbols("r s t mu", real=True)
sigma2 = symbols("sigma2", positive=True)
A, B, Gamma_star = (MatrixSymbol(name, d, d) for name in ("A", "B", "Gamma_star"))
H = PositiveDefiniteMatrix("H", d)
b, k = MatrixSymbol("b", d, 1), MatrixSymbol("k", d, 1)
c = MatrixSymbol("c", 1, 1)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))

SCALARS = (r, s, t, sigma2, M)
MATRICES = (A, B, H, Gamma_star)
COLUMNS = (b, k, x)
NUMBERS = (Integer(-1), Integer(2), Integer(-3), Rational(1, 2), Rational(-3, 7), Integer(1))
RATES = (1 / M, -1 / M, 1 / M**2, r / M, 1 / (M + 1), (M + 1) / M, sigma2 / M)
# what SymPy raises where it cannot build what was asked for
REFUSED = (TypeError, ValueError, AttributeError, NotImplementedError, ShapeError, RecursionError, AssertionError)
Shape = tuple[Any, Any]


class Expressions:
    """A stream of expressions, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def draw(self) -> Basic:
        """A scalar or a matrix; substitution may have put sums where letters were."""
        while True:
            try:
                depth = self.random.choice([1, 2, 2, 3, 3, 4])
                expr = self.scalar(depth) if self.random.random() < 0.5 else self.matrix(depth)
                return self.substituted(expr) if self.random.random() < 0.5 else expr
            except REFUSED:
                continue

    def substituted(self, expr: Basic) -> Basic:
        """One letter replaced, by ``subs`` or by ``xreplace``."""
        letter, new = self.one(
            [(a, lambda a=a: self.one([a + self.matrix(1), self.matrix(1), -B - a])) for a in (A, B)]
            + [(b, lambda: self.one([b - k, self.column(1), -k])), (r, lambda: self.one([s - r, self.scalar(1)]))]
        )
        return expr.subs(letter, new()) if self.random.random() < 0.5 else expr.xreplace({letter: new()})

    def one(self, choices: Any) -> Any:
        return self.random.choice(list(choices))

    def built(self, kind: Callable[..., Basic], *parts: Basic) -> Any:
        """Evaluated by SymPy or not."""
        return kind(*parts, evaluate=False) if self.random.random() < 0.6 else kind(*parts)

    # -- scalars ----------------------------------------------------------------------------------------------------
    def scalar(self, depth: int) -> Any:
        if depth <= 0:
            return self.one([self.one(SCALARS), self.one(SCALARS), self.one(NUMBERS), Trace(self.one(MATRICES))])
        often = [self._sum, self._product] * 2
        kinds = [*often, self._power, self._trace, self._inner, self._other, self._over_sizes]
        return self.one(kinds)(depth - 1)

    def _over_sizes(self, depth: int) -> Any:
        terms = [self.built(Mul, self.one(RATES), self.scalar(depth)) for _ in range(self.one([2, 2, 3]))]
        return self.built(Mul, self.built(Add, *terms), self.scalar(depth))

    def _sum(self, depth: int) -> Any:
        return self.built(Add, *(self.scalar(depth) for _ in range(self.one([2, 2, 3]))))

    def _product(self, depth: int) -> Any:
        factors = [self.scalar(depth) for _ in range(self.one([1, 2, 2, 3]))]
        return self.built(Mul, *([self.one(NUMBERS)] if self.random.random() < 0.4 else []), *factors)

    def _power(self, depth: int) -> Any:
        exponents = [-1, -1, -2, 2, 2, 3, Rational(1, 2), Rational(-1, 2), Rational(2, 3), Rational(1, 4)]
        exponent = self.one(exponents) if self.random.random() < 0.85 else self.scalar(0)
        return self.built(Pow, self.scalar(depth), sympified(exponent))

    def _trace(self, depth: int) -> Any:
        return Trace(self.matrix(depth))

    def _inner(self, depth: int) -> Any:
        middle = [self.matrix(depth - 1)] if self.random.random() < 0.5 else []
        left = self.column(depth - 1)
        right = left if self.random.random() < 0.3 else self.column(depth - 1)
        return Trace(self.built(MatMul, Transpose(left), *middle, right))

    def _other(self, depth: int) -> Any:
        f = Function("f")
        return self.one(
            [
                lambda: Expectation(self.scalar(depth)),
                lambda: Expectation(self.scalar(depth), given=self.one([[X], [x], [X, x]])),
                lambda: Determinant(self.matrix(depth)),
                lambda: FrobeniusNorm(self.matrix(depth)),
                lambda: OperatorNorm(self.matrix(depth)),
                lambda: SmallestEigenvalue(H),
                lambda: SpectralSum(Lambda(mu, self.built(Add, mu, -self.scalar(depth - 1))), H),
                lambda: SpectralSum(Lambda(mu, self.scalar(depth - 1) / (mu + 1)), H),
                lambda: Sum(self.built(Add, n, self.scalar(depth - 1)), (n, 1, M)),
                lambda: Sum(self.built(Mul, n, self.scalar(depth - 1)), (n, 1, M)),
                lambda: Product(self.built(Add, n, self.scalar(depth - 1)), (n, 1, M)),
                lambda: self.matrix(depth)[0, 1],
                lambda: self.one([exp, log, sin, f, Abs])(self.scalar(depth)),
                lambda: self.one([Min, Max])(self.scalar(depth), self.scalar(depth)),
                lambda: sqrt(self.scalar(depth)),
                lambda: Trace(c),
            ]
        )()

    # -- matrices ---------------------------------------------------------------------------------------------------
    def matrix(self, depth: int) -> Any:
        if depth <= 0:
            return self.one([*MATRICES, *MATRICES, Identity(d), Transpose(A)])
        often = [self._matrix_sum, self._matrix_product] * 2
        others = [self._outer, self._matrix_power, self._other_matrix, self._matrices_over_sizes]
        return self.one([*often, self._scaled, self._transposed, *others])(depth - 1)

    def column(self, depth: int) -> Any:
        if depth <= 0:
            return self.one(COLUMNS)
        return self.one(
            [
                lambda: self.built(MatAdd, self.column(depth - 1), self.column(depth - 1)),
                lambda: self.built(MatMul, self.scalar(depth - 1), self.column(depth - 1)),
                lambda: self.built(MatMul, self.matrix(depth - 1), self.column(depth - 1)),
                lambda: self.built(MatMul, Integer(-1), self.column(depth - 1)),
            ]
        )()

    def _matrix_sum(self, depth: int) -> Any:
        terms = [self.matrix(depth) for _ in range(self.one([1, 2, 2, 3]))]
        if self.random.random() < 0.5:
            terms.append(self.built(MatMul, self.one(NUMBERS), self.matrix(depth)))
        return self.built(MatAdd, *terms)

    def _matrices_over_sizes(self, depth: int) -> Any:
        terms = [self.built(MatMul, self.one(RATES), self.matrix(depth)) for _ in range(self.one([2, 2, 3]))]
        return self.built(MatMul, self.scalar(depth), self.built(MatAdd, *terms), self.matrix(depth))

    def _matrix_product(self, depth: int) -> Any:
        return self.built(MatMul, *(self.matrix(depth) for _ in range(self.one([2, 2, 3]))))

    def _scaled(self, depth: int) -> Any:
        scalar = self.one(NUMBERS) if self.random.random() < 0.5 else self.scalar(depth)
        kind = Mul if self.random.random() < 0.1 else MatMul
        return self.built(kind, scalar, self.matrix(depth))

    def _transposed(self, depth: int) -> Any:
        return Transpose(self.matrix(depth))

    def _outer(self, depth: int) -> Any:
        return self.built(MatMul, self.column(depth), Transpose(self.column(depth)))

    def _matrix_power(self, depth: int) -> Any:
        root = MatPow(self.one([H, H + Identity(d), self.built(MatMul, Integer(2), H)]), self.one(ROOTS))
        inverse = Inverse(self.matrix(depth))
        whole = MatPow(self.matrix(depth), self.one([2, 3, -1, -2]))
        return self.one([inverse, inverse, whole, root, Transpose(inverse), Inverse(Transpose(self.matrix(depth)))])

    def _other_matrix(self, depth: int) -> Any:
        return self.one(
            [
                lambda: Expectation(self.matrix(depth)),
                lambda: Expectation(Transpose(X) * X * self.matrix(depth)),
                lambda: Expectation(self.matrix(depth), given=[x]),
                lambda: HadamardProduct(self.matrix(depth), self.matrix(depth)),
                lambda: MatMul(Trace(self.matrix(depth)), self.matrix(depth)),
                lambda: MatMul(Transpose(X), X),
            ]
        )()


ROOTS = (Rational(1, 2), Rational(-1, 2), Rational(3, 2))


def sympified(number: Any) -> Expr:
    return Integer(number) if isinstance(number, int) else number
