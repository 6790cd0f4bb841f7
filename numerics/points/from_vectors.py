"""Vectors of numbers as points: what a search over ℝⁿ moves through, whatever the symbols are assumed to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Basic, MatrixSymbol, Symbol, sympify

from numerics.tolerances.point_limits import SCALE_EXPONENTS, SMALLEST_PIVOT
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix

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
        return sum(_length(s, self.sizes) for s in self.symbols)

    @property
    def dimension(self) -> int:
        return self.entries + self.scales * len(self.symbols)

    def point(self, vectors: np.ndarray) -> dict[Basic, Any]:
        """The point of a vector (or, batched, of several), in the numbers that the vectors consist of."""
        found: dict[Basic, Any] = dict(self.sizes)
        start = 0
        for symbol in self.symbols:
            stop = start + _length(symbol, self.sizes)
            found[symbol] = _value(symbol, vectors[..., start:stop], self.sizes)
            start = stop
        for symbol, exponents in zip(self.symbols, np.moveaxis(vectors[..., start:], -1, 0), strict=self.scales):
            found[symbol] = _times_power(found[symbol], exponents, symbol)
        return found


def _shape(symbol: Basic, sizes: Mapping[Basic, int]) -> tuple[int, int]:
    rows, columns = (int(sympify(n).subs(dict(sizes))) for n in symbol.shape)
    return rows, columns


def _length(symbol: Basic, sizes: Mapping[Basic, int]) -> int:
    if isinstance(symbol, Symbol):
        return 1
    rows, columns = _shape(symbol, sizes)
    return rows * (rows + 1) // 2 if isinstance(symbol, SymmetricMatrix) else rows * columns


def _value(symbol: Basic, numbers: np.ndarray, sizes: Mapping[Basic, int]) -> Any:
    """Numbers (…, length) as the value (…) or (…, n, m) of a symbol of that kind."""
    if not isinstance(symbol, MatrixSymbol):
        return _scalar(symbol, numbers[..., 0])
    rows, columns = _shape(symbol, sizes)
    if not isinstance(symbol, SymmetricMatrix):
        return numbers.reshape(*numbers.shape[:-1], rows, columns)
    matrix = np.zeros((*numbers.shape[:-1], rows, rows), dtype=numbers.dtype)
    matrix[(..., *np.tril_indices(rows))] = numbers
    diagonal = np.diagonal(matrix, axis1=-2, axis2=-1)
    below = matrix * np.tri(rows, k=-1, dtype=int)
    if not isinstance(symbol, PositiveSemidefiniteMatrix):
        return matrix + np.swapaxes(below, -1, -2)
    pivots = abs(diagonal)
    if isinstance(symbol, PositiveDefiniteMatrix):
        pivots = np.maximum(pivots, pivots * 0 + _like(numbers, SMALLEST_PIVOT))
    unit = below + np.eye(rows, dtype=int)
    return (unit * pivots[..., None, :]) @ np.swapaxes(unit, -1, -2)


def _times_power(value: Any, exponents: Any, symbol: Basic) -> Any:
    """The value times the power of two, exactly; whole numbers stay as they are."""
    if getattr(symbol, "is_integer", False) and not getattr(symbol, "is_Matrix", False):
        return value
    whole = np.clip(np.rint(np.asarray(exponents, dtype=np.float64)), -SCALE_EXPONENTS, SCALE_EXPONENTS).astype(int)
    if whole.ndim == 0:
        return value * Fraction(2) ** int(whole)
    power = np.ldexp(1.0, whole)
    return value * (power if np.ndim(value) == 1 else power[..., None, None])


def _scalar(symbol: Basic, x: Any) -> Any:
    if symbol.is_positive:
        return np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_negative:
        return -np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_nonnegative:
        return abs(x)
    return -abs(x) if symbol.is_nonpositive else x


def _like(numbers: Any, x: float) -> Any:
    return Fraction(x) if np.asarray(numbers).dtype == object else x
