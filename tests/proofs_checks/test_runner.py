import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.engines.processes import Processes
from proofs_checks.runner import in_dependency_order, run, run_by
from proofs_checks.verdict import CheckResult, Verdict
from tests.proofs_checks.toys import toy


def fails(theorem, context):
    message = "a value\nand a second line"
    raise KeyError(message)


def says(verdict):
    return lambda theorem, context: CheckResult("said", verdict, "")


def refutes_jensen(theorem, context):
    return CheckResult("said", Verdict.REFUTED if theorem.slug == "jensen" else Verdict.CONFIRMED, "")


CHAIN = (
    toy("mean_zero", depends_on=("second_moment",)),
    toy("second_moment", depends_on=("jensen",)),
    toy("sizes_alone"),
    toy("jensen"),
)


def test_a_refuted_premise_skips_all_that_rests_on_it():
    reports = {r.theorem.slug: r for r in run(CHAIN, Context(), checks=[("said", refutes_jensen)])}
    assert {slug: r.verdict for slug, r in reports.items()} == {
        "jensen": Verdict.REFUTED,
        "second_moment": Verdict.SKIPPED,
        "mean_zero": Verdict.SKIPPED,
        "sizes_alone": Verdict.CONFIRMED,
    }
    assert "jensen" in reports["mean_zero"].checks[0].detail
    assert list(reports).index("jensen") < list(reports).index("second_moment") < list(reports).index("mean_zero")


def test_an_exception_is_an_error_and_the_other_checks_run():
    (report,) = run([toy("jensen")], Context(), checks=[("broken", fails), ("said", says(Verdict.CONFIRMED))])
    assert report.verdict is Verdict.ERROR
    assert [check.verdict for check in report.checks] == [Verdict.ERROR, Verdict.CONFIRMED]
    assert report.checks[0].detail.startswith("KeyError: ")
    assert "\n" not in report.checks[0].detail


def test_progress_names_what_is_about_to_run():
    told = []
    list(run(CHAIN[2:], Context(), lambda t, c: told.append((t.slug, c)), [("said", says(Verdict.PROVED))]))
    assert sorted(told) == [("jensen", "said"), ("sizes_alone", "said")]


@pytest.mark.long
def test_findings_do_not_depend_on_the_number_of_processes():
    context = Context()
    chosen = [theory.theorem(slug) for slug in ("attention_on_the_shared_signal", "second_moment_of_sample_covariance")]
    alone, together = (
        [(c.check, c.verdict, c.detail, repr(c.data)) for report in reports for c in report.checks]
        for reports in (run(chosen, context), run_by(chosen, context, Processes(2)))
    )
    assert alone == together


def test_what_was_finished_survives_an_interruption():
    def interrupt(theorem, context):
        if theorem.slug == "sizes_alone":
            raise KeyboardInterrupt
        return CheckResult("said", Verdict.PROVED, "")

    finished = []
    with pytest.raises(KeyboardInterrupt):
        finished.extend(
            iter_into(run([toy("jensen"), toy("sizes_alone")], Context(), checks=[("said", interrupt)]), finished)
        )
    assert [r.theorem.slug for r in finished] == ["jensen"]


def iter_into(reports, finished):
    for report in reports:
        finished.append(report)
    return ()


def test_circles_of_premises_are_named():
    circle = (toy("jensen", depends_on=("mean_zero",)), toy("mean_zero", depends_on=("jensen",)))
    with pytest.raises(ValueError, match=r"circle, .*jensen"):
        in_dependency_order(circle)
