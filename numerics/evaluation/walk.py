"""One interpreter of closed forms over numbers: batched float64, exact fractions, or mpmath at any precision."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, reduce, singledispatch
from operator import add, mul
from typing import TypeVar

import mpmath
import numpy as np
import sympy
from sympy import Basic, sympify
from sympy.matrices.expressions.matexpr import MatrixElement

from numerics.evaluation.arithmetic import (
    Arithmetic,
    Floats,
    Multiprecision,
    Rationals,
    multiply,
    symmetric_power,
    too_high,
)
from numerics.evaluation.products import factored, require_equal_shapes, scaled
from numerics.evaluation.shared_nodes import with_shared_nodes
from numerics.tolerances.digits_carried import GUARD_DIGITS
from numerics.tolerances.exact_budgets import LARGEST_POWER
from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED
from numerics.values.binding import bind, is_exact, leaves
from numerics.values.number_types import Number
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Evaluation", "evaluate", "evaluate_all", "is_known", "refuse_expectations", "register_node"]

Handler = TypeVar("Handler", bound=Callable[..., Number])


def evaluate(expr: Expression, values: object, precision: int | None = None, *, exact: bool | None = None) -> Number:
    """The value of a SymPy expression, as :func:`numerics.evaluate` has it, where the values are known to be good ones.

    Raises what that raises, but for values that a symbol cannot have, such as an indefinite one of a matrix ≻ 0: points
    that the tool makes are of the right kind, or break it on purpose.
    """
    expr = with_shared_nodes(expression(expr, "the expression"))
    refuse_expectations(expr)
    bound = bind(leaves(expr), values)
    if precision is not None:
        with mpmath.workdps(precision + GUARD_DIGITS):
            result = Evaluation(bound, Multiprecision())(expr)
        with mpmath.workdps(precision):
            return _plain(+np.asarray(result, dtype=object))
    exact = is_exact(values) if exact is None else exact
    return _plain(Evaluation(bound, Rationals() if exact else Floats())(expr))


def evaluate_all(exprs: Iterable[Basic], values: object) -> tuple[Number, ...]:
    """The float64 values of several expressions at one point: symbols and shared terms are looked up once.

    Raises what ``evaluate`` raises.
    """
    exprs = tuple(map(with_shared_nodes, exprs))
    for expr in exprs:
        refuse_expectations(expr)
    evaluation = Evaluation(bind(leaves(*exprs), values), Floats())
    return tuple(_plain(evaluation(expr)) for expr in exprs)


def register_node(node_type: type[Basic]) -> Callable[[Handler], Handler]:
    """Teach :func:`evaluate` a node: decorate ``f(node, evaluation)``, where ``evaluation(child)`` is a child's value
    and ``evaluation.arithmetic`` the arithmetic in use. Matrix nodes return (..., n, m), others (...).
    """

    def register(handler: Handler) -> Handler:
        _value.register(node_type)(handler)
        return handler

    return register


def is_known(node: Basic) -> bool:
    """Whether :func:`evaluate` knows this type of node; symbols get their values from outside, and are known."""
    is_symbol = isinstance(node, sympy.Symbol | sympy.MatrixSymbol)
    return is_symbol or _value.dispatch(type(node)) is not _value.dispatch(object)


class Evaluation:
    """One evaluation: the values of the symbols, the arithmetic, and the value of every term met so far."""

    def __init__(self, values: dict[Basic, Number], arithmetic: Arithmetic) -> None:
        self.arithmetic = arithmetic
        self._known: dict[Basic, Number] = {s: arithmetic.array(v, s) for s, v in values.items()}
        self._products: dict[tuple[Basic, ...], np.ndarray] = {}
        self._batches: dict[Basic, tuple[int, ...]] = {}
        self._passing: list[tuple[Basic, tuple[int, ...]]] = []

    def __call__(self, node: Basic) -> Number:
        value = self._known.get(node)
        if value is None:
            value = self._known[node] = _value(node, self)
        return value

    def shared(self, factors: tuple[Basic, ...], left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """The product left · right of these factors, kept for other products that begin so, unless it is a batch."""
        if factors in self._products:
            return self._products[factors]
        product = multiply(left, right)
        if product.ndim == 2:
            self._products[factors] = product
        else:
            self._passing.append((factors[0], product.shape))
        return product

    def kept(self, factors: tuple[Basic, ...], product: Callable[[], np.ndarray]) -> np.ndarray:
        """The product of these factors, which ends in a column: small enough to be kept, batch or not."""
        if factors not in self._products:
            self._products[factors] = product()
        return self._products[factors]

    def knows(self, node: Basic) -> bool:
        """Whether the node's value has been computed already."""
        return node in self._known

    def batch(self, node: Basic) -> tuple[int, ...]:
        """The axes beside those of matrices that the node's value has, known before it is computed."""
        if node in self._known:
            shape = np.shape(self._known[node])
            return shape[:-2] if getattr(node, "is_Matrix", False) else shape
        if node not in self._batches:
            self._batches[node] = np.broadcast_shapes(*map(self.batch, node.args))
        return self._batches[node]

    def computed_beside(self, other: "Evaluation") -> Iterator[tuple[Basic, tuple[int, ...], int]]:
        """What this evaluation has met and the other has not: term, batch, and how many numbers for each of it."""
        for node, value in self._known.items():
            if node not in other._known:
                batch = self.batch(node)
                yield node, batch, math.prod(np.shape(value)[len(batch) :])
        kept = [(factors[0], product.shape) for factors, product in self._products.items()]
        for factor, shape in [*(k for k in kept if len(k[1]) > 2), *self._passing]:
            yield factor, shape[:-2], math.prod(shape[-2:])

    def extended(self, values: Mapping[Expression, Number]) -> "Evaluation":
        """An evaluation that knows what this one knows, and the values of more symbols."""
        other = Evaluation({}, self.arithmetic)
        other._known = {**self._known, **values}
        other._products = dict(self._products)
        return other

    def learn(self, other: "Evaluation", wanted: Callable[[Basic], bool]) -> None:
        """Know from now on the values of the wanted terms that the other evaluation has met, and of their products."""
        self._known |= {node: value for node, value in other._known.items() if wanted(node)}
        self._products |= {f: value for f, value in other._products.items() if all(map(wanted, f))}

    def size(self, extent: Expression) -> int:
        """A dimension such as d + 1 as an int; ValueError if it is not whole."""
        extent = sympify(extent)
        if extent.is_Integer:
            return int(extent)
        # inside a spectral function numbers have one more axis, of length 1
        value = np.asarray(self(extent)).item()
        if value != int(value):
            message = f"the size {extent} is {value}: give a whole number"
            raise ValueError(message)
        return int(value)


