"""From floats to exact rationals: kernels of Gram matrices, and solutions projected onto their equations."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from numerics.proposals.exact_linear_algebra import ldl, null_space, solve
from numerics.tolerances.proposal_budgets import ROUNDING_DENOMINATORS

__all__ = ["factors_of", "rational_complement", "rounded"]


Number = int | Fraction
Parts = list[tuple[Fraction, list[Fraction]]]


def rounded(
    rows: Sequence[Sequence[Number]],
    right: Sequence[Number],
    values: np.ndarray,
    accepted: Callable[[list[Fraction]], bool],
) -> list[Fraction] | None:
    """An exact solution of the equations near the values which is ``accepted``; None where there is none."""
    exact_rows = [[Fraction(x) for x in row] for row in rows]
    products = [[_dot(a, b) for b in exact_rows] for a in exact_rows]
    for denominator in ROUNDING_DENOMINATORS:
        start = [Fraction(float(value)).limit_denominator(denominator) for value in values]
        missing = [Fraction(b) - _dot(row, start) for row, b in zip(exact_rows, right, strict=True)]
        weights = solve(products, missing)
        if weights is None:
            return None
        moved = [v + sum(w * row[j] for w, row in zip(weights, exact_rows, strict=True)) for j, v in enumerate(start)]
        if accepted(moved):
            return moved
    return None


def _dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True) if x and y), Fraction(0))


def factors_of(
    entries: Sequence[tuple[int, int, int]], sizes: Sequence[int], exact: Sequence[Fraction]
) -> list[Parts | None]:
    """Each Gram matrix as Σ λ u uᵀ; None in the place of one that is not ⪰ 0."""
    grams = [[[Fraction(0)] * size for _ in range(size)] for size in sizes]
    for (n, i, j), value in zip(entries, exact, strict=False):
        grams[n][i][j] = grams[n][j][i] = value
    return [ldl(gram) for gram in grams]


def rational_complement(kernel: np.ndarray, denominator: int) -> list[list[Fraction]]:
    """A rational basis of the vectors orthogonal to those given in floats.

    They are brought into echelon form with the largest pivots first, so that the kernel of rational vectors shows
    rational entries, which are rounded to the denominator.
    """
    rows = kernel.copy()
    pivots: list[int] = []
    for i in range(len(rows)):
        rest = np.abs(rows[i:])
        rest[:, pivots] = 0.0
        below, column = np.unravel_index(int(rest.argmax()), rest.shape)
        rows[[i, i + int(below)]] = rows[[i + int(below), i]]
        rows[i] /= rows[i, column]
        for j in range(len(rows)):
            if j != i:
                rows[j] -= rows[j, column] * rows[i]
        pivots.append(int(column))
    exact = [[Fraction(float(x)).limit_denominator(denominator) for x in row] for row in rows]
    return null_space(exact, kernel.shape[1])
