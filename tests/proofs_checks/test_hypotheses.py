"""No hypothesis is vacuous: each holds with room at a point that meets all of them, and fails at another."""

from itertools import product

import numpy as np
import pytest
from sympy import MatrixSymbol, Ne

import theory
from numerics import evaluate, rational_point
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption, margin_of, relations_of
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix

ALWAYS = {
    ("attention_gap_vanishes_with_context", "labels vary"),
    ("trained_attention_is_optimal_gd", "labels vary"),
}
"""Hypotheses of a premise that hold by themselves in a special case, here where tasks vary in every direction."""

DRAWS = 20
"""Of each size: two weights in a hundred are aligned as alignment_stays_positive wants them."""

DECIDED = [
    pytest.param(t, a, r, id=f"{t.slug}-{a.name}")
    for t in map(members_written_out, theory.theorems())
    for a, r in relations_of(t)
    if r is not True
]


def points(theorem):
    """Random ones at sizes from 1; the first of each size has every letter 0 that may be, the second long vectors."""
    symbols = parameters_of(theorem)
    rng = np.random.default_rng(0)
    for low, draw in product((1, 2, 4), range(DRAWS)):
        sizes = {s: low + (s.name == "M") * 3 * (low > 1) for s in dimensions_of(symbols)}
        point = rational_point(symbols, rng, sizes=sizes)
        for symbol in symbols if draw == 0 else ():
            if symbol not in sizes and not (isinstance(symbol, PositiveDefiniteMatrix) or symbol.is_positive):
                point[symbol] = 0 * point[symbol]
        for symbol in symbols if draw == 1 else ():
            if type(symbol) is MatrixSymbol and 1 in symbol.shape:
                point[symbol] = 100 * point[symbol]
        yield point


def room(relation, point):
    """Whether it holds, and whether with room to spare."""
    if isinstance(relation, Ne):
        holds = evaluate(relation.lhs - relation.rhs, point) != 0
        return holds, holds
    holds, margin = margin_of(relation, point)
    return holds, holds and margin > 0


@pytest.mark.parametrize(("theorem", "assumption", "relation"), DECIDED)
def test_a_hypothesis_holds_somewhere_and_fails_elsewhere(theorem, assumption, relation):
    fails = witnessed = False
    for point in points(theorem):
        try:
            holds, ample = room(relation, point)
        except ValueError:
            # one that divides by what another hypothesis keeps from being 0 has no value where that one fails
            assert failing_assumption(theorem, point) not in (None, assumption)
            continue
        fails = fails or not holds
        witnessed = witnessed or (ample and failing_assumption(theorem, point) is None)
    assert witnessed
    assert fails != ((theorem.slug, assumption.name) in ALWAYS)


@pytest.mark.parametrize("theorem", list(map(members_written_out, theory.theorems())), ids=lambda t: t.slug)
def test_every_theorem_has_admissible_points(theorem):
    assert any(failing_assumption(theorem, p) is None for p in points(theorem))
