"""Linear algebra over the fractions: small systems solved, ranks and definiteness decided without rounding."""

from fractions import Fraction

import numpy as np

__all__ = ["definiteness", "identity", "nearest_solution", "rank", "rational_inverse"]


def nearest_solution(rows: np.ndarray, right: np.ndarray, wanted: np.ndarray) -> np.ndarray | None:
    """A solution x (n) of ``rows`` (m×n) x = ``right`` (m) that has the ``wanted`` (n) entries where they are free.

    Object arrays of fractions; None where there is no solution.

    >>> one, seven = Fraction(1), Fraction(7)
    >>> nearest_solution(np.array([[one, one]]), np.array([3 * one]), np.array([seven, seven])).tolist()
    [Fraction(-4, 1), Fraction(7, 1)]
    """
    reduced, pivots = _reduced(np.concatenate([rows, right[:, None]], axis=1))
    unknowns = rows.shape[1]
    if unknowns in pivots:
        return None
    solution = np.array(wanted, dtype=object)
    free = [j for j in range(unknowns) if j not in pivots]
    for row, pivot in zip(reduced, pivots, strict=False):
        solution[pivot] = row[-1] - sum((row[j] * solution[j] for j in free if row[j]), Fraction(0))
    return solution


def rank(a: np.ndarray) -> int:
    """The rank of a matrix of fractions."""
    return len(_reduced(a)[1])


def rational_inverse(a: np.ndarray) -> np.ndarray | None:
    """The inverse of a square matrix of fractions, or None."""
    n = len(a)
    reduced, pivots = _reduced(np.concatenate([a, identity(n)], axis=1))
    return reduced[:, n:] if pivots == list(range(n)) else None


def definiteness(a: np.ndarray) -> int:
    """2 for a symmetric matrix of fractions that is ≻ 0, 1 for one that is ⪰ 0 only, 0 for any other matrix.

    By elimination without exchanges, A = L D Lᵀ, whose pivots D have the signs of the eigenvalues (Sylvester's law of
    inertia; R. A. Horn and C. R. Johnson, Matrix Analysis, 2nd ed., Theorem 4.5.8). Where a pivot is 0 and its row is
    not, the minor of that row and a column with an entry a ≠ 0 in it is −a² < 0, so that A is not ⪰ 0.
    """
    if a.shape[0] != a.shape[1] or (a != a.T).any():
        return 0
    rest, definite = np.array(a, dtype=object), True
    for k in range(len(rest)):
        pivot = rest[k, k]
        if pivot < 0 or (pivot == 0 and any(rest[k, k:])):
            return 0
        definite = definite and pivot > 0
        if pivot:
            rest[k + 1 :, k + 1 :] -= np.outer(rest[k + 1 :, k], rest[k, k + 1 :]) / pivot
    return 2 if definite else 1


def identity(n: int) -> np.ndarray:
    """I as an n×n object array of fractions."""
    return np.array([[Fraction(int(i == j)) for j in range(n)] for i in range(n)], dtype=object).reshape(n, n)


def _reduced(a: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """The reduced row echelon form and its pivot columns."""
    rows = np.array(a, dtype=object) * Fraction(1)
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        top = len(pivots)
        found = next((i for i in range(top, len(rows)) if rows[i, column]), None)
        if found is None:
            continue
        rows[[top, found]] = rows[[found, top]]
        rows[top] = rows[top] / rows[top, column]
        for i in np.flatnonzero(rows[:, column] != 0):
            if i != top:
                rows[i] = rows[i] - rows[i, column] * rows[top]
        pivots.append(column)
    return rows, pivots
