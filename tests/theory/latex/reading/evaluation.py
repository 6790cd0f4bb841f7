"""The value of a SymPy expression as it is built, node by node: nothing is simplified, multiplied out or reordered."""

from collections.abc import Callable
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Determinant,
    HadamardProduct,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Max,
    Min,
    Mul,
    Number,
    Pow,
    Product,
    Sum,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    exp,
)
from sympy.core.function import Function
from sympy.core.numbers import Exp1
from sympy.matrices.expressions.matexpr import MatrixElement

from tests.theory.latex.reading import plain_numbers as ar
from tests.theory.latex.reading.plain_numbers import Point, Value
from theory import Expectation
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum

LARGEST = 1e4  # of a value on the way: far enough from 10¹⁶ that rounding does not count


def value(expr: Basic, point: Point) -> Value:
    """The value at a point, whose keys are symbols."""
    kind = next((k for k in type(expr).__mro__ if k in _VALUES), None)
    if kind is None:
        raise ar.NoValueError(f"{type(expr).__name__} is not known here")
    found = _VALUES[kind](expr, point)
    if ar.np.abs(found).max() > LARGEST:
        raise ar.NoValueError(f"{expr} is large")
    return found


def _values(expr: Basic, point: Point) -> list[Value]:
    return [value(a, point) for a in expr.args]


def _repeated(total: Callable[..., Value]) -> Callable[[Any, Point], Value]:
    def found(expr: Any, point: Point) -> Value:
        # SymPy gives the innermost index first
        def over(limits: Any, point: Point) -> Value:
            if not limits:
                return value(expr.function, point)
            *inner, (index, first, last) = limits
            steps = range(round(value(first, point)), round(value(last, point)) + 1)
            return total(over(inner, {**point, index: float(i)}) for i in steps)

        return over(expr.limits, point)

    return found


def _function(expr: Any, point: Point) -> Value:
    return ar.function(expr.func.__name__, value(expr.args[0], point))


def _entry(expr: Any, point: Point) -> Value:
    matrix, *indices = _values(expr, point)
    return float(matrix[tuple(map(round, indices))])


def _spectral(expr: Any, point: Point) -> Value:
    eigenvalues = ar.eigenvalues(value(expr.matrix, point))
    return ar.plus(value(expr.function.expr, {**point, expr.variable: v}) for v in eigenvalues)


_VALUES: dict[type, Callable[[Any, Point], Value]] = {
    Number: lambda e, p: ar.checked(float(e)),
    Exp1: lambda e, p: ar.function("exp", 1.0),
    Symbol: lambda e, p: p[e],
    MatrixSymbol: lambda e, p: p[e],
    Identity: lambda e, p: ar.checked(ar.np.eye(round(value(e.rows, p)))),
    ZeroMatrix: lambda e, p: 0.0,
    Add: lambda e, p: ar.plus(_values(e, p)),
    MatAdd: lambda e, p: ar.plus(_values(e, p)),
    Mul: lambda e, p: ar.times(_values(e, p)),
    MatMul: lambda e, p: ar.times(_values(e, p)),
    HadamardProduct: lambda e, p: ar.entrywise(_values(e, p)),
    Pow: lambda e, p: ar.power(*_values(e, p)),
    MatPow: lambda e, p: ar.power(*_values(e, p)),
    Inverse: lambda e, p: ar.power(value(e.arg, p), -1.0),
    Transpose: lambda e, p: ar.transpose(value(e.arg, p)),
    Trace: lambda e, p: ar.trace(value(e.arg, p)),
    Determinant: lambda e, p: ar.determinant(value(e.arg, p)),
    Abs: lambda e, p: abs(value(e.args[0], p)),
    Min: lambda e, p: min(_values(e, p)),
    Max: lambda e, p: max(_values(e, p)),
    exp: _function,
    Function: _function,
    Sum: _repeated(ar.plus),
    Product: _repeated(ar.times),
    MatrixElement: _entry,
    SpectralSum: _spectral,
    FrobeniusNorm: lambda e, p: ar.norm(value(e.args[0], p), "F"),
    OperatorNorm: lambda e, p: ar.norm(value(e.args[0], p)),
    SmallestEigenvalue: lambda e, p: min(ar.eigenvalues(value(e.args[0], p))),
    Expectation: lambda e, p: ar.mean(lambda q: value(e.integrand, q), p, e.given),
}
