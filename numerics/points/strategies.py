"""Hypothesis strategies for exact values. Everything shrinks towards 0, 1, the identity and small sizes."""

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st
from sympy import Basic, Symbol

from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import alternatives
from numerics.points.meeting import meet
from numerics.values.binding import sort_by_name
from numerics.values.kinds import NoShapeError, composed, in_kind, require_values, sizes_among
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["dimensions", "matrices", "points", "rationals"]


def dimensions(min: int = 1, max: int = 3) -> st.SearchStrategy[int]:
    """Sizes min … max."""
    return st.integers(min, max)


@st.composite
def rationals(draw: st.DrawFn, min: int = -3, max: int = 3, denominator: int = 4) -> Fraction:
    """Fractions in [min, max] with a denominator of at most ``denominator``; whole numbers are the simplest."""
    q = draw(st.integers(1, denominator))
    return Fraction(draw(st.integers(min * q, max * q)), q)


@st.composite
def matrices(draw: st.DrawFn, n: int, m: int) -> np.ndarray:
    """Object arrays n×m of fractions."""
    array = np.empty((n, m), dtype=object)
    for index in np.ndindex(n, m):
        array[index] = draw(rationals())
    return array


@st.composite
def _triangles(draw: st.DrawFn, n: int) -> np.ndarray:
    """Lower triangular n×n object arrays of fractions."""
    return np.tril(draw(matrices(n, n)))


@st.composite
def _factors(draw: st.DrawFn, n: int, *, definite: bool) -> tuple[np.ndarray, np.ndarray]:
    """L, unit lower triangular, and the diagonal of D, as of ``NumberSource.factors``: D in [1/4, 4], or 0 as well."""
    pivots = st.builds(Fraction, st.integers(1 if definite else 0, 4), st.integers(1, 4))
    diagonal = np.empty(n, dtype=object)
    lower = np.empty((n, n), dtype=object)
    for i, j in np.ndindex(n, n):
        lower[i, j] = draw(rationals(-1, 1, 2)) if j < i else Fraction(int(i == j))
    for i in range(n):
        diagonal[i] = draw(pivots)
    return lower, diagonal


class _ChosenNumbers:
    """A source of the fractions that Hypothesis chooses."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, symbol: Expression) -> Fraction:
        return self._draw(_scalars(symbol))

    def entries(self, rows: int, columns: int) -> np.ndarray:
        return self._draw(matrices(rows, columns))

    def triangle(self, n: int) -> np.ndarray:
        return self._draw(_triangles(n))

    def factors(self, n: int, *, definite: bool) -> tuple[np.ndarray, np.ndarray]:
        return self._draw(_factors(n, definite=definite))


@st.composite
def points(
    draw: st.DrawFn, symbols: Iterable[Basic], max_size: int = 3, relations: Iterable[Basic] = ()
) -> dict[Basic, Number]:
    """A mapping as of ``random_points.admissible_point``, chosen by Hypothesis; sizes are 1 … ``max_size``.

    Where the ``relations`` do not hold they are made to hold, sizes raised included; points for which that fails are
    rejected. Raises ValueError for a random symbol and for a kind that has no values.
    """
    wanted, relations = set(symbols), tuple(relations)
    require_values(wanted)
    sizes = sizes_among(wanted)
    drawn_sizes = admissible_sizes({s: draw(dimensions(1, max_size)) for s in sizes}, relations)
    if drawn_sizes is None:
        reject()
    point: dict[Basic, Number] = dict(drawn_sizes)
    for symbol in sort_by_name(wanted - set(sizes)):
        try:
            point[symbol] = composed(symbol, _ChosenNumbers(draw), drawn_sizes)
        except NoShapeError:
            reject()
    ways = len(alternatives(relations))
    found = meet(point, relations, sizes, draw(st.integers(0, ways - 1)) if ways > 1 else 0)
    return reject() if found is None else found


def _scalars(symbol: Symbol) -> st.SearchStrategy[Fraction]:
    low = 0 if symbol.is_positive or symbol.is_nonnegative else -3
    high = 0 if symbol.is_negative or symbol.is_nonpositive else 3
    values = rationals(low, high, 1 if symbol.is_integer else 4)
    return values.filter(lambda x: in_kind(symbol, x))
