import pytest

from proofs_checks.report.theorem_report import exit_code, report_of
from proofs_checks.verdict import CONTRADICTION, CheckResult, Counterexample, Verdict, combine
from tests.proofs_checks.toys import toy

V = Verdict


def results(*verdicts):
    return [CheckResult("check", verdict, "") for verdict in verdicts]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], V.VACUOUS),
        ([V.PROVED], V.PROVED),
        ([V.PROVED, V.CONFIRMED], V.PROVED),
        ([V.PROVED, V.INCONCLUSIVE], V.PROVED),
        ([V.PROVED, V.ERROR], V.ERROR),
        ([V.REFUTED, V.ERROR], V.REFUTED),
        ([V.CONFIRMED, V.INCONCLUSIVE, V.VACUOUS], V.CONFIRMED),
        ([V.CONFIRMED, V.REFUTED], V.REFUTED),
        ([V.INCONCLUSIVE, V.VACUOUS], V.INCONCLUSIVE),
        ([V.VACUOUS, V.SKIPPED], V.VACUOUS),
        ([V.INCONCLUSIVE, V.ERROR], V.ERROR),
        ([V.INCONCLUSIVE], V.INCONCLUSIVE),
        ([V.SKIPPED], V.SKIPPED),
    ],
)
def test_combination(found, expected):
    for order in (found, found[::-1]):
        assert combine(results(*order)) == (expected, "")


@pytest.mark.parametrize(
    ("verdict", "cap", "expected"),
    [
        (V.PROVED, V.CONFIRMED, V.CONFIRMED),
        (V.CONFIRMED, V.INCONCLUSIVE, V.INCONCLUSIVE),
        (V.PROVED, V.VACUOUS, V.VACUOUS),
        (V.REFUTED, V.INCONCLUSIVE, V.REFUTED),
        (V.ERROR, V.CONFIRMED, V.ERROR),
        (V.VACUOUS, V.CONFIRMED, V.VACUOUS),
    ],
)
def test_no_theorem_is_better_than_a_cap(verdict, cap, expected):
    capped = CheckResult("derivation", V.INCONCLUSIVE, "", cap=cap)
    found = combine([capped, *results(verdict)])[0]
    assert found is (V.INCONCLUSIVE if expected is V.VACUOUS and cap is V.CONFIRMED else expected)


def test_a_proof_beside_a_refutation_is_a_contradiction():
    assert combine(results(V.PROVED, V.REFUTED)) == (V.REFUTED, CONTRADICTION)


def test_every_verdict_is_explained():
    assert all(verdict.meaning for verdict in Verdict)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([V.PROVED, V.CONFIRMED], 0),
        ([V.PROVED, V.REFUTED, V.ERROR], 1),
        ([V.INCONCLUSIVE], 3),
        ([V.VACUOUS, V.PROVED], 3),
        ([V.SKIPPED], 3),
        ([V.ERROR], 3),
        ([], 0),
    ],
)
def test_exit_code(verdicts, code):
    assert exit_code([report_of(toy("jensen"), results(v)) for v in verdicts]) == code


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [([V.PROVED], 0), ([V.PROVED, V.CONFIRMED], 3), ([V.REFUTED, V.CONFIRMED], 1), ([V.ERROR], 3)],
)
def test_exit_code_where_proofs_are_required(verdicts, code):
    assert exit_code([report_of(toy("jensen"), results(v)) for v in verdicts], V.PROVED) == code


def test_the_shortest_counterexample_is_reported():
    long, short = (Counterexample("x = y", {"x": x}, x, "1") for x in ("12345", "2"))
    found = [CheckResult(name, V.REFUTED, "", counterexample=c) for name, c in (("a", long), ("b", short))]
    report = report_of(toy("jensen"), found)
    assert report.counterexample == short
    assert str(short) in str(report)
