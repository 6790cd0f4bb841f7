"""Hypothesis strategies for exact values. Everything shrinks towards 0, 1, the identity and small sizes."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st
from sympy import Basic, MatrixSymbol, Symbol, sympify

from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import alternatives
from numerics.points.meeting import meet
from numerics.values.binding import sort_by_name
from numerics.values.extents import extent_at
from numerics.values.kinds import in_kind
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix

__all__ = [
    "dimensions",
    "matrices",
    "points",
    "positive_definite_matrices",
    "positive_semidefinite_matrices",
    "rationals",
    "symmetric_matrices",
]


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
def symmetric_matrices(draw: st.DrawFn, d: int) -> np.ndarray:
    """Symmetric d×d object arrays of fractions."""
    entries = draw(matrices(d, d))
    return np.tril(entries) + np.tril(entries, -1).T


def positive_definite_matrices(d: int) -> st.SearchStrategy[np.ndarray]:
    """A = L D Lᵀ ≻ 0 (d×d fractions), L unit lower triangular, D diagonal with entries in [1/4, 4]."""
    pivots = st.builds(Fraction, st.integers(1, 4), st.integers(1, 4))
    return _congruences(d, pivots)


def positive_semidefinite_matrices(d: int) -> st.SearchStrategy[np.ndarray]:
    """A = L D Lᵀ ⪰ 0, zeros in D allowed: singular matrices and A = 0 occur."""
    pivots = st.builds(Fraction, st.integers(0, 4), st.integers(1, 4))
    return _congruences(d, pivots)


@st.composite
def _congruences(draw: st.DrawFn, d: int, pivots: st.SearchStrategy[Fraction]) -> np.ndarray:
    diagonal = np.empty(d, dtype=object)
    lower = np.empty((d, d), dtype=object)
    for i, j in np.ndindex(d, d):
        lower[i, j] = draw(rationals(-1, 1, 2)) if j < i else Fraction(int(i == j))
    for i in range(d):
        diagonal[i] = draw(pivots)
    return (lower * diagonal) @ lower.T


@st.composite
def points(
    draw: st.DrawFn, symbols: Iterable[Basic], max_size: int = 3, relations: Iterable[Basic] = ()
) -> dict[Basic, Any]:
    """A mapping as of ``random_points.admissible_point``, chosen by Hypothesis; sizes are 1 … ``max_size``.

    Where the ``relations`` do not hold they are made to hold, sizes raised included; points for which that fails are
    rejected. Raises ValueError for a random symbol.
    """
    wanted, relations = set(symbols), tuple(relations)
    if any(isinstance(s, RandomMatrix) for s in wanted):
        message = f"{sort_by_name(wanted)} holds random symbols: give deterministic symbols only"
        raise ValueError(message)
    extents = {e for s in wanted if isinstance(s, MatrixSymbol) for n in s.shape for e in sympify(n).free_symbols}
    sizes = extents | {s for s in wanted if isinstance(s, Symbol) and s.is_integer and s.is_positive}
    drawn_sizes = admissible_sizes({s: draw(dimensions(1, max_size)) for s in sort_by_name(sizes)}, relations)
    if drawn_sizes is None:
        reject()
    point: dict[Basic, Any] = dict(drawn_sizes)
    for symbol in sort_by_name(wanted - sizes):
        point[symbol] = draw(_values_of(symbol, drawn_sizes))
    ways = len(alternatives(relations))
    found = meet(point, relations, sizes, draw(st.integers(0, ways - 1)) if ways > 1 else 0)
    return reject() if found is None else found


def _values_of(symbol: Basic, sizes: dict[Basic, Any]) -> st.SearchStrategy[Any]:
    if isinstance(symbol, Symbol):
        return _scalars(symbol)
    n, m = (int(extent_at(extent, sizes)) for extent in symbol.shape)
    for kind, strategy in (
        (PositiveDefiniteMatrix, positive_definite_matrices),
        (PositiveSemidefiniteMatrix, positive_semidefinite_matrices),
        (SymmetricMatrix, symmetric_matrices),
    ):
        if isinstance(symbol, kind):
            return strategy(n)
    return matrices(n, m)


def _scalars(symbol: Symbol) -> st.SearchStrategy[Fraction]:
    low = 0 if symbol.is_positive or symbol.is_nonnegative else -3
    high = 0 if symbol.is_negative or symbol.is_nonpositive else 3
    values = rationals(low, high, 1 if symbol.is_integer else 4)
    return values.filter(lambda x: in_kind(symbol, x))
