"""The rows of the table of kinds that are about matrices: any, symmetric, ⪰ 0, ≻ 0, and random ones."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics.values.elimination import identity
from numerics.values.matrix_checks import require_eigenvalues, require_symmetric
from numerics.values.number_types import Number
from numerics.values.symbol_kind import NumberSource, SymbolKind
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "ANY_MATRIX",
    "DEFINITE_MATRIX",
    "RANDOM_MATRIX",
    "SEMIDEFINITE_MATRIX",
    "SYMMETRIC_MATRIX",
    "diagonal_matrix",
]


# -- which values ---------------------------------------------------------------------------------------------------
def _any(symbol: Expression, array: np.ndarray, singular: bool) -> None:
    """Every matrix is one; its shape was compared when it was bound."""


def _symmetric(symbol: Expression, array: np.ndarray, singular: bool) -> None:
    require_symmetric(str(symbol.name), array)


def _semidefinite(symbol: Expression, array: np.ndarray, singular: bool) -> None:
    _symmetric(symbol, array, singular)
    require_eigenvalues(str(symbol.name), array, definite=False)


def _definite(symbol: Expression, array: np.ndarray, singular: bool) -> None:
    _symmetric(symbol, array, singular)
    require_eigenvalues(str(symbol.name), array, definite=not singular)


# -- made of numbers ------------------------------------------------------------------------------------------------
def _entries(symbol: Expression, source: NumberSource, shape: tuple[int, int]) -> np.ndarray:
    return source.entries(*shape)


def _mirrored(symbol: Expression, source: NumberSource, shape: tuple[int, int]) -> np.ndarray:
    lower = source.triangle(shape[0])
    return lower + np.swapaxes(lower * np.tri(shape[0], k=-1, dtype=int), -1, -2)


def _congruence(definite: bool, source: NumberSource, shape: tuple[int, int]) -> np.ndarray:
    """L D Lᵀ, which needs no root: fractions stay fractions, and singular ones are exactly singular."""
    unit, pivots = source.factors(shape[0], definite=definite)
    return np.asarray((unit * pivots[..., None, :]) @ np.swapaxes(unit, -1, -2))


# -- on the border --------------------------------------------------------------------------------------------------
def diagonal_matrix(shape: tuple[int, ...], entries: tuple[int, ...] = ()) -> np.ndarray:
    """Fractions of that shape with these entries along the diagonal, the others 0."""
    result = np.full(shape, Fraction(0), dtype=object)
    for i, entry in enumerate(entries):
        result[i, i] = Fraction(entry)
    return result


def _simple(symbol: Expression, value: np.ndarray) -> np.ndarray:
    """The identity, or a first basis vector: symbols of one shape become equal."""
    return diagonal_matrix(value.shape, (1,) * min(value.shape))


def _nilpotent(symbol: Expression, value: np.ndarray) -> Iterator[tuple[str, Number]]:
    n = min(value.shape)
    if n > 1:
        yield "nilpotent", np.roll(diagonal_matrix(value.shape, (1,) + (0,) * (n - 1)), 1, axis=1)


def _indefinite(symbol: Expression, value: np.ndarray) -> Iterator[tuple[str, Number]]:
    yield "indefinite", diagonal_matrix(value.shape, (1,) + (-1,) * (len(value) - 1))


def _of_rank_one(symbol: Expression, value: np.ndarray) -> Iterator[tuple[str, Number]]:
    yield "of rank one", diagonal_matrix(value.shape, (1,))


def _none(symbol: Expression, value: np.ndarray) -> Iterator[tuple[str, Number]]:
    yield from ()


def _smaller_ranks(symbol: Expression, value: np.ndarray) -> Iterator[np.ndarray]:
    yield 0 * value
    if min(value.shape) > 1:
        yield _column(value) @ identity(value.shape[1])[:1]


def _smaller_ranks_and_equal_eigenvalues(symbol: Expression, value: np.ndarray) -> Iterator[np.ndarray]:
    yield 0 * value
    if len(value) > 1:
        column = _column(value)
        yield column @ column.T
    yield from _equal_eigenvalues(symbol, value)


def _equal_eigenvalues(symbol: Expression, value: np.ndarray) -> Iterator[np.ndarray]:
    if len(value) > 1:
        yield identity(len(value)) * (value.trace() / len(value) or Fraction(1))


def _column(value: np.ndarray) -> np.ndarray:
    return value[:, :1] if value[:, 0].any() else value[:, :1] + Fraction(1)


def _as(kind: type[MatrixSymbol], symbol: Expression) -> Basic:
    return kind(symbol.name, *symbol.shape)


ANY_MATRIX = SymbolKind(
    check=_any,
    value=_entries,
    edges=_nilpotent,
    borders=_smaller_ranks,
    simple=_simple,
    weaker=lambda symbol: None,
)
RANDOM_MATRIX = SymbolKind(
    check=_any,  # a draw is any matrix
    value=None,
    edges=_none,
    borders=_none,
    simple=_simple,
    weaker=lambda symbol: None,
)
SYMMETRIC_MATRIX = SymbolKind(
    check=_symmetric,
    value=_mirrored,
    edges=_indefinite,
    borders=_smaller_ranks_and_equal_eigenvalues,
    simple=_simple,
    weaker=lambda symbol: _as(MatrixSymbol, symbol),
    symmetric=True,
)
SEMIDEFINITE_MATRIX = SymbolKind(
    check=_semidefinite,
    value=lambda symbol, source, shape: _congruence(False, source, shape),
    edges=_of_rank_one,
    borders=_smaller_ranks_and_equal_eigenvalues,
    simple=_simple,
    weaker=lambda symbol: _as(SymmetricMatrix, symbol),
    symmetric=True,
    semidefinite=True,
)
DEFINITE_MATRIX = SymbolKind(
    check=_definite,
    value=lambda symbol, source, shape: _congruence(True, source, shape),
    edges=_none,
    borders=_equal_eigenvalues,
    simple=_simple,
    weaker=lambda symbol: _as(PositiveSemidefiniteMatrix, symbol),
    symmetric=True,
    semidefinite=True,
    definite=True,
)
