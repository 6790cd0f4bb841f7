"""A difference as Σ G_ij m·tr(L V_i K V_jᵀ), G ⪰ 0, plus nonnegative pieces: a semidefinite program.

A claim that is tight somewhere has a singular Gram matrix, which no rounding keeps ⪰ 0. So t is maximised with
G ⪰ t I; where t is 0, the vectors are restricted to the complement of a rational kernel, and the program is solved
again (facial reduction; Permenter and Parrilo, "Partial facial reduction", 2018).
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement

import clarabel
import numpy as np
from scipy import sparse

from numerics.proposals.budget import Budget
from numerics.proposals.columns import Columns, Term, rational, square
from numerics.proposals.gram_block import GramBlock, combination
from numerics.proposals.linear_program import coefficient_rows
from numerics.proposals.pieces import Piece
from numerics.proposals.rational_rounding import factors_of, rational_complement, rounded
from numerics.tolerances.proposal_budgets import INTERIOR, KERNEL, KERNEL_DENOMINATORS, MOST_REDUCTIONS
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["Program", "by_gram_program"]


@dataclass(frozen=True)
class Program:
    """Rows A and right side b of what the unknowns satisfy: Gram entries (block, i, j), i ≤ j, then pieces."""

    entries: list[tuple[int, int, int]]
    rows: list[list[int | Fraction]]
    right: list[int | Fraction]
    sizes: list[int]
    pieces: int


def by_gram_program(difference: TracePolynomial, columns: Columns, budget: Budget) -> list[Term] | None:
    """Pairs (c, certificate) that add up to the difference, found in floats and rounded to exact ones."""
    for denominator in KERNEL_DENOMINATORS:
        found = _reduced_and_solved(difference, columns, denominator, budget)
        if found is not None:
            return found
    return None


def _reduced_and_solved(
    difference: TracePolynomial, columns: Columns, denominator: int, budget: Budget
) -> list[Term] | None:
    blocks = list(columns.blocks)
    for _ in range(MOST_REDUCTIONS):
        budget.require()
        program = _program(difference, blocks, columns.pieces)
        solved = _solved(program, budget) if blocks else None
        if solved is None:
            return None
        values, interior = solved
        if interior < -INTERIOR:
            return None
        grams = _grams(program, values)
        if interior > INTERIOR:
            return _certified(program, blocks, columns.pieces, values)
        smaller = [_restricted(block, gram, denominator) for block, gram in zip(blocks, grams, strict=True)]
        if smaller == blocks:
            return None
        blocks = [block for block in smaller if block.vectors]
    return None


def _program(difference: TracePolynomial, blocks: list[GramBlock], pieces: tuple[Piece, ...]) -> Program:
    entries, made = [], []
    for n, block in enumerate(blocks):
        for i, j in combinations_with_replacement(range(len(block.vectors)), 2):
            entries.append((n, i, j))
            made.append(block.product(i, j).times(1 if i == j else 2))
    made += [piece.polynomial for piece in pieces]
    rows, right = coefficient_rows(difference, made)
    return Program(entries, rows, right, [len(block.vectors) for block in blocks], len(pieces))


def _solved(program: Program, budget: Budget) -> tuple[np.ndarray, float] | None:
    """The unknowns and the largest t ≤ 1 with every G ⪰ t I; None where the solver finds nothing."""
    unknowns = len(program.entries) + program.pieces
    equations = sparse.csc_matrix(np.array(program.rows, float))
    blocks = [sparse.hstack([equations, sparse.csc_matrix((len(program.right), 1))])]
    bound = [*map(float, program.right)]
    cones = [clarabel.ZeroConeT(len(program.right))]
    signs = sparse.lil_matrix((program.pieces + 1, unknowns + 1))
    for i in range(program.pieces):
        signs[i, len(program.entries) + i] = -1.0
    signs[program.pieces, unknowns] = 1.0
    blocks.append(signs)
    bound += [*[0.0] * program.pieces, 1.0]
    cones.append(clarabel.NonnegativeConeT(program.pieces + 1))
    for n, size in enumerate(program.sizes):
        blocks.append(_cone_of_block(program, n, size, unknowns))
        bound += [0.0] * (size * (size + 1) // 2)
        cones.append(clarabel.PSDTriangleConeT(size))
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.time_limit = budget.left
    target = np.zeros(unknowns + 1)
    target[unknowns] = -1.0
    stacked = sparse.vstack(blocks).tocsc()
    nothing = sparse.csc_matrix((unknowns + 1, unknowns + 1))
    solution = clarabel.DefaultSolver(nothing, target, stacked, np.array(bound), cones, settings).solve()
    if str(solution.status) not in ("Solved", "AlmostSolved"):
        return None
    return np.array(solution.x[:unknowns]), float(solution.x[unknowns])


def _cone_of_block(program: Program, n: int, size: int, unknowns: int) -> sparse.lil_matrix:
    """−(G − tI) in the solver's order: the upper triangle column by column, off the diagonal times √2."""
    position = {(i, j): c for c, (m, i, j) in enumerate(program.entries) if m == n}
    cone = sparse.lil_matrix((size * (size + 1) // 2, unknowns + 1))
    row = 0
    for j in range(size):
        for i in range(j + 1):
            cone[row, position[i, j]] = -1.0 if i == j else -np.sqrt(2.0)
            if i == j:
                cone[row, unknowns] = 1.0
            row += 1
    return cone


def _grams(program: Program, values: np.ndarray) -> list[np.ndarray]:
    grams = [np.zeros((size, size)) for size in program.sizes]
    for (n, i, j), value in zip(program.entries, values, strict=False):
        grams[n][i, j] = grams[n][j, i] = value
    return grams


def _restricted(block: GramBlock, gram: np.ndarray, denominator: int) -> GramBlock:
    """The block on the complement of the kernel of its Gram matrix."""
    spectrum, basis = np.linalg.eigh(gram)
    kernel = basis[:, spectrum < KERNEL * max(1.0, spectrum.max())].T
    return block.combined(rational_complement(kernel, denominator)) if len(kernel) else block


def _certified(
    program: Program, blocks: list[GramBlock], pieces: tuple[Piece, ...], values: np.ndarray
) -> list[Term] | None:
    exact = rounded(program.rows, program.right, values, lambda x: _all_nonnegative(program, x))
    if exact is None:
        return None
    terms = []
    for block, parts in zip(blocks, factors_of(program.entries, program.sizes, exact), strict=True):
        for coefficient, row in parts or ():
            terms.append(square(block.frame, combination(row, block.vectors), coefficient))
    for value, piece in zip(exact[len(program.entries) :], pieces, strict=True):
        if value:
            terms.append((rational(value) * piece.factor, piece.certificate))
    return terms


def _all_nonnegative(program: Program, exact: list[Fraction]) -> bool:
    if any(value < 0 for value in exact[len(program.entries) :]):
        return False
    return all(parts is not None for parts in factors_of(program.entries, program.sizes, exact))
