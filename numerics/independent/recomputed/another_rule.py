"""Small Gaussian expectations by a product rule of its own: other nodes, other factors, the second reading.

Trapezoidal rules in every number, which fall off geometrically for what is analytic near the real axis; numbers are
arrays over the nodes. (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56, 2014.)
"""

from collections.abc import Mapping
from fractions import Fraction
from math import prod

import numpy as np
import sympy
from numpy.polynomial.hermite_e import hermegauss
from sympy import Add, Basic, Function, MatAdd, MatMul, MatPow, Mul, Pow, Trace, Transpose

from numerics.independent.recomputed.fields import NoSecondValueError, entrywise
from numerics.independent.recomputed.random_order import parents_first
from numerics.independent.recomputed.reading import Reading
from numerics.tolerances.quadrature_nodes import SECOND_NODES, SECOND_POINTS, SECOND_REACH, SMOOTH_NODES
from numerics.values.number_types import Number
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
from theory.algebra.vocabulary.spectral import (
    FrobeniusNorm,
    MatrixScalar,
    OperatorNorm,
    SmallestEigenvalue,
    SpectralSum,
)
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Floats", "OverNodes", "integrand_within", "quadrature_again"]


def quadrature_again(expr: Basic, values: Mapping[Expression, Number]) -> Number:
    """E of an expression that is linear in its expectations: a float, or an n×m array of them.

    Raises NoSecondValueError where there are too many Gaussian numbers, or for what the second reading does not know.
    """
    reading = OverNodes({s.name: v for s, v in values.items()}, Floats(), {})
    try:
        with np.errstate(all="ignore"):
            value = reading(integrand_within(sympy.sympify(expr)))
    except (ZeroDivisionError, np.linalg.LinAlgError) as error:
        message = f"{expr} has no value at a node"
        raise NoSecondValueError(message) from error
    if not getattr(expr, "is_Matrix", False):
        return float(np.sum(reading.weights * value))
    return entrywise(lambda x: float(np.sum(reading.weights * x)), value).astype(np.float64)


def integrand_within(expr: Basic) -> Basic:
    """What expectations hold, in the place of them. Raises NoSecondValueError where the expression is not linear."""
    if isinstance(expr, Expectation):
        if expr.given or expr.integrand.has(Expectation):
            message = f"{expr} is conditional, or holds another expectation: there is no second rule for it"
            raise NoSecondValueError(message)
        return expr.integrand
    if not expr.has(Expectation):
        return expr
    holding = [a for a in expr.args if a.has(Expectation)]
    if isinstance(expr, Add | MatAdd | Trace | Transpose) or (isinstance(expr, Mul | MatMul) and len(holding) == 1):
        return expr.func(*map(integrand_within, expr.args))
    message = f"{expr} is not linear in its expectations: there is no second rule for it"
    raise NoSecondValueError(message)


class Floats:
    """Floats, one for each node."""

    def number(self, value: Number) -> Number:
        return float(value)

    def power(self, base: Number, exponent: Fraction) -> Number:
        return np.power(base, float(exponent))

    def function(self, name: str, x: Number) -> Number:
        return {"exp": np.exp, "log": np.log, "Abs": np.abs}[name](x)

    def extreme(self, name: str, values: list[Number]) -> Number:
        return np.maximum.reduce(values) if name == "Max" else np.minimum.reduce(values)


