import shutil
import subprocess

import pytest

from proofs_checks.context import Context
from proofs_checks.report.appendix import AS_PREMISE, appendix_latex, with_premises
from proofs_checks.report.findings import findings_of
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.theorem_report import report_of
from proofs_checks.verdict import CheckResult, Verdict
from tests.proofs_checks.report.outcomes import outcome
from tests.shares import nightly
from tests.theorem_shares import SHORT
from tests.theory.latex.balance import require_balanced
from tests.theory.latex.compiling import compiled, require_lines_that_fit
from theory.registry import theorem, theorems


def test_verdicts_come_from_a_run():
    done = outcome()
    text = appendix_latex(done.wanted, findings_of(done))
    require_balanced(text)
    assert r"\textsc{proved} & derivation; Monte Carlo: inconclusive \\" in text
    assert r"\textsc{refuted} & exact points: refuted \\" in text
    assert "Seed 7" in text


def test_without_a_run_it_says_so_and_names_no_verdict():
    text = appendix_latex(outcome().wanted)
    assert "No run was given" in text
    assert "proved" not in text.split(r"\section{Verdicts}")[1].lower()


def test_an_interrupted_run_is_incomplete():
    done = outcome(finished=1)
    table = appendix_latex(done.wanted, findings_of(done)).split(r"\section{Verdicts}")[1]
    assert "The run is incomplete" in table
    assert table.count("not checked") == 3
    assert "confirmed" not in table


def test_a_premise_that_a_proof_needed_is_not_called_unchecked():
    resting, premise = theorem("risk_of_one_step_gd"), theorem("second_moment_of_sample_covariance")
    proved = report_of(resting, [CheckResult("derivation", Verdict.PROVED, "")])
    refuted = report_of(resting, [CheckResult("exact_points", Verdict.REFUTED, "")])
    for report, expected in ((proved, AS_PREMISE), (refuted, "not checked")):
        found = findings_of(Outcome((resting,), (report,), Context()))
        (row,) = (
            line
            for line in appendix_latex((premise, resting), found).splitlines()
            if premise.title in line and "&" in line
        )
        assert expected in row


def test_premises_come_along_and_first():
    slugs = [t.slug for t in with_premises([theorem("optimal_one_step_gd")])]
    assert slugs[-1] == "optimal_one_step_gd"
    assert slugs.index("second_moment_of_sample_covariance") < slugs.index("risk_of_one_step_gd")


def test_hostile_names_compile(tmp_path):
    done = outcome()
    log = compiled(appendix_latex(done.wanted, findings_of(done)), tmp_path)
    assert "undefined" not in log
    require_lines_that_fit(log)


@pytest.mark.parametrize("printed", [with_premises(SHORT[::16]), nightly(theorems())], ids=["some", "all"])
def test_the_appendix_of_theorems_compiles_without_a_line_that_is_too_long(tmp_path, printed):
    log = compiled(appendix_latex(printed), tmp_path)
    assert "undefined" not in log
    require_lines_that_fit(log)
    if shutil.which("pdftotext") is None:
        pytest.skip("no poppler")
    text = subprocess.run(
        ["pdftotext", tmp_path / "article.pdf", "-"], capture_output=True, text=True, timeout=60
    ).stdout
    assert "No run was given" in text
    assert f"Theorem {len(printed)}" in text
