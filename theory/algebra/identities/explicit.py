"""SymPy expressions at given values, entry by entry: a second reading of an expression, apart from the normal form."""

from collections.abc import Callable, Mapping
from functools import singledispatch

from sympy import (
    Add,
    Basic,
    BlockMatrix,
    Identity,
    ImmutableMatrix,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixBase,
    MatrixSymbol,
    Mul,
    OneMatrix,
    Pow,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    eye,
    ones,
    prod,
    zeros,
)

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["as_matrix", "explicit", "register_reading"]

Values = Mapping[Expression, Expression]


def explicit(expr: Basic, values: Values) -> Expression:
    """A scalar or an ImmutableMatrix. ``values``: symbols (and ``MatPow`` nodes) to SymPy numbers and matrices."""
    return values[expr] if expr in values else _explicit(expr, values)


def as_matrix(value: Expression) -> ImmutableMatrix:
    """A value as a matrix, 1×1 for a scalar."""
    return value if getattr(value, "is_Matrix", False) else ImmutableMatrix([[value]])


def register_reading(node_type: type[Basic], rewrite: Callable[[Expression], Basic]) -> None:
    """Teach this reading a node by what it is in terms of nodes already known."""
    _explicit.register(node_type)(lambda node, values: explicit(rewrite(node), values))


@singledispatch
def _explicit(expr: Basic, values: Values) -> Expression:
    return expr.xreplace(dict(values)).doit()


@_explicit.register(MatrixSymbol)
@_explicit.register(Symbol)
def _(expr: Basic, values: Values) -> Expression:
    message = f"no value for {expr}"
    raise ValueError(message)


@_explicit.register(Add)
@_explicit.register(MatAdd)
def _(expr: Basic, values: Values) -> Expression:
    total = explicit(expr.args[0], values)
    for term in expr.args[1:]:
        total = total + explicit(term, values)
    return total


@_explicit.register(Mul)
@_explicit.register(MatMul)
def _(expr: Basic, values: Values) -> Expression:
    return prod([explicit(a, values) for a in expr.args])


@_explicit.register(Pow)
@_explicit.register(MatPow)
def _(expr: Basic, values: Values) -> Expression:
    base, exponent = explicit(expr.args[0], values), explicit(expr.args[1], values)
    if getattr(base, "is_Matrix", False):
        return base**exponent if exponent.is_nonnegative else _inverse(base) ** -exponent
    if base.is_zero and exponent.is_negative:
        message = f"{expr} divides by zero"
        raise ZeroDivisionError(message)
    return base**exponent


@_explicit.register(Inverse)
def _(expr: Inverse, values: Values) -> Expression:
    return _inverse(explicit(expr.arg, values))


def _inverse(matrix: ImmutableMatrix) -> ImmutableMatrix:
    # the adjugate takes no decisions on pivots, which entries that are symbols would leave open
    return matrix.inv() if all(entry.is_Rational for entry in matrix) else matrix.inv(method="ADJ")


@_explicit.register(Transpose)
def _(expr: Transpose, values: Values) -> Expression:
    return explicit(expr.arg, values).T


@_explicit.register(Trace)
def _(expr: Trace, values: Values) -> Expression:
    return explicit(expr.arg, values).trace()


@_explicit.register(Identity)
def _(expr: Identity, values: Values) -> Expression:
    return ImmutableMatrix(eye(int(_size(expr.rows, values))))


@_explicit.register(ZeroMatrix)
def _(expr: ZeroMatrix, values: Values) -> Expression:
    return ImmutableMatrix(zeros(*(int(_size(n, values)) for n in expr.shape)))


@_explicit.register(OneMatrix)
def _(expr: OneMatrix, values: Values) -> Expression:
    return ImmutableMatrix(ones(*(int(_size(n, values)) for n in expr.shape)))


@_explicit.register(MatrixBase)
def _(expr: MatrixBase, values: Values) -> Expression:
    return ImmutableMatrix(expr.rows, expr.cols, [explicit(entry, values) for entry in expr])


@_explicit.register(BlockMatrix)
def _(expr: BlockMatrix, values: Values) -> Expression:
    rows = [
        ImmutableMatrix.hstack(*(as_matrix(explicit(block, values)) for block in row)) for row in expr.blocks.tolist()
    ]
    return ImmutableMatrix.vstack(*rows)


@_explicit.register(Expectation)
def _(expr: Expectation, values: Values) -> Expression:
    message = f"{expr} is an expectation that is not evaluated: call .doit() first"
    raise UnsupportedExpressionError(message)


def _size(dimension: Expression, values: Values) -> Expression:
    return dimension.subs({s: values[s] for s in dimension.free_symbols})
