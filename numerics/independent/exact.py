"""E of a polynomial in Gaussian entries at given small sizes, in rational arithmetic.

An independent witness: it shares no arithmetic with the symbolic engine, nor with ``walk``. Every random
matrix is written as mean + L_r Z L_cᵀ with rational L D Lᵀ factors of its covariances and independent centred Gaussian
entries of Z, the integrand is expanded in those entries, and monomials are integrated one by one.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import product as index_pairs

import numpy as np
import sympy
from sympy import Basic, Expr, sympify
from sympy.matrices.expressions.matexpr import MatrixElement

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.polynomials import Polynomial, Ring, TooLargeError, product
from numerics.independent.refusals import refuse_conditional, refuse_unknown_law
from numerics.tolerances.exact_budgets import DENSE_LIMIT, PAIR_LIMIT
from numerics.values.binding import bind, free_parameters, name_of, values_by_name
from numerics.values.number_types import Number
from numerics.values.visible_text import named
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["TooLargeError", "exact_value", "is_semidefinite"]


def exact_value(
    expr: Expression, values: object, *, limit: int = PAIR_LIMIT, laws: Mapping[str, DiscreteLaw] | None = None
) -> Number:
    """The exact value of an expression that may contain unevaluated expectations.

    ``expr``: a scalar or matrix expression built with +, ·, powers, transposes and traces from ``Expectation`` nodes
    and deterministic terms; integrands are polynomial in ``MatrixNormal`` symbols, whose means may contain other
    random symbols. Deterministic terms may contain inverses. ``values`` maps every deterministic symbol, or its name,
    to whole numbers or fractions (arrays of shape n×m); sizes that no shape shows, such as M, are given too. Random
    symbols named in ``laws`` are mean + L Z Rᵀ with entries of Z of that law.

    Returns a ``Fraction``, or an n×m object array of them. Raises ValueError naming the term for what is not rational,
    not polynomial, or has no value, and :class:`TooLargeError` when more than ``limit`` products of monomials, or
    more than ``ENTRY_LIMIT`` Gaussian entries, would be needed.
    """
    expr = expression(expr, "the expression")
    _refuse_values_of_random(expr, values)
    bound = bind(free_parameters(expr), values)
    result = _Expansion(bound, Ring(limit), laws or {}).value(expr)
    return _constants(result, expr)


def _refuse_values_of_random(expr: Basic, values: object) -> None:
    given = values_by_name(values)
    for symbol in random_symbols(expr):
        if name_of(symbol) in given:
            message = f"{name_of(symbol)} is random and has a value: leave it out, or use evaluate"
            raise ValueError(message)


class _Expansion:
    """SymPy terms as polynomials; matrices are object arrays n×m of polynomials."""

    def __init__(self, bound: dict[Basic, Number], ring: Ring, laws: Mapping[str, DiscreteLaw]) -> None:
        self.bound, self.ring, self.laws = bound, ring, laws
        self._known: dict[Basic, Number] = {}
        self._depth = 0

    def value(self, node: Basic) -> Number:
        if isinstance(node, RandomMatrix) and not self._depth:
            message = f"{named(node)} is random and stands outside every Expectation: put it inside one"
            raise ValueError(message)
        if node not in self._known:
            self._known[node] = self._expand(node)
        return self._known[node]

    def _expand(self, node: Basic) -> Number:
        match node:
            case RandomMatrix():
                return self._random(node)
            case sympy.Symbol() | sympy.MatrixSymbol():
                return self._given(node)
            case Expectation():
                return self._expectation(node)
            case _ if getattr(node, "is_Matrix", False):  # before Add and Mul: MatAdd and MatMul are kinds of these
                return self._expand_matrix(node)
            case sympy.Rational():
                return self.ring.constant(Fraction(int(node.p), int(node.q)))
            case sympy.Add():
                return sum((self.value(a) for a in node.args[1:]), start=self.value(node.args[0]))
            case sympy.Mul():
                return product([self.value(a) for a in node.args], self.ring)
            case sympy.Pow():
                return self._power(node)
            case sympy.Trace():
                return sum(_square(self.value(node.arg), node).diagonal(), start=self.ring.constant(0))
            case MatrixElement():
                row, column = (int(self._number(i)) for i in node.args[1:])
                return self.value(node.args[0])[row, column]
        raise _unsupported(node)

    def _expand_matrix(self, node: Basic) -> Number:
        match node:
            case sympy.MatAdd():
                return self._matrix_sum(node)
            case sympy.MatMul() | sympy.MatPow():
                scalars, matrices = self._factors(node)
                result = matrices[0]
                for right in matrices[1:]:
                    result = _multiply(result, right, node)
                return result * product(scalars, self.ring) if scalars else result
            case sympy.Transpose():
                return self.value(node.arg).T
            case sympy.Identity() | sympy.ZeroMatrix():
                return self._lift(np.eye(*self._shape(node), dtype=int) * isinstance(node, sympy.Identity))
            case sympy.BlockMatrix():
                rows, columns = node.blockshape
                return np.block([[self.value(node.blocks[i, j]) for j in range(columns)] for i in range(rows)])
            case sympy.MatrixBase():
                entries = [self.value(sympify(entry)) for entry in node.flat()]
                return _object_array(entries, node.shape)
        raise _unsupported(node)

    # symbols

    def _given(self, node: Basic) -> Number:
        value = np.asarray(self.bound[node], dtype=object)
        inexact = [x for x in value.flat if not isinstance(x, int | Fraction)]
        if inexact or value.ndim != (2 if getattr(node, "is_Matrix", False) else 0):
            fault = f"the inexact number {inexact[0]!r}" if inexact else f"a batch of shape {value.shape}"
            message = f"{node} holds {fault}: give one value in whole numbers or Fractions"
            raise ValueError(message)
        return self._lift(value)

    def _lift(self, array: np.ndarray) -> Number:
        entries = [self.ring.constant(x if isinstance(x, Fraction) else int(x)) for x in array.flat]
        return _object_array(entries, array.shape) if array.ndim else entries[0]

    def _random(self, node: RandomMatrix) -> np.ndarray:
        refuse_unknown_law(node)
        rows, columns = self._shape(node)
        self.ring.reserve(rows * columns)
        row, row_variances = self._factor(node.row_covariance, node)
        column, column_variances = self._factor(node.column_covariance, node)
        law = self.laws.get(name_of(node))
        entries = [self.ring.variable(a * b, law) for a, b in index_pairs(row_variances, column_variances)]
        noise = _object_array(entries, (len(row_variances), len(column_variances)))
        return self.value(node.mean) + self._lift(row) @ noise @ self._lift(column).T

    def _factor(self, covariance: Basic, node: RandomMatrix) -> tuple[np.ndarray, list[Fraction]]:
        if random_symbols(covariance):
            message = (
                f"the covariance {named(covariance)} of {node} is random: only its mean may contain random symbols"
            )
            raise ValueError(message)
        matrix = _constants(self.value(covariance), covariance)
        if len(matrix) > DENSE_LIMIT and any(matrix[~np.eye(len(matrix), dtype=bool)]):
            message = (
                f"the covariance {covariance} has {len(matrix)} rows, more than {DENSE_LIMIT}: choose smaller sizes"
            )
            raise TooLargeError(message)
        return _ldl(matrix, covariance, node)

    # terms

    def _shape(self, node: Basic) -> tuple[int, int]:
        return int(self._number(node.rows)), int(self._number(node.cols))

    def _number(self, node: Expression) -> Fraction:
        number = _constants(self.value(sympify(node)), node)
        return Fraction(number)

    def _power(self, node: sympy.Pow) -> Polynomial:
        base, exponent = self.value(node.base), self._number(node.exp)
        if exponent.denominator != 1:
            message = f"{named(node)} is a root, which is not rational: it has no exact value here"
            raise ValueError(message)
        if exponent >= 0:
            return product([base] * int(exponent), self.ring)
        number = _constants(base, node)
        if not number:
            message = f"{named(node)} divides by zero: choose values at which its denominator is not 0"
            raise ValueError(message)
        return self.ring.constant(number ** int(exponent))

    def _matrix_sum(self, node: sympy.MatAdd) -> np.ndarray:
        terms = [self.value(a) for a in node.args]
        for term, argument in zip(terms, node.args, strict=True):
            if term.shape != terms[0].shape:
                message = f"in {node}, {argument} has shape {term.shape} where {terms[0].shape} is expected"
                raise ValueError(message)
        return sum(terms[1:], start=terms[0])

    def _factors(self, node: Basic) -> tuple[list[Polynomial], list[np.ndarray]]:
        """The scalar and matrix factors of a product, powers written out."""
        match node:
            case sympy.MatMul():
                parts = [self._factors(a) for a in node.args]
                return [s for scalars, _ in parts for s in scalars], [m for _, ms in parts for m in ms]
            case sympy.MatPow():
                return [], self._matrix_power(node)
            case _ if getattr(node, "is_Matrix", False):
                return [], [self.value(node)]
        return [self.value(node)], []

    def _matrix_power(self, node: sympy.MatPow) -> list[np.ndarray]:
        base, exponent = _square(self.value(node.base), node), self._number(node.exp)
        if exponent.denominator != 1:
            message = f"{named(node)} is a root, which is not rational: it has no exact value here"
            raise ValueError(message)
        if exponent < 0:
            base = self._lift(_invert(_constants(base, node), node))
        return [base] * abs(int(exponent)) or [self._lift(np.eye(len(base), dtype=int))]

    # expectations

    def _expectation(self, node: Expectation) -> Number:
        refuse_conditional(node)
        self._depth += 1
        mean = self._mean(node.integrand)
        self._depth -= 1
        return self._lift(mean) if isinstance(mean, np.ndarray) else self.ring.constant(mean)

    def _mean(self, node: Basic) -> Number:
        """E[node], a Fraction or an array of them; the last multiplication of every product is not carried out."""
        match node:
            case sympy.Add() | sympy.MatAdd():
                means = [self._mean(a) for a in node.args]
                if len({np.shape(m) for m in means}) > 1:
                    self.value(node)  # raises, naming the term
                return sum(means[1:], start=means[0])
            case sympy.MatMul() | sympy.MatPow():
                return self._mean_of_matrices(node, trace=False)
            case sympy.Mul() | sympy.Pow():
                return self._mean_of_scalars(node)
            case sympy.Trace() if isinstance(node.arg, sympy.MatMul | sympy.MatPow):
                return self._mean_of_matrices(node.arg, trace=True)
            case sympy.Trace() if isinstance(node.arg, sympy.MatAdd):
                return sum(_square(self._mean(node.arg), node).diagonal(), start=Fraction(0))
            case sympy.Transpose():
                return self._mean(node.arg).T
        value = self.value(node)
        if isinstance(value, Polynomial):
            return self.ring.mean(value)
        return _object_array([self.ring.mean(p) for p in value.flat], value.shape)

    def _mean_of_scalars(self, node: Expr) -> Fraction:
        factors: list[Polynomial] = []
        for factor in node.args if isinstance(node, sympy.Mul) else [node]:
            repeat = isinstance(factor, sympy.Pow) and factor.exp.is_Integer and factor.exp > 1
            factors += [self.value(factor.base)] * int(factor.exp) if repeat else [self.value(factor)]
        queue = sorted(factors, key=len)
        while len(queue) > 2:
            queue = sorted([queue[0] * queue[1], *queue[2:]], key=len)
        return self.ring.mean_of_product(*queue) if len(queue) == 2 else self.ring.mean(queue[0])

    def _mean_of_matrices(self, node: Basic, *, trace: bool) -> Number:
        scalars, matrices = self._factors(node)
        left, right = _halves(matrices, node)
        scalar = product(scalars, self.ring)
        if left is None:
            entries = [self.ring.mean_of_product(scalar, p) for p in right.flat]
            mean = _object_array(entries, right.shape)
            return sum(_square(mean, node).diagonal(), start=Fraction(0)) if trace else mean
        if _terms(left) < _terms(right):
            left = left * scalar
        else:
            right = right * scalar
        if trace:
            _square(np.empty((left.shape[0], right.shape[1])), node)
            return sum(map(self.ring.mean_of_product, left.flat, right.T.flat), start=Fraction(0))
        zero = Fraction(0)
        entries = [sum(map(self.ring.mean_of_product, row, column), zero) for row in left for column in right.T]
        return _object_array(entries, (left.shape[0], right.shape[1]))


def _unsupported(node: Basic) -> ValueError:
    message = f"{named(node)} ({type(node).__name__}) is neither polynomial nor rational: it has no exact value here"
    return ValueError(message)


def _halves(matrices: list[np.ndarray], node: Basic) -> tuple[np.ndarray | None, np.ndarray]:
    """A product cut in two where the longer half is shortest; (None, m) for a single factor."""
    if len(matrices) == 1:
        return None, matrices[0]
    sizes = [math.log(max(_terms(m), 1) * m.shape[0]) for m in matrices]
    cut = min(range(1, len(matrices)), key=lambda k: max(sum(sizes[:k]), sum(sizes[k:])))
    left, right = matrices[0], matrices[-1]
    for m in matrices[1:cut]:
        left = _multiply(left, m, node)
    for m in reversed(matrices[cut:-1]):
        right = _multiply(m, right, node)
    _require_conforming(left, right, node)
    return left, right


def _terms(matrix: np.ndarray) -> int:
    return max(len(p) for p in matrix.flat)


def _multiply(left: np.ndarray, right: np.ndarray, node: Basic) -> np.ndarray:
    _require_conforming(left, right, node)
    return left @ right


def _require_conforming(left: np.ndarray, right: np.ndarray, node: Basic) -> None:
    if left.shape[1] != right.shape[0]:
        message = f"in {node}, shapes {left.shape} and {right.shape} meet: make the inner sizes equal"
        raise ValueError(message)


def _square(matrix: np.ndarray, node: Basic) -> np.ndarray:
    if matrix.shape[0] != matrix.shape[1]:
        message = f"{node} needs a square matrix and has shape {matrix.shape}: give a square one"
        raise ValueError(message)
    return matrix


def _object_array(entries: list[Number], shape: tuple[int, ...]) -> np.ndarray:
    array = np.empty(len(entries), dtype=object)
    array[:] = entries
    return array.reshape(shape)


def _constants(value: Number, node: Expression) -> Number:
    """The number, or array of numbers, that a polynomial or matrix of polynomials is."""
    entries = [p.constant_value() for p in value.flat] if isinstance(value, np.ndarray) else [value.constant_value()]
    if any(e is None for e in entries):
        message = f"{named(node)} is not polynomial in the random symbols it contains: it has no exact expectation here"
        raise ValueError(message)
    return _object_array(entries, value.shape) if isinstance(value, np.ndarray) else entries[0]


def _ldl(
    a: np.ndarray, covariance: Basic | None = None, node: Basic | None = None
) -> tuple[np.ndarray, list[Fraction]]:
    """A = L D Lᵀ with unit lower triangular L and D ≥ 0; ValueError unless A is symmetric and A ⪰ 0."""
    n = len(a)
    lower = _object_array([Fraction(i == j) for i in range(n) for j in range(n)], (n, n))
    diagonal: list[Fraction] = []
    for j in range(n):
        rest = [a[i, j] - sum(lower[i, k] * lower[j, k] * diagonal[k] for k in range(j)) for i in range(n)]
        singular = rest[j] == 0 and any(rest[j:])
        if rest[j] < 0 or singular or any(a[i, j] != a[j, i] for i in range(j)):
            what = f"the covariance {named(covariance)} of {named(node)}"
            message = f"{what} is not symmetric and positive semidefinite: choose values at which it is"
            raise ValueError(message)
        diagonal.append(rest[j])
        for i in range(j + 1, n):
            lower[i, j] = rest[i] / rest[j] if rest[j] else Fraction(0)
    return lower, diagonal


def is_semidefinite(a: np.ndarray) -> bool:
    """Whether a matrix of fractions (or mpmath numbers) is symmetric and ⪰ 0, exactly, by its LDLᵀ factors."""
    try:
        _ldl(a)
    except ValueError:
        return False
    return True


def _invert(a: np.ndarray, node: Basic) -> np.ndarray:
    n = len(a)
    rows = [[*a[i], *(Fraction(i == j) for j in range(n))] for i in range(n)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k]), None)
        if pivot is None:
            message = f"{named(node)} inverts a singular matrix: choose values at which it is invertible"
            raise ValueError(message)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(n):
            if i != k and rows[i][k]:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return _object_array([x for row in rows for x in row[n:]], (n, n))
