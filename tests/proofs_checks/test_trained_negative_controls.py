"""Wrong versions of every theorem on trained linear attention are refuted."""

import pkgutil

import pytest

from proofs_checks import Verdict, verify
from tests.proofs_checks.trained_mutations import MUTATIONS
from theory.papers import trained_transformers

SLUGS = {module.name for module in pkgutil.iter_modules(trained_transformers.__path__)}

SLOW = {
    "alignment_stays_positive",
    "any_initial_scale_converges",
    "attention_against_least_squares",
    "attention_flow",
    "attention_flow_limit",
    "attention_loss",
    "attention_loss_minimum",
    "attention_minimum_over_all_weights",
    "attention_prediction_is_quadratic",
    "balance_is_conserved",
    "least_squares_risk",
    "off_diagonal_blocks_stay_zero",
    "prediction_risk_on_new_task",
    "query_shift_fails_for_nonlinear_targets",
    "query_shift_is_tolerated",
    "random_covariance_limit",
    "random_scale_limit",
    "rank_one_stationary_points",
    "trained_attention_is_optimal_gd",
    "weights_along_eigenvectors",
}
"""More than a second each: they are put before single kinds of evidence every day."""

FIRST = tuple(
    pytest.param(m, marks=pytest.mark.nightly) if slug in SLOW else m
    for slug, m in {m.theorem.slug: m for m in reversed(MUTATIONS)}.items()
)
"""One of each theorem; the others are at night."""

SAMPLES = 2_000
FOR_SAMPLING_ALONE = {"least_squares_risk": 4_000_000}
"""Draws for a theorem of which there are no exact values."""


def assert_refuted(mutation, seed=0):
    samples = FOR_SAMPLING_ALONE.get(mutation.theorem.slug, SAMPLES)
    report = verify(mutation.theorem, seed=seed, samples=samples)
    assert report.verdict is Verdict.REFUTED, report
    assert report.note == "", report
    return report


def test_every_theorem_has_a_wrong_version():
    assert {m.theorem.slug for m in MUTATIONS} == SLUGS
    assert len({str(m) for m in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", FIRST, ids=str)
def test_verify_refutes_a_wrong_version_of_every_theorem(mutation):
    assert_refuted(mutation)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_verify_refutes_every_wrong_version(seed):
    found = [assert_refuted(m, seed) for m in MUTATIONS]
    refuting = [check.check for report in found for check in report.checks if check.verdict is Verdict.REFUTED]
    counts = {name: refuting.count(name) for name in dict.fromkeys(refuting)}
    print(f"{len(found)} wrong theorems, all refuted, seed {seed}; by kind of evidence: {counts}")
