"""Plausible wrong versions of every theorem are refuted, with a counterexample that holds on a second computation."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest

import theory
from numerics import evaluate
from proofs_checks import Verdict, verify
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from proofs_checks.cases.sampleable import closed
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS
from proofs_checks.runner import check_theorem
from tests.proofs_checks.mutations import EQUALITY, MUTATIONS
from tests.shares import daily

EXACT = {"exact_points", "property_search", "tightness"}
SAMPLES = 20_000
DIGITS = 30

SLOW = {"block_prediction", "block_risk_splits_by_parity"}
"""Theorems in which the search takes seconds to shrink what it found."""

FIRST = tuple(m for m in {m.theorem.slug: m for m in reversed(MUTATIONS)}.values() if m.theorem.slug not in SLOW)
"""One of each theorem, which is put before everything that verify does; the others are at night."""

DAILY = {"second_moment_of_sample_covariance", "risk_of_one_step_gd", "one_step_gd_is_a_block"}
"""A mean, a risk and an identity of matrices: of other theorems each kind of evidence is tried by itself."""
VERIFIED = [m for m in FIRST if m.theorem.slug in DAILY]


def number(text):
    """A value of a counterexample, as it is printed, read back."""
    if isinstance(text, tuple):
        return np.array([number(row) for row in text], dtype=object)
    return mpmath.mpf(text) if "." in text else Fraction(text)


def rounded(value):
    entries = [mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x for x in np.ravel(value)]
    return np.array(entries, dtype=object)


def same(a, b):
    """Roots are printed to 15 digits, all else as fractions."""
    return np.size(a) == np.size(b) and max(abs(rounded(a) - rounded(b))) < 1e-12 * (1 + max(abs(rounded(b))))


def assert_counterexample(theorem, found):
    """By the engine and the evaluator, where the counterexample was found by exact expansion in Gaussian entries."""
    (claim,) = {c for c in claims_of(theorem) if str(c) == found.claim}
    sizes = {s.name for s in dimensions_of(parameters_of(theorem))}
    values = {name: int(text) if name in sizes else number(text) for name, text in found.values.items()}
    with mpmath.workdps(DIGITS):
        left, right = number(found.left), number(found.right)
        for printed, side in ((left, claim.left), (right, claim.right)):
            assert same(printed, evaluate(closed(side), values, precision=DIGITS))
        if claim.relation == "=":
            assert not same(left, right)
        else:
            assert left > right or (claim.relation == "<" and left == right)


def tells_apart(check, verdict):
    """A derivation never refutes: it does not arrive at what is claimed."""
    return verdict in (Verdict.ERROR, Verdict.INCONCLUSIVE) if check == "derivation" else verdict is Verdict.REFUTED


def assert_refuted(mutation, report):
    verdicts = {check.check: check.verdict for check in report.checks}
    assert report.verdict is Verdict.REFUTED, report
    assert report.note == ""
    assert {name for name in mutation.refuted_by if tells_apart(name, verdicts[name])} == mutation.refuted_by, report
    assert str(report.counterexample) in str(report)
    found = [c.counterexample for c in report.checks if c.check in EXACT and c.verdict is Verdict.REFUTED]
    assert found, report
    for counterexample in found:
        assert counterexample.left != counterexample.right or "<" in counterexample.claim
        assert_counterexample(mutation.theorem, counterexample)


def test_wrong_versions_are_wrong_versions_of_theorems():
    assert len({str(m) for m in MUTATIONS}) == len(MUTATIONS)
    assert {m.theorem.slug for m in MUTATIONS} <= {t.slug for t in theory.theorems()}
    assert {m.theorem.slug for m in VERIFIED} == DAILY
    assert {m.theorem.slug for m in FIRST} | SLOW == {m.theorem.slug for m in MUTATIONS}
    for mutation in MUTATIONS:
        assert mutation.theorem != theory.theorem(mutation.theorem.slug)


@pytest.mark.long
@pytest.mark.parametrize("mutation", daily(FIRST, VERIFIED), ids=str)
def test_verify_refutes_wrong_versions(mutation):
    assert_refuted(mutation, verify(mutation.theorem, samples=SAMPLES))


@pytest.mark.parametrize("mutation", [m for m in MUTATIONS if m not in VERIFIED], ids=str)
def test_each_kind_of_evidence_refutes_by_itself(mutation):
    checks = [(name, check) for name, check in CHECKS if name in mutation.refuted_by]
    assert_refuted(mutation, check_theorem(mutation.theorem, Context(), checks=checks))


def test_most_wrong_versions_are_refuted_by_algebra_and_by_arithmetic_alike():
    both = [m for m in MUTATIONS if m.refuted_by >= EQUALITY]
    assert {m.theorem.slug for m in both} == {m.theorem.slug for m in MUTATIONS} - {"attention_gap_lower_bound"}
    assert len(both) >= 20


@pytest.mark.nightly
def test_verify_refutes_every_wrong_version_from_every_seed():
    counts = dict.fromkeys((name for name, _ in CHECKS), 0)
    for mutation in MUTATIONS:
        for seed in range(3):
            report = verify(mutation.theorem, seed=seed)
            assert_refuted(mutation, report)
            for check in report.checks:
                counts[check.check] += tells_apart(check.check, check.verdict)
    print(f"{3 * len(MUTATIONS)} wrong theorems, all refuted; by kind of evidence: {counts}")
    assert all(counts[name] for name in (*EXACT, "derivation", "forward_pass", "monte_carlo"))
