"""Expressions read entry by entry: matrices are n×m object arrays, numbers those of a field or of a polynomial ring."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce

import numpy as np
import sympy
from mpmath import mp
from mpmath.libmp import to_rational
from sympy import QQ, Basic, sympify
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.polys.rings import PolyElement, PolyRing

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.recomputed.fields import (
    Field,
    Fractions,
    Intervals,
    NoSecondValueError,
    NotRationalError,
    bounds_of,
    entrywise,
)
from numerics.independent.recomputed.moments_by_parts import Block, constant_of, mean_of
from numerics.independent.recomputed.random_order import parents_first
from numerics.independent.recomputed.spectra import eigenvalue_enclosures, root_enclosure
from numerics.tolerances.digits_carried import LARGEST_EXPONENT
from numerics.tolerances.exact_budgets import LARGEST_POWER, SECOND_VALUE_PRODUCTS
from numerics.values.number_types import Number
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Enclosure", "Reading", "recompute"]


@dataclass(frozen=True, eq=False)
class Enclosure:
    """A number, or an n×m matrix, between ``low`` and ``high`` entry by entry: object arrays of fractions.

    They are equal where the value is rational.
    """

    low: np.ndarray
    high: np.ndarray

    @property
    def exact(self) -> bool:
        return bool(np.all(self.low == self.high))

    def holds(self, value: Number, slack: Fraction) -> bool:
        """Whether a value lies inside, up to ``slack`` times the larger of 1 and its size."""
        found = entrywise(_as_fraction, np.asarray(value, dtype=object)).reshape(self.low.shape)
        allowed = slack * max([Fraction(1), *(abs(x) for x in found.flat)])
        return bool(np.all((found >= self.low - allowed) & (found <= self.high + allowed)))


def recompute(
    expr: Expression, values: Mapping[Expression, Number], laws: Mapping[str, DiscreteLaw] | None = None
) -> Enclosure:
    """The value of an expression that may hold unevaluated expectations of polynomials.

    ``values`` maps symbols to whole numbers, fractions, floats (taken for the fractions that they are) or arrays of
    them. ``laws`` names random symbols that are not Gaussian. Raises NoSecondValueError, naming the term, for what
    cannot be computed here.
    """
    expr = sympify(expr)
    named = {s.name: v for s, v in values.items()}
    try:
        value = Reading(named, Fractions(), laws or {})(expr)
    except NotRationalError:
        value = Reading(named, Intervals(), laws or {})(expr)
    ends = entrywise(bounds_of, value)
    return Enclosure(entrywise(lambda e: e[0], ends), entrywise(lambda e: e[1], ends))


class Reading:
    """One reading of an expression; inside an expectation random matrices are arrays of ring elements."""

    def __init__(self, values: Mapping[str, Number], field: Field, laws: Mapping[str, DiscreteLaw]) -> None:
        self.values, self.field, self.laws = values, field, laws
        self.random: dict[RandomMatrix, np.ndarray] | None = None
        self.spent = 0

    def __call__(self, node: Basic) -> Number:
        if getattr(node, "is_Matrix", False):
            return self._matrix(node)
        return self._scalar(node)

    # scalars

    def _scalar(self, node: Basic) -> Number:
        match node:
            case sympy.Symbol():
                given = self._given(node)
                return given.value if isinstance(given, _Entry) else self.field.number(_as_fraction(given))
            case sympy.Number() | sympy.NumberSymbol():
                return self.field.number(node)
            case sympy.Add():
                return reduce(lambda a, b: a + b, [self(a) for a in node.args])
            case sympy.Mul():
                return reduce(self._times, [self(a) for a in node.args])
            case sympy.Pow():
                return self._power(self(node.base), _rational(node.exp, self))
            case sympy.exp() | sympy.log() | sympy.Abs() if len(node.args) == 1:
                return self.field.function(type(node).__name__, self._known(self(node.args[0])))
            case sympy.Max() | sympy.Min():
                return self.field.extreme(type(node).__name__, [self._known(self(a)) for a in node.args])
            case sympy.Trace():
                return self._trace(node.arg)
            case MatrixElement():
                return self(node.args[0])[self.size(node.args[1]), self.size(node.args[2])]
            case Expectation():
                return self._expectation(node)
            case SpectralSum() | OperatorNorm() | SmallestEigenvalue() | FrobeniusNorm():
                return self._spectral(node)
        raise NoSecondValueError(_unknown(node))

    def _given(self, node: Basic) -> Number:
        if node.name not in self.values:
            msg = f"{node} has no value: give one"
            raise NoSecondValueError(msg)
        return self.values[node.name]

    def _power(self, base: Number, exponent: Fraction) -> Number:
        _require_low(exponent)
        if exponent.denominator == 1 and exponent >= 0:
            return reduce(self._times, [base] * int(exponent), self.field.number(1))
        return self.field.power(self._known(base), exponent)

    def _times(self, a: Number, b: Number) -> Number:
        self.spent += _terms(a) * _terms(b)
        if self.spent > SECOND_VALUE_PRODUCTS:
            msg = "the expectation takes too many products of monomials for a second reading"
            raise NoSecondValueError(msg)
        # a polynomial knows numbers on either side, a fraction knows no polynomial
        return b * _in_ring(a) if isinstance(b, PolyElement) else a * (_in_ring(b) if isinstance(a, PolyElement) else b)

    def _known(self, value: Number) -> Number:
        """A number of the field, from one that may stand in a ring."""
        if isinstance(value, PolyElement):
            value = _out_of_ring(constant_of(value))
        return value

    def _trace(self, inner: Basic) -> Number:
        value = self(inner)
        if value.shape[0] != value.shape[1]:
            msg = f"{inner} has a trace and the shape {value.shape}"
            raise NoSecondValueError(msg)
        return reduce(_plus, value.diagonal())

    def _spectral(self, node: Expression) -> Number:
        matrix = entrywise(self._known, self(node.matrix))
        if isinstance(node, FrobeniusNorm):
            return self.field.power(reduce(_plus, [x * x for x in matrix.flat]), Fraction(1, 2))
        if isinstance(self.field, Fractions):
            msg = f"{node} is not rational"
            raise NotRationalError(msg)
        if isinstance(node, OperatorNorm):
            largest = eigenvalue_enclosures(matrix.T @ matrix)[-1]
            return self.field.power(self.field.extreme("Max", [largest, self.field.number(0)]), Fraction(1, 2))
        eigenvalues = eigenvalue_enclosures(_require_symmetric(matrix, node))
        if isinstance(node, SmallestEigenvalue):
            return eigenvalues[0]
        return reduce(_plus, [self._function_at(node, x) for x in eigenvalues])

    def _function_at(self, node: SpectralSum, eigenvalue: Expression) -> Number:
        inner = copy(self)
        inner.values = {**self.values, node.variable.name: _Entry(eigenvalue)}
        return inner(node.function.expr)

    # matrices

    def _matrix(self, node: Basic) -> np.ndarray:
        match node:
            case RandomMatrix():
                if self.random is None or node not in self.random:
                    msg = f"{node} is random and stands outside every Expectation"
                    raise NoSecondValueError(msg)
                return self.random[node]
            case sympy.MatrixSymbol():
                return self._array(node)
            case sympy.MatAdd():
                return reduce(_sum, [self(a) for a in node.args])
            case sympy.MatMul():
                return self._product(node)
            case sympy.MatPow():
                return self._matrix_power(self(node.base), _rational(node.exp, self), node)
            case sympy.Transpose():
                return self(node.arg).T
            case sympy.Identity():
                return entrywise(self.field.number, np.eye(self.size(node.rows), dtype=int).tolist())
            case sympy.ZeroMatrix():
                shape = (self.size(node.rows), self.size(node.cols))
                return entrywise(self.field.number, np.zeros(shape, dtype=int).tolist())
            case sympy.BlockMatrix():
                rows, columns = node.blockshape
                return np.block([[self(node.blocks[i, j]) for j in range(columns)] for i in range(rows)])
            case sympy.MatrixBase():
                return entrywise(lambda e: self(sympify(e)), np.array(node.tolist(), dtype=object))
            case Expectation():
                return self._expectation(node)
        raise NoSecondValueError(_unknown(node))

    def _array(self, node: Basic) -> np.ndarray:
        given = self._given(node)
        array = np.asarray(given, dtype=object)
        shape = (self.size(node.rows), self.size(node.cols))
        if array.size != shape[0] * shape[1]:
            msg = f"{node} has a value of shape {array.shape} where {shape} is expected"
            raise NoSecondValueError(msg)
        return entrywise(lambda x: self.field.number(_as_fraction(x)), array.reshape(shape))

    def size(self, extent: Expression) -> int:
        """A dimension as a whole number."""
        number = Fraction(_as_fraction(_rational(sympify(extent), self)))
        if number.denominator != 1:
            msg = f"the size {extent} is {number}"
            raise NoSecondValueError(msg)
        return int(number)

    def _product(self, node: sympy.MatMul) -> np.ndarray:
        factors = [(a, self(a)) for a in node.args]
        matrices = [v for a, v in factors if getattr(a, "is_Matrix", False)]
        scalars = [v for a, v in factors if not getattr(a, "is_Matrix", False)]
        if matrices[-1].shape[1] == 1:
            result = reduce(lambda right, left: self._multiply(left, right), reversed(matrices[:-1]), matrices[-1])
        else:
            result = reduce(self._multiply, matrices[1:], matrices[0])
        for scalar in scalars:
            result = entrywise(partial(self._times, scalar), result)
        return result

    def _multiply(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        if a.shape[1] != b.shape[0]:
            msg = f"matrices of shapes {a.shape} and {b.shape} meet in a product"
            raise NoSecondValueError(msg)
        found = np.empty((a.shape[0], b.shape[1]), dtype=object)
        for i, j in np.ndindex(found.shape):
            found[i, j] = reduce(_plus, [self._times(x, y) for x, y in zip(a[i], b[:, j], strict=True)])
        return found

    def _matrix_power(self, base: np.ndarray, exponent: Fraction, node: Basic) -> np.ndarray:
        if exponent.denominator != 1:
            if isinstance(self.field, Fractions):
                msg = f"{node} is not rational"
                raise NotRationalError(msg)
            root = root_enclosure(_require_symmetric(entrywise(self._known, base), node), abs(exponent))
            return root if exponent > 0 else self._inverse(root, node)
        _require_low(exponent)
        if exponent < 0:
            base = self._inverse(entrywise(self._known, base), node)
        if exponent == 0:
            return entrywise(self.field.number, np.eye(len(base), dtype=int).tolist())
        return reduce(self._multiply, [base] * abs(int(exponent)))

    def _inverse(self, a: np.ndarray, node: Basic) -> np.ndarray:
        """Gauss–Jordan, with the pivot that is furthest from zero."""
        n = len(a)
        identity = entrywise(self.field.number, np.eye(n, dtype=int).tolist())
        rows = [[*a[i], *identity[i]] for i in range(n)]
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: _least_size(rows[i][k]))
            if not _least_size(rows[pivot][k]):
                msg = f"{node} inverts a matrix that may be singular"
                raise NoSecondValueError(msg)
            rows[k], rows[pivot] = rows[pivot], rows[k]
            rows[k] = [x / rows[k][k] for x in rows[k]]
            for i in range(n):
                if i != k:
                    rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
        return np.array([row[n:] for row in rows], dtype=object).reshape(n, n)

    # expectations

    def _expectation(self, node: Expectation) -> Number:
        """E over all that is random in the integrand, in fractions, whatever the field is."""
        if node.given:
            msg = f"{node} is conditional, hence random"
            raise NoSecondValueError(msg)
        exact = Reading(self.values, Fractions(), self.laws)
        try:
            value = exact.mean(node.integrand)
        except NotRationalError as error:
            # in intervals it would not be rational either
            raise NoSecondValueError(str(error)) from error
        self.spent += exact.spent
        if isinstance(value, np.ndarray):
            return entrywise(lambda x: self.field.number(_out_of_ring(x)), value)
        return self.field.number(_out_of_ring(value))

    def mean(self, integrand: Basic) -> Number:
        """E[integrand], in numbers of the ring's domain."""
        order = parents_first(integrand)
        shapes = [(self.size(x.rows), self.size(x.cols)) for x in order]
        names = [f"x{i}" for i in range(sum(n * m for n, m in shapes))]
        if not names:
            return self(integrand)
        ring = PolyRing(names, QQ, sympy.polys.orderings.lex)
        self.random, blocks, start = {}, [], 0
        for symbol, shape in zip(order, shapes, strict=True):
            block = Block(ring, start, shape, self.laws.get(symbol.name))
            law = [entrywise(_in_ring, self(a)) for a in symbol.args[1:]]
            self.random[symbol] = block.settle(*law)
            blocks.append(block)
            start += block.size
        value = self(integrand)
        if isinstance(value, np.ndarray):
            return entrywise(lambda x: mean_of(x, blocks), value)
        return mean_of(value, blocks)


