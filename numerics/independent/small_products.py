"""Batched products in pieces that OpenBLAS computes on the thread that calls it.

Above a size OpenBLAS wakes threads of its own. Beside threads that sample they wait for each other, spinning: twice
the processor time for the same result, and at times ten times the wall time.
"""

import numpy as np

from numerics.tolerances.memory_budgets import FEWEST_ROWS, ONE_THREAD_PRODUCT, ONE_THREAD_VECTOR_PRODUCT

__all__ = ["product", "through"]


def product(left: np.ndarray, right: np.ndarray, out: np.ndarray) -> np.ndarray:
    """The product (…, m, k) @ (…, k, n) -> (…, m, n), written to ``out`` a block of rows at a time."""
    *_, m, k = left.shape
    n = right.shape[-1]
    rows = ONE_THREAD_VECTOR_PRODUCT // k if n == 1 else ONE_THREAD_PRODUCT // (k * n)
    if rows < FEWEST_ROWS:
        return np.matmul(left, right, out=out)
    for start in range(0, m, rows):
        np.matmul(left[..., start : start + rows, :], right, out=out[..., start : start + rows, :])
    return out


def through(rows: np.ndarray, *matrices: np.ndarray) -> np.ndarray:
    """Rows (m, k) times one matrix after the other, (m, n)."""
    for matrix in matrices:
        rows = product(rows, matrix, np.empty((len(rows), matrix.shape[1])))
    return rows