@singledispatch
def _value(node: Expression, evaluation: Evaluation) -> Number:
    message = f"{node} is a {type(node).__name__}, which cannot be evaluated: rewrite it, or register_node its type"
    raise ValueError(message)


@register_node(Expectation)
def _expectation(node: Expectation, evaluation: Evaluation) -> Number:
    refuse_expectations(node)


@lru_cache(EXPRESSIONS_REMEMBERED)
def _has_expectation(expr: Basic) -> bool:
    """Of one expression: the same few are evaluated at many points."""
    return bool(expr.has(Expectation))


def refuse_expectations(expr: Basic) -> None:
    """Raise ValueError where the expression holds an unevaluated expectation, which has no value without its law."""
    if _has_expectation(expr):
        message = f"{expr} holds an unevaluated expectation: call .doit() first, or estimate it with monte_carlo"
        raise ValueError(message)


@register_node(sympy.Number)
@register_node(sympy.NumberSymbol)
def _number(node: sympy.Expr, evaluation: Evaluation) -> Number:
    return evaluation.arithmetic.number(node)


@register_node(sympy.Add)
def _add(node: sympy.Add, evaluation: Evaluation) -> Number:
    return reduce(add, [evaluation(a) for a in node.args])


@register_node(sympy.Mul)
def _mul(node: sympy.Mul, evaluation: Evaluation) -> Number:
    return reduce(mul, [evaluation(a) for a in node.args])


