"""What is concluded from what Coq says, and how it is shown beside a verdict."""

import json
from dataclasses import replace

import pytest

from proofs_checks.context import Context
from proofs_checks.kernel import checking, compiling
from proofs_checks.kernel.checking import check_theorem
from proofs_checks.kernel.compiling import Compiled, NoCoqError
from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from proofs_checks.report.as_json import to_json
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.terminal import console_for, print_table
from proofs_checks.report.theorem_report import KERNEL_CONTRADICTION, exit_code, report_of
from proofs_checks.verdict import CheckResult, Verdict
from theory import theorem

SLUG = "second_moment_of_sample_covariance"
PROVED = report_of(theorem(SLUG), [CheckResult("derivation", Verdict.PROVED, "")])
REFUTED = report_of(theorem(SLUG), [CheckResult("exact_points", Verdict.REFUTED, "")])
REJECTED = KernelResult(SLUG, KernelStatus.REJECTED, "same_1: not true")


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (Compiled(2.0), KernelStatus.ACCEPTED, ""),
        (Compiled(2.0, "0.same_0", "No applicable tactic."), KernelStatus.REJECTED, "same_0"),
        (Compiled(2.0, "0.same_1_left", "has type"), KernelStatus.REJECTED, "has type"),
        (Compiled(2.0, "0.same_step_1", "Unable to unify"), KernelStatus.REJECTED, "unify"),
        (Compiled(2.0, f"0.{SLUG}", "Cannot apply lemma"), KernelStatus.REJECTED, "Cannot apply"),
        (Compiled(2.0, "0.left_out_2", "No applicable tactic."), KernelStatus.NOT_EXPORTED, "left_out_2"),
        (Compiled(99.0, "", "no answer", out_of_time=True), KernelStatus.NOT_EXPORTED, "no answer"),
    ],
)
def test_what_coq_says_is_told_apart(monkeypatch, answer, status, reason):
    monkeypatch.setattr(checking, "compile_file", lambda name, text: answer)
    found = check_theorem(theorem(SLUG))
    assert (found.status, reason in found.reason) == (status, True)


def test_without_coq_nothing_is_run(monkeypatch):
    compiling.library.cache_clear()
    monkeypatch.setattr(compiling.shutil, "which", lambda name: None)
    with pytest.raises(NoCoqError, match="make kernel"):
        compiling.library()
    assert check_theorem(theorem(SLUG)).status is KernelStatus.NOT_RUN
    compiling.library.cache_clear()


def test_a_theorem_that_is_refused_says_why():
    found = check_theorem(theorem("initialisation_error_decays"))
    assert found.status is KernelStatus.NOT_EXPORTED
    assert "FlowBound" in found.reason


@pytest.mark.parametrize("text", ["Axiom a : False.", "Lemma a : False. Admitted.", "Parameter a : False."])
def test_a_file_that_assumes_something_is_not_accepted(monkeypatch, tmp_path, text):
    monkeypatch.setattr(compiling, "library", lambda: tmp_path)
    assert "assumes" in compiling.compile_file("small", text).why


def test_rejected_beside_proved_is_a_contradiction():
    assert PROVED.with_kernel(REJECTED).note == KERNEL_CONTRADICTION
    assert exit_code([PROVED]) == 0
    assert exit_code([PROVED.with_kernel(REJECTED)]) == 3
    assert not REFUTED.with_kernel(REJECTED).note


def test_it_is_shown_in_text_and_json(capsys):
    shown = PROVED.with_kernel(KernelResult(SLUG, KernelStatus.ACCEPTED, seconds=2.0))
    outcome = Outcome((shown.theorem,), (shown,), Context())
    document = json.loads(to_json(outcome))
    assert document["theorems"][0]["kernel"] == {"status": "accepted", "reason": ""}
    assert document["timing"][SLUG]["kernel"] == 2.0
    assert "kernel" not in json.loads(to_json(replace(outcome, reports=(PROVED,))))["theorems"][0]
    print_table(outcome, console_for())
    text = capsys.readouterr().out
    assert "kernel" in text
    assert "accepted" in text
