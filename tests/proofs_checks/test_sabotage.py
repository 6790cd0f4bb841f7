"""Bugs planted in the tool itself: each turns a verdict, or makes two kinds of evidence contradict each other."""

from functools import cache

import numpy as np
import pytest
from sympy import Trace

import theory
from numerics import evaluate
from proofs_checks import verify
from proofs_checks.context import Context
from proofs_checks.evidence import derivation
from proofs_checks.verdict import CONTRADICTION, Verdict
from tests.proofs_checks.bugs import BUGS, SUBJECTS, A, B
from tests.proofs_checks.planting import forget, planted
from tests.proofs_checks.trusted_base_bugs import BASE_BUGS, BASE_SUBJECTS
from tests.shares import daily_but

LONG = {
    "a bound is read backwards",
    "an inverse meets its argument with a wrong sign",
    "evaluate forgets to transpose",
    "everything is equal",
    "a sum over eigenvalues sees the largest one only",
    "evaluate swaps a product",
    "cyclic words lose their transposition marks",
    "every matrix passes for semidefinite",
    "the engine takes the row covariance for the column covariance",
    "every mean exists",
    "push-through leaves the inverse as it is",
    "completing the square forgets the factor one half",
    "the engine drops a trace term",
    "exact points forget means",
    "the last step of a derivation is skipped",
    "an equation is turned over",
    "exact points use a wrong fourth moment",
    "the engine drops a trace term, and so did the author",
    "a step is not checked to follow",
    "a bound is multiplied by any number",
}
"""Bugs that take a second or more, beside others of the same file or of the same kind."""


@cache
def sound(name):
    forget()
    return verify(subject(name))


def subject(name):
    known = {**SUBJECTS, **BASE_SUBJECTS}
    return known[name] if name in known else theory.theorem(name)


@pytest.mark.parametrize("bug", daily_but([*BUGS, *BASE_BUGS], LONG, str), ids=str)
def test_planted_bugs_are_seen(bug):
    before = sound(bug.subject)
    assert (before.verdict, before.note) == (bug.before, ""), before
    with planted(bug.where, bug.old, bug.new):
        after = verify(subject(bug.subject))
    assert (after.verdict, after.note) == (bug.after, CONTRADICTION if bug.note else ""), after
    assert (after.verdict, after.note) != (before.verdict, before.note)


def test_a_mean_that_does_not_exist_is_seen_by_the_derivation():
    """Daily in the place of the whole verdict, for which twenty seconds are sampled."""
    (bug,) = (bug for bug in BASE_BUGS if bug.name == "every mean exists")
    stated = subject(bug.subject)
    forget()
    assert derivation.check(stated, Context()).verdict is not Verdict.PROVED
    with planted(bug.where, bug.old, bug.new):
        assert derivation.check(stated, Context()).verdict is Verdict.PROVED


def test_what_was_planted_is_gone():
    loud = "1 / 0"
    with (
        planted("numerics.evaluation.walk:_mat_mul", "factored(node, evaluation)", loud),
        pytest.raises(ZeroDivisionError),
    ):
        evaluate(A * B, {A: np.eye(2), B: np.eye(2)})
    assert np.array_equal(evaluate(A * B, {A: np.eye(2), B: np.eye(2)}), np.eye(2))
    with (
        planted("theory.algebra.words.word_operations:close", "dimension = word[0].rows", loud),
        pytest.raises(ZeroDivisionError),
    ):
        theory.expectation(Trace(A * B))
    assert theory.equal(theory.expectation(Trace(A * B)), Trace(B * A))
    with (
        pytest.raises(AssertionError, match="occurs 0 times"),
        planted("numerics.evaluation.walk:_mat_mul", "nonsense", ""),
    ):
        pass
