"""E of a polynomial in random entries by integration by parts, E[x_i f] = μ_i E[f] + Σ_j C_ij E[∂_j f].

That holds for Gaussian x with mean μ and covariance C, because (x − μ) times the density is −C times its gradient
(C. M. Stein, Annals of Statistics 9, 1981), and lowers the degree by one or two, down to E[1] = 1.

Covariances are used as they are, without factors; what has another law than the Gaussian one is mean + L Z Rᵀ with
independent entries of Z, whose moments the law gives.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product as index_pairs

import numpy as np
from sympy import QQ
from sympy.polys.rings import PolyElement, PolyRing

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.recomputed.fields import NoSecondValueError
from numerics.values.number_types import Number

__all__ = ["Block", "constant_of", "mean_of"]


class Block:
    """The entries of one random matrix as generators of a ring, from ``start`` on."""

    def __init__(self, ring: PolyRing, start: int, shape: tuple[int, int], law: DiscreteLaw | None) -> None:
        self.ring, self.start, self.shape, self.law = ring, start, shape, law
        self.size = shape[0] * shape[1]
        self.entries = np.empty(shape, dtype=object)
        for position, index in enumerate(np.ndindex(shape)):
            self.entries[index] = ring.gens[start + position]

    def settle(self, mean: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
        """Take the law's parameters, arrays of ring elements; what the random matrix is in terms of the generators."""
        pairs = tuple(index_pairs(range(self.shape[0]), range(self.shape[1])))
        if self.law is None:
            self.means = [mean[i, j] for i, j in pairs]
            self.covariance = [[row[i, k] * column[j, m] for k, m in pairs] for i, j in pairs]
            return self.entries
        (left, rows), (right, columns) = (_factors(_constants(c)) for c in (row, column))
        variances = [rows[i] * columns[j] for i, j in pairs]
        self.moments: list[Callable[[int], Fraction]] = [self._moments_of(v) for v in variances]
        return mean + left @ self.entries @ right.T

    def _moments_of(self, variance: Number) -> Callable[[int], Fraction]:
        law, exact = self.law, Fraction(int(variance.numerator), int(variance.denominator))
        assert law is not None, "only laws that are not Gaussian have moments of their own"
        return lambda k: law.moment(k, exact)

    def integrate(self, p: Number) -> Number:
        """E[p] over these entries, a polynomial in the others."""
        if not isinstance(p, PolyElement):
            return p
        stop = self.start + self.size
        parts: dict[tuple[int, ...], dict[tuple[int, ...], Number]] = defaultdict(dict)
        for exponents, coefficient in p.items():
            rest = exponents[: self.start] + (0,) * self.size + exponents[stop:]
            parts[exponents[self.start : stop]][rest] = coefficient
        self._known: dict[tuple[int, ...], Number] = {(0,) * self.size: QQ(1)}
        moment = self._gaussian if self.law is None else self._independent
        total = self.ring.zero
        for exponents, rest in parts.items():
            total = total + self.ring.from_dict(rest) * moment(exponents)
        return total

    def _gaussian(self, exponents: tuple[int, ...]) -> Number:
        if exponents not in self._known:
            i = next(k for k, e in enumerate(exponents) if e)
            fewer = _lowered(exponents, i)
            total = self.means[i] * self._gaussian(fewer)
            for j, e in enumerate(fewer):
                if e:
                    total = total + e * self.covariance[i][j] * self._gaussian(_lowered(fewer, j))
            self._known[exponents] = total
        return self._known[exponents]

    def _independent(self, exponents: tuple[int, ...]) -> Number:
        total = QQ(1)
        for moment, e in zip(self.moments, exponents, strict=True):
            value = moment(e)
            total *= QQ(value.numerator, value.denominator)
        return total


def mean_of(value: Number, blocks: list[Block]) -> Number:
    """E over all blocks, those last in the list first: their laws may depend on the earlier ones."""
    for block in reversed(blocks):
        value = block.integrate(value)
    return constant_of(value)


def constant_of(value: Number) -> Number:
    """The number that a ring element is. Raises NoSecondValueError for one that is random."""
    if not isinstance(value, PolyElement):
        return value
    if not value.is_ground:
        message = f"{value} is random where a number is needed: there is no second value of it"
        raise NoSecondValueError(message)
    return value.coeff(1)


def _lowered(exponents: tuple[int, ...], i: int) -> tuple[int, ...]:
    return (*exponents[:i], exponents[i] - 1, *exponents[i + 1 :])


def _constants(matrix: np.ndarray) -> np.ndarray:
    found = np.empty(matrix.shape, dtype=object)
    for index in np.ndindex(matrix.shape):
        found[index] = constant_of(matrix[index])
    return found


def _factors(a: np.ndarray) -> tuple[np.ndarray, list[Number]]:
    """Unit lower triangular L and D with A = L D Lᵀ, by eliminating column after column."""
    rest, n = a.copy(), len(a)
    lower = np.empty((n, n), dtype=object)
    lower[...] = QQ(0)
    pivots = []
    for j in range(n):
        pivot = rest[j, j]
        pivots.append(pivot)
        lower[j, j] = QQ(1)
        for i in range(j + 1, n):
            lower[i, j] = rest[i, j] / pivot if pivot else QQ(0)
        rest = rest - np.outer(lower[:, j], lower[:, j]) * pivot
    if any(p < 0 for p in pivots) or any(x for x in rest.flat):
        message = "a covariance is not ⪰ 0: there is no second value of what depends on it"
        raise NoSecondValueError(message)
    return lower, pivots


Laws = Mapping[str, DiscreteLaw]
