"""Small random fractions: what the values of random points are made of."""

from fractions import Fraction

import numpy as np
from sympy import Symbol

from numerics.tolerances.point_limits import SCALAR_REDRAWS, SINGULAR_CHANCE, ZERO_CHANCE
from numerics.values.kinds import in_kind
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["RandomNumbers"]


class RandomNumbers:
    """A source of fractions with denominators of at most 4; ``mild`` factors have smaller condition numbers."""

    def __init__(self, rng: np.random.Generator, mild: bool = False) -> None:
        self._rng, self._mild = rng, mild

    def number(self, symbol: Expression) -> Fraction:
        """A number with every property of the symbol; ValueError where random ones do not have it."""
        for _ in range(SCALAR_REDRAWS):
            value = self._any_number(symbol)
            if in_kind(symbol, value):
                return value
        message = f"no number was found for {symbol} among fractions: declare it real, positive, nonnegative or integer"
        raise ValueError(message)

    def _any_number(self, symbol: Symbol) -> Fraction:
        value = Fraction(int(self._rng.integers(1, 10)), 1 if symbol.is_integer else int(self._rng.integers(1, 5)))
        sign = int(self._rng.choice((-1, 1)))
        vanish = self._rng.random() < ZERO_CHANCE
        if symbol.is_negative or symbol.is_nonpositive:
            sign = -1
        elif symbol.is_positive or symbol.is_nonnegative:
            sign = 1
        return Fraction(0) if vanish and not symbol.is_nonzero else sign * value

    def entries(self, rows: int, columns: int) -> np.ndarray:
        """Halves between −3 and 3."""
        return _fractions(self._rng.integers(-6, 7, size=(rows, columns)), 2)

    def triangle(self, n: int) -> np.ndarray:
        return np.tril(self.entries(n, n))

    def factors(self, n: int, *, definite: bool) -> tuple[np.ndarray, np.ndarray]:
        """Up to ±1 below the diagonal of L, ±1/2 if mild; between 1/2 and 3 on D, or 1 and 2, and perhaps one 0."""
        below, least, most = (1, 2, 5) if self._mild else (2, 1, 7)
        drawn = np.tril(self._rng.integers(-below, below + 1, size=(n, n)), -1)
        lower = _fractions(drawn + 2 * np.eye(n, dtype=int), 2)
        diagonal = _fractions(self._rng.integers(least, most, size=n), 2)
        singular, where = self._rng.random() < SINGULAR_CHANCE, int(self._rng.integers(n))
        if singular and not definite:
            diagonal[where] = Fraction(0)
        return lower, diagonal


def _fractions(numerators: np.ndarray, denominator: int) -> np.ndarray:
    result = np.empty(numerators.shape, dtype=object)
    for index in np.ndindex(numerators.shape):
        result[index] = Fraction(int(numerators[index]), denominator)
    return result