@register_node(sympy.Pow)
def _pow(node: sympy.Pow, evaluation: Evaluation) -> Number:
    exponent = _fraction(node.exp) if isinstance(node.exp, sympy.Rational) else evaluation(node.exp)
    return evaluation.arithmetic.power(evaluation(node.base), exponent, node)


@register_node(sympy.exp)
@register_node(sympy.log)
def _exp_or_log(node: sympy.Expr, evaluation: Evaluation) -> Number:
    if len(node.args) != 1:
        message = f"{node} has a second argument: write log(x)/log(base)"
        raise ValueError(message)
    return evaluation.arithmetic.apply(type(node).__name__, evaluation(node.args[0]), node)


@register_node(sympy.ceiling)
@register_node(sympy.floor)
def _rounded(node: sympy.Expr, evaluation: Evaluation) -> Number:
    return evaluation.arithmetic.apply(type(node).__name__, evaluation(node.args[0]), node)


@register_node(sympy.Abs)
def _abs(node: sympy.Abs, evaluation: Evaluation) -> Number:
    return abs(evaluation(node.args[0]))


@register_node(sympy.Max)
def _max(node: sympy.Max, evaluation: Evaluation) -> Number:
    return reduce(np.maximum, [evaluation(a) for a in node.args])


@register_node(sympy.Min)
def _min(node: sympy.Min, evaluation: Evaluation) -> Number:
    return reduce(np.minimum, [evaluation(a) for a in node.args])


@register_node(sympy.Trace)
def _trace(node: sympy.Trace, evaluation: Evaluation) -> Number:
    if not isinstance(node.arg, sympy.MatMul):
        return _require_square(evaluation(node.arg), node).trace(axis1=-2, axis2=-1)
    scalar, left, right = factored(node.arg, evaluation)
    if right is None:
        return scalar * _require_square(left, node).trace(axis1=-2, axis2=-1)
    if left.shape[-2] != right.shape[-1]:
        _require_square(multiply(left, right), node)
    # tr(AB) needs the diagonal of AB only
    return scalar * (left * np.swapaxes(right, -1, -2)).sum(axis=(-2, -1))


def _require_square(value: np.ndarray, node: Basic) -> np.ndarray:
    if value.shape[-1] != value.shape[-2]:
        message = f"{node} is the trace of a matrix of shape {value.shape}: give a square one"
        raise ValueError(message)
    return value


@register_node(SpectralSum)
def _spectral_sum(node: SpectralSum, evaluation: Evaluation) -> Number:
    eigenvalues = evaluation.arithmetic.eigenvalues(evaluation(node.matrix), node)
    symbols = leaves(node.function.expr) - {node.variable}
    # one more axis, over which the eigenvalues run
    values = {s: np.asarray(evaluation(s))[..., None] for s in symbols if not getattr(s, "is_Matrix", False)}
    values |= {s: evaluation(s)[..., None, :, :] for s in symbols if getattr(s, "is_Matrix", False)}
    terms = Evaluation({**values, node.variable: eigenvalues}, evaluation.arithmetic)(node.function.expr)
    return np.broadcast_to(terms, eigenvalues.shape).sum(axis=-1)


@register_node(SmallestEigenvalue)
def _smallest_eigenvalue(node: SmallestEigenvalue, evaluation: Evaluation) -> Number:
    return evaluation.arithmetic.eigenvalues(evaluation(node.matrix), node)[..., 0]


@register_node(FrobeniusNorm)
def _frobenius_norm(node: FrobeniusNorm, evaluation: Evaluation) -> Number:
    value = evaluation(node.matrix)
    return evaluation.arithmetic.power((value * value).sum(axis=(-2, -1)), Fraction(1, 2), node)


