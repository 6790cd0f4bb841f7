"""Wrong versions of theorems that Coq accepts: each is exported and rejected."""

import json

import pytest

from proofs_checks.challenges.mutation import coq_mutants
from proofs_checks.challenges.mutation.coq_mutants import judged_mutants, main, wrong_versions
from proofs_checks.kernel.checking import check_theorem, exported
from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
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
    "task_shift_is_tolerated",
    "prediction_risk_on_new_task",
)
"""Theorems whose mutants are asked for: together more than two hundred, of every kind of statement."""

WANTED, SHARE = 200, 0.95


@needs_coq
@pytest.mark.nightly
def test_the_theorem_is_accepted_and_some_mutants_of_it_are_not():
    slug = "second_moment_of_sample_covariance"
    assert check_theorem(theorem(slug)).status is KernelStatus.ACCEPTED
    for _, wrong in wrong_versions(theorem(slug))[:3]:
        assert check_theorem(wrong, theorem(slug)).status is KernelStatus.REJECTED


@pytest.mark.parametrize("slug", ACCEPTED[:2])
def test_a_mutant_is_exported_as_what_it_states(slug):
    assert all(exported(wrong, theorem(slug)).result is None for _, wrong in wrong_versions(theorem(slug))[:4])


@needs_coq
@pytest.mark.nightly
def test_nearly_all_mutants_are_exported_and_none_is_accepted():
    found = list(judged_mutants(ACCEPTED))
    assert not [each for each in found if each.status is KernelStatus.ACCEPTED]
    rejected = sum(each.status is KernelStatus.REJECTED for each in found)
    assert len(found) >= WANTED
    assert rejected >= SHARE * len(found), [each for each in found if each.status is not KernelStatus.REJECTED]


def test_a_run_that_was_ended_is_taken_up_again(monkeypatch, tmp_path):
    asked = []

    def answer(wrong, right):
        asked.append(wrong)
        return KernelResult(right.slug, KernelStatus.REJECTED, "same_1: not true")

    monkeypatch.setattr(coq_mutants, "check_theorem", answer)
    file = tmp_path / "mutants.jsonl"
    first = next(judged_mutants(ACCEPTED[:1]))
    file.write_text(json.dumps({**vars(first), "status": str(first.status)}) + "\n")
    asked.clear()
    assert main(file, list(ACCEPTED[:1])) == 0
    assert len(asked) == len(wrong_versions(theorem(ACCEPTED[0]))) - 1
    assert len(file.read_text().splitlines()) == len(asked) + 1


def test_an_accepted_mutant_is_an_error(monkeypatch, tmp_path):
    slug = ACCEPTED[0]
    monkeypatch.setattr(coq_mutants, "check_theorem", lambda wrong, right: KernelResult(slug, KernelStatus.ACCEPTED))
    assert main(tmp_path / "mutants.jsonl", [slug]) == 1
