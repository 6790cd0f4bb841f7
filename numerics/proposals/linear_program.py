"""A difference as a nonnegative sum of single squares, squares of pairs, and pieces: a linear program."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import numpy as np

from numerics.proposals.budget import Budget
from numerics.proposals.columns import Columns, Term, rational, square
from numerics.proposals.exact_linear_algebra import solve
from numerics.proposals.frames import Frame
from numerics.tolerances.proposal_budgets import USED
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["by_linear_program", "coefficient_rows"]


Square = tuple[Frame, TracePolynomial, TracePolynomial]
"""A frame, V, and m·tr(L V K Vᵀ)."""


def by_linear_program(difference: TracePolynomial, columns: Columns, budget: Budget) -> list[Term] | None:
    """Pairs (c, certificate) that add up to the difference, found in floats and solved for exactly."""
    squares = list(_squares(columns, budget))
    made = [product for _, _, product in squares] + [piece.polynomial for piece in columns.pieces]
    budget.require()
    if not made:
        return None
    from scipy.optimize import linprog  # half a second to import, which a run that searches for nothing need not pay

    rows, right = coefficient_rows(difference, made)
    solved = linprog(
        np.ones(len(made)),
        A_eq=np.array(rows, float),
        b_eq=np.array(right, float),
        bounds=(0, None),
        method="highs",
        options={"time_limit": budget.left},
    )
    if solved.status != 0:
        return None
    support = [j for j, value in enumerate(solved.x) if value > USED]
    exact = solve([[row[j] for j in support] for row in rows], right) if support else None
    if exact is None or min(exact) < 0:
        return None
    terms = []
    for j, value in zip(support, exact, strict=True):
        if j < len(squares):
            terms.append(square(*squares[j][:2], value))
        else:
            piece = columns.pieces[j - len(squares)]
            terms.append((rational(value) * piece.factor, piece.certificate))
    return [term for term, value in zip(terms, exact, strict=True) if value]


def _squares(columns: Columns, budget: Budget) -> Iterator[Square]:
    """V_i, V_i + V_j and V_i − V_j in every frame."""
    for block in columns.blocks:
        budget.require()
        frame, vectors = block.frame, block.vectors
        for i, v in enumerate(vectors):
            yield frame, v, block.product(i, i)
        for i, j in combinations(range(len(vectors)), 2):
            both, twice = block.product(i, i) + block.product(j, j), block.product(i, j).times(2)
            yield frame, vectors[i] + vectors[j], both + twice
            yield frame, vectors[i] - vectors[j], both - twice


def coefficient_rows(
    difference: TracePolynomial, made: list[TracePolynomial]
) -> tuple[list[list[int | Fraction]], list[int | Fraction]]:
    """A linear equation for each term that occurs: the coefficients of what it may be made of, and its own."""
    keys = list(dict.fromkeys(key for p in (difference, *made) for key in p.terms))
    return [[p.terms.get(key, 0) for p in made] for key in keys], [difference.terms.get(key, 0) for key in keys]
