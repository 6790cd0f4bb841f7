"""Every registered theorem with its claim an eighth too strong: refuted, or at the very least not proved.

A wrong constant is the mistake that every kind of statement has room for; mistakes that only one theorem invites are in
``mutations``.
"""

from dataclasses import replace
from functools import singledispatch

import pytest
from sympy import Abs, Integer, MatrixSymbol, Rational

import theory
from proofs_checks import Verdict
from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS
from proofs_checks.runner import check_theorem
from tests.shares import daily_but
from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    StationaryPoint,
    Witness,
)

MORE, LESS = Rational(9, 8), Rational(7, 8)

QUICK = {"derivation", "exact_points", "tightness", "limits"}

NOT_SHARP = {
    "bayes_risk_lower_bound": "the Bayes risk is no polynomial: it can only be sampled",
    "bounded_signal_to_noise_is_needed": "the Bayes risk again",
    "one_step_gd_is_nearly_optimal": "the Bayes risk again",
    "excess_is_effective_dimension": "2/3 is true in place of 1/2",
}
"""Bounds that an eighth more is not seen to break."""

SLOW = {"attention_gap_vanishes_with_context", "least_squares_risk"}
"""Without exact values, or with too many: sampling judges these."""

LONG = {
    "attention_gap_lower_bound",
    "attention_gap_lower_bound_is_sharp",
    "attention_gap_without_task_noise",
    "block_risk_splits_by_parity",
    "constant_guess_does_not_help",
    "d_heads_attain_the_gap",
    "d_heads_fall_short",
    "excess_beyond_the_gap",
    "excess_is_effective_dimension",
    "gap_of_many_heads",
    "gap_of_one_head",
    "gradient_descent_finds_optimal_gd",
    "gradient_flow_finds_optimal_gd",
    "heads_that_miss_a_direction",
    "learned_guess_attains_the_optimum",
    "many_heads_do_not_beat_gradient_descent",
    "narrow_keys_and_queries",
    "narrow_keys_learn_a_subspace",
    "narrow_keys_of_attention",
    "optimal_block_is_one_step_gd",
    "risk_of_linear_attention",
    "risk_of_many_heads_splits",
}
"""A second or more each; every kind of statement is among the others, too."""

JUDGED = {t.slug: t for t in theory.theorems() if t.slug not in SLOW}


@singledispatch
def stronger(statement):
    message = f"a {type(statement).__name__} has no version that claims too much: add one"
    raise NotImplementedError(message)


def larger(value):
    """Nine eighths of it; something else than 0 for 0."""
    if getattr(value, "is_Matrix", False):
        return MORE * value if not value.is_ZeroMatrix else MatrixSymbol("error", *value.shape)
    return MORE * value if value != 0 else Integer(1)


@stronger.register
def _(statement: Equality):
    return replace(statement, rhs=larger(statement.rhs))


@stronger.register(Bound)
@stronger.register(LoewnerBound)
def _(statement):
    return replace(statement, lhs=larger(statement.lhs))


@stronger.register(Limit)
@stronger.register(Minimum)
def _(statement):
    return replace(statement, value=larger(statement.value))


@stronger.register
def _(statement: Witness):
    return replace(statement, claim=replace(statement.claim, rhs=LESS * statement.claim.rhs))


@stronger.register
def _(statement: FlowBound):
    return replace(statement, bound=statement.bound - Abs(statement.bound) / 8)


@stronger.register
def _(statement: StationaryPoint):
    return replace(statement, at=tuple(map(larger, statement.at)))


@stronger.register
def _(statement: FlowConvergence):
    return replace(statement, to=tuple(map(larger, statement.to)))


def wrong(theorem):
    statement = stronger(theorem.statement)
    assert statement != theorem.statement
    return replace(theorem, statement=statement)


def checked(theorem, names=QUICK):
    return check_theorem(wrong(theorem), Context(), checks=[(name, check) for name, check in CHECKS if name in names])


@pytest.mark.parametrize("slug", daily_but(JUDGED, LONG))
def test_an_eighth_too_much(slug):
    theorem = JUDGED[slug]
    report = checked(theorem)
    verdicts = {check.check: check.verdict for check in report.checks}
    assert verdicts["derivation"] is not Verdict.PROVED
    if theorem.slug in NOT_SHARP:
        assert report.verdict is not Verdict.PROVED
        return
    assert report.verdict is Verdict.REFUTED, report
    assert report.note == ""
    if type(theorem.statement) in (Equality, Minimum, Witness):
        # a derivation of something else is a mistake in the derivation; that the claim is false is for numbers to show
        assert verdicts["derivation"] in (Verdict.ERROR, Verdict.INCONCLUSIVE)
    found = [check.counterexample for check in report.checks if check.counterexample is not None]
    assert all(c.left != c.right for c in found)


@pytest.mark.nightly
@pytest.mark.parametrize("slug", sorted(SLOW))
def test_an_eighth_too_much_at_length(slug):
    report = checked(theory.theorem(slug), QUICK | {"monte_carlo"})
    print(f"{slug}: { {check.check: str(check.verdict) for check in report.checks} }")
    assert report.verdict is Verdict.REFUTED
    assert report.counterexample is not None


def test_exceptions_are_theorems():
    slugs = {t.slug for t in theory.theorems()}
    assert slugs >= NOT_SHARP.keys() | SLOW
    kinds = {slug: type(theorem.statement) for slug, theorem in JUDGED.items()}
    assert {kinds[slug] for slug in JUDGED.keys() - LONG} == set(kinds.values())
    assert len(NOT_SHARP) < len(slugs) / 8


def test_unknown_kinds_are_named():
    with pytest.raises(NotImplementedError, match="a int has no version"):
        stronger(3)