@register_node(OperatorNorm)
def _operator_norm(node: OperatorNorm, evaluation: Evaluation) -> Number:
    value = evaluation(node.matrix)
    largest = evaluation.arithmetic.eigenvalues(np.swapaxes(value, -1, -2) @ value, node)[..., -1]
    return evaluation.arithmetic.power(np.maximum(largest, 0), Fraction(1, 2), node)


@register_node(MatrixElement)
def _element(node: MatrixElement, evaluation: Evaluation) -> Number:
    return evaluation(node.args[0])[..., evaluation.size(node.args[1]), evaluation.size(node.args[2])]


@register_node(sympy.Identity)
def _identity(node: sympy.Identity, evaluation: Evaluation) -> Number:
    return evaluation.arithmetic.array(np.eye(evaluation.size(node.rows), dtype=np.int64))


@register_node(sympy.ZeroMatrix)
def _zero(node: sympy.ZeroMatrix, evaluation: Evaluation) -> Number:
    shape = (evaluation.size(node.rows), evaluation.size(node.cols))
    return evaluation.arithmetic.array(np.zeros(shape, dtype=np.int64))


@register_node(sympy.MatrixBase)
def _explicit(node: sympy.MatrixBase, evaluation: Evaluation) -> Number:
    entries = np.broadcast_arrays(*[np.asarray(evaluation(sympify(entry))) for entry in node.flat()])
    return np.stack(entries, axis=-1).reshape(*entries[0].shape, *node.shape)


@register_node(sympy.BlockMatrix)
def _blocks(node: sympy.BlockMatrix, evaluation: Evaluation) -> Number:
    rows, columns = node.blockshape
    blocks = [[evaluation(node.blocks[i, j]) for j in range(columns)] for i in range(rows)]
    batch = np.broadcast_shapes(*[b.shape[:-2] for row in blocks for b in row])
    wide = [[np.broadcast_to(b, batch + b.shape[-2:]) for b in row] for row in blocks]
    return np.concatenate([np.concatenate(row, axis=-1) for row in wide], axis=-2)


@register_node(sympy.Transpose)
def _transpose(node: sympy.Transpose, evaluation: Evaluation) -> Number:
    return np.swapaxes(evaluation(node.arg), -1, -2)


@register_node(sympy.MatAdd)
def _mat_add(node: sympy.MatAdd, evaluation: Evaluation) -> Number:
    total = evaluation(node.args[0])
    for term in node.args[1:]:
        value = evaluation(term)
        require_equal_shapes(node, term, value, total)
        total = total + value
    return total


@register_node(sympy.MatMul)
def _mat_mul(node: sympy.MatMul, evaluation: Evaluation) -> Number:
    scalar, left, right = factored(node, evaluation)
    matrix = left if right is None else multiply(left, right)
    return scaled(scalar, matrix)


@register_node(sympy.MatPow)
def _mat_pow(node: sympy.MatPow, evaluation: Evaluation) -> Number:
    base, exponent = evaluation(node.base), node.exp
    if not isinstance(exponent, sympy.Rational):
        exponent = sympy.Integer(evaluation.size(exponent))
    if base.shape[-1] != base.shape[-2]:
        message = f"{node} is a power of a matrix of shape {base.shape}: give a square one"
        raise ValueError(message)
    if exponent.q != 1:
        return symmetric_power(evaluation.arithmetic, base, _fraction(exponent), node.base)
    if abs(exponent) > LARGEST_POWER:
        raise too_high(node, abs(int(exponent)))
    if exponent < 0:
        base = evaluation.arithmetic.inverse(base, node.base)
    if exponent == 0:
        return evaluation(sympy.Identity(base.shape[-1]))
    return reduce(multiply, [base] * abs(int(exponent)))


def _fraction(n: sympy.Rational) -> Fraction:
    return Fraction(int(n.p), int(n.q))


def _plain(result: Number) -> Number:
    """A 0-d result as the number itself."""
    array = np.asarray(result)
    return array.item() if array.ndim == 0 else array