class OverNodes(Reading):
    """A reading in which a random matrix is its values at the nodes."""

    weights: Number = 1.0

    def __call__(self, node: Basic) -> Number:
        if self.random is None:
            self.random = {}
            self._draw(node)
        return super().__call__(node)

    def _draw(self, integrand: Basic) -> None:
        order = parents_first(integrand)
        shapes = [(self.size(x.rows), self.size(x.cols)) for x in order]
        grids = self._noise(integrand, order, shapes)
        taken = 0
        for symbol, (n, m) in zip(order, shapes, strict=True):
            noise = np.empty((n, m), dtype=object)
            for index in np.ndindex(n, m):
                noise[index], taken = grids[taken], taken + 1
            mean, row, column = (self(a) for a in symbol.args[1:])
            left, right = _root(row), _root(column)
            assert self.random is not None, "the first call has set it"
            self.random[symbol] = mean + left @ noise @ right.T

    def _noise(self, integrand: Basic, order: list[RandomMatrix], shapes: list[tuple[int, int]]) -> list[np.ndarray]:
        """The nodes of each standard Gaussian number; their weights are set."""
        rough = _not_polynomial(integrand, order)
        kinds = [x in rough for x, (n, m) in zip(order, shapes, strict=True) for _ in range(n * m)]
        smooth = SMOOTH_NODES ** kinds.count(False)
        each = next((n for n in SECOND_NODES if n ** kinds.count(True) * smooth <= SECOND_POINTS), None)
        if each is None:
            message = f"{len(kinds)} Gaussian numbers are too many for a second rule"
            raise NoSecondValueError(message)
        line, step = np.linspace(-SECOND_REACH, SECOND_REACH, each, retstep=True)
        dense = line, step * np.exp(-(line**2) / 2) / np.sqrt(2 * np.pi)
        points, weights = hermegauss(SMOOTH_NODES)
        sparse = points, weights / np.sqrt(2 * np.pi)
        chosen = [dense if kind else sparse for kind in kinds]
        nodes = [g.ravel() for g in np.meshgrid(*[c[0] for c in chosen], indexing="ij")]
        self.weights = prod((g.ravel() for g in np.meshgrid(*[c[1] for c in chosen], indexing="ij")), start=1.0)
        return nodes

    def _known(self, value: Number) -> Number:
        return value

    def _inverse(self, a: np.ndarray, node: Basic) -> np.ndarray:
        return _unstacked(np.linalg.inv(_stacked(a)))

    def _matrix_power(self, base: np.ndarray, exponent: Fraction, node: Basic) -> np.ndarray:
        if exponent.denominator == 1:
            return super()._matrix_power(base, exponent, node)
        values, vectors = np.linalg.eigh(_stacked(base))
        powers = np.maximum(values, 0.0) ** float(exponent)
        return _unstacked((vectors * powers[..., None, :]) @ np.swapaxes(vectors, -1, -2))

    def _spectral(self, node: Expression) -> Number:
        matrix = _stacked(self(node.matrix))
        if isinstance(node, FrobeniusNorm | OperatorNorm):
            singular = np.linalg.svd(matrix, compute_uv=False)
            return np.sqrt((singular**2).sum(axis=-1)) if isinstance(node, FrobeniusNorm) else singular[..., 0]
        eigenvalues = np.linalg.eigvalsh(matrix)
        if isinstance(node, SmallestEigenvalue):
            return eigenvalues[..., 0]
        return sum(self._function_at(node, eigenvalues[..., i]) for i in range(matrix.shape[-1]))


def _not_polynomial(integrand: Basic, order: list[RandomMatrix]) -> set[RandomMatrix]:
    """The random symbols under inverses, roots or functions, in the integrand or in a law, and their parents."""
    nodes = [*integrand.atoms(Pow, MatPow, Function, MatrixScalar, SpectralSum), *order]
    rough: set[RandomMatrix] = set()
    for node in nodes:
        natural = isinstance(node, Pow | MatPow) and node.exp.is_Integer and node.exp >= 0
        # the root of a random covariance is no polynomial
        parts = node.args[2:] if isinstance(node, RandomMatrix) else () if natural else (node,)
        rough |= {x for part in parts for x in random_symbols(part)}
    for symbol in reversed(order):
        if symbol in rough:
            rough |= {x for part in symbol.args[1:] for x in random_symbols(part)}
    return rough


def _root(a: np.ndarray) -> np.ndarray:
    """A lower triangular F with F Fᵀ = A, for singular A too."""
    n = len(a)
    lower = np.empty((n, n), dtype=object)
    lower[...] = 0.0
    for j in range(n):
        pivot = np.maximum(a[j, j] - sum((lower[j, k] ** 2 for k in range(j)), start=0.0), 0.0)
        lower[j, j] = np.sqrt(pivot)
        for i in range(j + 1, n):
            rest = a[i, j] - sum((lower[i, k] * lower[j, k] for k in range(j)), start=0.0)
            lower[i, j] = np.where(pivot > 0, rest / np.where(pivot > 0, lower[j, j], 1.0), 0.0)
    return lower


def _stacked(a: np.ndarray) -> np.ndarray:
    entries = np.broadcast_arrays(*[np.asarray(x, dtype=np.float64) for x in a.flat])
    return np.stack(entries, axis=-1).reshape(*entries[0].shape, *a.shape)


def _unstacked(a: np.ndarray) -> np.ndarray:
    found = np.empty(a.shape[-2:], dtype=object)
    for i, j in np.ndindex(found.shape):
        found[i, j] = a[..., i, j]
    return found
