"""Vectors of numbers as points: what a search over ℝⁿ moves through, whatever the symbols are assumed to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Basic

from numerics.tolerances.point_limits import SCALE_EXPONENTS, SMALLEST_PIVOT
from numerics.values.kinds import composed
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["PointSpace"]


@dataclass(frozen=True)
class PointSpace:
    """The points of these symbols at these sizes: every vector of ``dimension`` numbers is one.

    With ``scales`` a vector has one more number for each symbol, the power of two that its value is multiplied by.
    """

    symbols: tuple[Basic, ...]
    sizes: Mapping[Basic, int]
    scales: bool = False

    @property
    def entries(self) -> int:
        """How many numbers are values."""
        counted = _Counted()
        for symbol in self.symbols:
            composed(symbol, counted, self.sizes)
        return counted.taken

    @property
    def dimension(self) -> int:
        return self.entries + self.scales * len(self.symbols)

    def point(self, vectors: np.ndarray) -> dict[Basic, Number]:
        """The point of a vector (or, batched, of several), in the numbers that the vectors consist of."""
        found: dict[Basic, Number] = dict(self.sizes)
        numbers = _VectorNumbers(vectors)
        for symbol in self.symbols:
            found[symbol] = composed(symbol, numbers, self.sizes)
        exponents_of = np.moveaxis(vectors[..., numbers.taken :], -1, 0)
        for symbol, exponents in zip(self.symbols, exponents_of, strict=self.scales):
            found[symbol] = _times_power(found[symbol], exponents, symbol)
        return found


def _times_power(value: Number, exponents: Number, symbol: Basic) -> Number:
    """The value times the power of two, exactly; whole numbers stay as they are."""
    if getattr(symbol, "is_integer", False) and not getattr(symbol, "is_Matrix", False):
        return value
    whole = np.clip(np.rint(np.asarray(exponents, dtype=np.float64)), -SCALE_EXPONENTS, SCALE_EXPONENTS).astype(int)
    if whole.ndim == 0:
        return value * Fraction(2) ** int(whole)
    power = np.ldexp(1.0, whole)
    return value * (power if np.ndim(value) == 1 else power[..., None, None])


class _VectorNumbers:
    """A source that takes what it is asked for off vectors (…, n), one number after the other."""

    def __init__(self, vectors: np.ndarray) -> None:
        self._vectors, self.taken = vectors, 0

    def _next(self, count: int) -> np.ndarray:
        self.taken += count
        return self._vectors[..., self.taken - count : self.taken]

    def number(self, symbol: Expression) -> Number:
        return _scalar(symbol, self._next(1)[..., 0])

    def entries(self, rows: int, columns: int) -> np.ndarray:
        return self._next(rows * columns).reshape(*self._vectors.shape[:-1], rows, columns)

    def triangle(self, n: int) -> np.ndarray:
        matrix = np.zeros((*self._vectors.shape[:-1], n, n), dtype=self._vectors.dtype)
        matrix[(..., *np.tril_indices(n))] = self._next(n * (n + 1) // 2)
        return matrix

    def factors(self, n: int, *, definite: bool) -> tuple[np.ndarray, np.ndarray]:
        matrix = self.triangle(n)
        pivots = abs(np.diagonal(matrix, axis1=-2, axis2=-1))
        if definite:
            pivots = np.maximum(pivots, pivots * 0 + _like(pivots, SMALLEST_PIVOT))
        return matrix * np.tri(n, k=-1, dtype=int) + np.eye(n, dtype=int), pivots


class _Counted(_VectorNumbers):
    """How many numbers a value is made of; the numbers themselves do not matter."""

    def __init__(self) -> None:
        super().__init__(np.ones(0))

    def _next(self, count: int) -> np.ndarray:
        self.taken += count
        return np.ones(count)


def _scalar(symbol: Basic, x: Number) -> Number:
    if symbol.is_positive:
        return np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_negative:
        return -np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_nonnegative:
        return abs(x)
    return -abs(x) if symbol.is_nonpositive else x


def _like(numbers: Number, x: float) -> Number:
    return Fraction(x) if np.asarray(numbers).dtype == object else x