class _Entry:
    """A number of a field that is already what a symbol stands for."""

    def __init__(self, value: Number) -> None:
        self.value = value


def _require_low(exponent: Fraction) -> None:
    if abs(exponent) > LARGEST_POWER:
        msg = f"the power {exponent} is too high to be multiplied out"
        raise NoSecondValueError(msg)


def _rational(node: Basic, reading: Reading) -> Fraction:
    """An exponent or a size."""
    exact = Reading(reading.values, Fractions(), {})
    try:
        value = exact(node)
    except NotRationalError as error:
        msg = f"{node} is not a rational exponent or size"
        raise NoSecondValueError(msg) from error
    return Fraction(value)


def _require_symmetric(a: np.ndarray, node: Basic) -> np.ndarray:
    for x, y in zip(a.flat, a.T.flat, strict=True):
        (x_low, x_high), (y_low, y_high) = bounds_of(x), bounds_of(y)
        if x_high < y_low or y_high < x_low:
            msg = f"{node} is a spectral function of a matrix that is not symmetric"
            raise NoSecondValueError(msg)
    return a


def _sum(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    if a.shape != b.shape:
        msg = f"matrices of shapes {a.shape} and {b.shape} are added"
        raise NoSecondValueError(msg)
    found = np.empty(a.shape, dtype=object)
    for index in np.ndindex(a.shape):
        found[index] = _plus(a[index], b[index])
    return found


def _plus(a: Number, b: Number) -> Number:
    if isinstance(a, PolyElement) or isinstance(b, PolyElement):
        return _in_ring(b) + _in_ring(a) if isinstance(b, PolyElement) else _in_ring(a) + _in_ring(b)
    return a + b


def _terms(value: Number) -> int:
    return len(value) if isinstance(value, PolyElement) else 1


def _least_size(x: Number) -> Fraction:
    """How far from zero a number is at least."""
    low, high = bounds_of(x)
    return max(low, -high, Fraction(0))


def _in_ring(value: Number) -> Number:
    return QQ(value.numerator, value.denominator) if isinstance(value, Fraction) else value


def _out_of_ring(value: Number) -> Number:
    return value if isinstance(value, Fraction) else Fraction(int(value.numerator), int(value.denominator))


def _as_fraction(value: Number) -> Number:
    if isinstance(value, mp.mpf):
        if abs(value._mpf_[2]) > LARGEST_EXPONENT:
            message = "a number beyond 2^±100000 is too large or too small: there is no second value of it"
            raise NoSecondValueError(message)
        return Fraction(*map(int, to_rational(value._mpf_)))
    item = value.item() if isinstance(value, np.ndarray | np.generic) else value
    return Fraction(item)


def _unknown(node: Basic) -> str:
    return f"{node} is a {type(node).__name__}, of which there is no second reading"
