import io

import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS, KINDS
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.terminal import console_for, print_line, print_table
from proofs_checks.report.theorem_report import report_of
from proofs_checks.verdict import CheckResult, Verdict
from tests.proofs_checks.report.outcomes import outcome


def _table(done):
    file = io.StringIO()
    print_table(done, console_for(file))
    return file.getvalue()


def test_the_table_fits_and_says_what_its_signs_mean():
    shown = _table(outcome())
    assert all(len(line) <= 100 for line in shown.splitlines())
    assert "PROVED" in shown
    assert "? inconclusive" in shown
    assert "✗ refuted" in shown


def test_verdicts_stand_whole_beside_every_kind_of_evidence():
    theorem = theory.theorem("query_shift_fails_for_nonlinear_targets")
    checks = [CheckResult(name, Verdict.CONFIRMED, "") for name, _ in CHECKS if name not in {"given_values", "kernel"}]
    shown = _table(Outcome((theorem,), (report_of(theorem, checks),), Context()))
    assert shown.splitlines()[2].startswith(theorem.slug)
    assert shown.splitlines()[2].endswith("CONFIRMED")
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_an_interrupted_run_is_incomplete():
    shown = _table(outcome(finished=1))
    assert shown.count("not checked") == 2
    assert "incomplete: nothing is known of 2 theorems" in shown


@pytest.mark.parametrize("variable", ["NO_COLOR", None])
def test_colours_can_be_switched_off(monkeypatch, variable):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    coloured = "\x1b[32m" in _table(outcome()) or "\x1b[1;31m" in _table(outcome())
    assert coloured is (variable is None)


@pytest.mark.parametrize(("columns", "width"), [("57", 57), ("140", 140), ("0", 100), ("many", 100), ("", 100)])
def test_columns_is_respected_also_in_a_pipe(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert console_for(io.StringIO()).width == width


def test_a_theorem_that_passed_is_one_line():
    file = io.StringIO()
    for report in outcome().reports:
        if report.passed:
            print_line(report, console_for(file))
    lines = file.getvalue().splitlines()
    assert len(lines) == sum(report.passed for report in outcome().reports) > 0
    assert "  PROVED  " in lines[0]


def test_no_heading_breaks_a_word():
    assert not any("-\n" in kind.heading for kind in KINDS)
