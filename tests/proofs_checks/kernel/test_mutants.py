"""Wrong versions of theorems that Coq accepts: each is exported and rejected."""

from dataclasses import replace

import pytest

from proofs_checks.challenges.mutation.mutants import mutants_of
from proofs_checks.kernel.checking import check_theorem, exported
from proofs_checks.kernel.kernel_result import KernelStatus
from tests.proofs_checks.kernel.coq_here import needs_coq
from theory import theorem

ACCEPTED = (
    "second_moment_of_sample_covariance",
    "risk_of_one_step_gd",
    "block_risk_splits_by_parity",
    "optimal_one_step_gd",
    "risk_of_linear_attention",
    "context_length_mismatch",
    "initialisation_error_is_definite",
    "attention_flow",
    "output_weight_stays_away_from_zero",
    "attention_gap_upper_bound",
)
"""Theorems whose mutants are asked for: together more than two hundred."""

WANTED, SHARE = 200, 0.95


def mutants(slug):
    """The theorem with each wrong statement in the place of its own, corollaries apart."""
    whole = replace(theorem(slug), corollaries=())
    return [replace(whole, statement=mutant.statement) for mutant in mutants_of(whole, whole.statement).chosen]


@needs_coq
@pytest.mark.nightly
def test_the_theorem_is_accepted_and_some_mutants_of_it_are_not():
    slug = "second_moment_of_sample_covariance"
    assert check_theorem(theorem(slug)).status is KernelStatus.ACCEPTED
    for wrong in mutants(slug)[:3]:
        assert check_theorem(wrong, theorem(slug)).status is KernelStatus.REJECTED


@pytest.mark.parametrize("slug", ACCEPTED[:2])
def test_a_mutant_is_exported_as_what_it_states(slug):
    assert all(exported(wrong, theorem(slug)).result is None for wrong in mutants(slug)[:4])


@needs_coq
@pytest.mark.nightly
def test_nearly_all_mutants_are_exported_and_none_is_accepted():
    found = [check_theorem(wrong, theorem(slug)) for slug in ACCEPTED for wrong in mutants(slug)]
    assert not [result for result in found if result.status is KernelStatus.ACCEPTED]
    rejected = sum(result.status is KernelStatus.REJECTED for result in found)
    assert len(found) >= WANTED
    assert rejected >= SHARE * len(found), [str(r) for r in found if r.status is not KernelStatus.REJECTED]
