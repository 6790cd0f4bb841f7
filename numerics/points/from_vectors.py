"""Vectors of numbers as points: what a search over ℝⁿ moves through, whatever the symbols are assumed to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics.values.extents import extent_at
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix

__all__ = ["EXPONENTS", "PointSpace"]

SMALLEST_PIVOT = 1 / 64
"""How close to singular a definite matrix may come beside its largest entries; its scale may be far smaller."""

EXPONENTS = 40
"""Of the powers of two that a symbol is multiplied by where magnitudes are searched through: a constant that is small
or large beside numbers of order one shows there."""


@dataclass(frozen=True)
class PointSpace:
    """The points of these symbols at these sizes: every vector of ``dimension`` numbers is one.

    With ``scales`` a vector has one more number for each symbol, the power of two that its value is multiplied by.
    """

    symbols: tuple[Basic, ...]
    sizes: Mapping[Basic, int]
    scales: bool = False

    @cached_property
    def shapes(self) -> dict[Basic, tuple[int, int]]:
        """Those of the matrices among the symbols."""
        return {s: _shape(s, self.sizes) for s in self.symbols if isinstance(s, MatrixSymbol)}

    @cached_property
    def entries(self) -> int:
        """How many numbers are values."""
        return sum(self._length(s) for s in self.symbols)

    def _length(self, symbol: Basic) -> int:
        if symbol not in self.shapes:
            return 1
        rows, columns = self.shapes[symbol]
        return rows * (rows + 1) // 2 if isinstance(symbol, SymmetricMatrix) else rows * columns

    @property
    def dimension(self) -> int:
        return self.entries + self.scales * len(self.symbols)

    def point(self, vectors: np.ndarray) -> dict[Basic, Any]:
        """The point of a vector (or, batched, of several), in the numbers that the vectors consist of."""
        found: dict[Basic, Any] = dict(self.sizes)
        start = 0
        for symbol in self.symbols:
            stop = start + self._length(symbol)
            numbers = vectors[..., start:stop]
            is_matrix = symbol in self.shapes
            found[symbol] = (
                _matrix(symbol, numbers, self.shapes[symbol]) if is_matrix else _scalar(symbol, numbers[..., 0])
            )
            start = stop
        for symbol, exponents in zip(self.symbols, np.moveaxis(vectors[..., start:], -1, 0), strict=self.scales):
            found[symbol] = _times_power(found[symbol], exponents, symbol)
        return found


def _shape(symbol: MatrixSymbol, sizes: Mapping[Basic, int]) -> tuple[int, int]:
    rows, columns = (int(extent_at(n, sizes)) for n in symbol.shape)
    return rows, columns


def _matrix(symbol: MatrixSymbol, numbers: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Numbers (…, length) as the value (…, n, m) of a symbol of that kind."""
    rows, columns = shape
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
    whole = np.clip(np.rint(np.asarray(exponents, dtype=np.float64)), -EXPONENTS, EXPONENTS).astype(int)
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
