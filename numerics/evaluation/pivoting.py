"""Inverses over numbers that have no order by size: rational functions, intervals, asymptotic series."""

from collections.abc import Callable

import numpy as np

from numerics.values.number_types import Number

__all__ = ["entrywise", "inverse_by_elimination"]


def inverse_by_elimination(
    a: np.ndarray, identity: np.ndarray, is_nonzero: Callable[[Number], bool], what: object
) -> np.ndarray:
    """a⁻¹ (n×n, object entries) by Gauss and Jordan, each pivot the first entry that is not 0.

    ``is_nonzero`` may raise ValueError where it cannot tell, which is passed on if no other entry serves. Raises
    ValueError for a singular matrix.
    """
    n = len(a)
    table = np.concatenate([a, identity], axis=1)
    for column in range(n):
        pivot = _pivot(table[:, column], column, is_nonzero, what)
        table[[column, pivot]] = table[[pivot, column]]
        table[column] = table[column] / table[column, column]
        for row in range(n):
            if row != column:
                # the array first: these numbers do not know what an array is
                table[row] = table[row] - table[column] * table[row, column]
    return table[:, n:]


def entrywise(function: Callable[[Number], Number], a: Number) -> Number:
    """Apply ``function`` to every entry of an array, without numpy's own ideas of a common type."""
    array = np.asarray(a, dtype=object)
    result = np.empty(array.shape, dtype=object)
    entries = result.reshape(-1)
    for index, entry in enumerate(array.flat):
        entries[index] = function(entry)
    return result[()]


def _pivot(column: np.ndarray, start: int, is_nonzero: Callable[[Number], bool], what: object) -> int:
    unclear: ValueError | None = None
    for row in range(start, len(column)):
        try:
            if is_nonzero(column[row]):
                return row
        except ValueError as error:
            unclear = error
    if unclear is not None:
        raise unclear
    message = f"{what} is singular: choose values at which it is invertible"
    raise ValueError(message)
