"""Kinds of evidence are found by their files, and each says all that is to be known of it."""

from pathlib import Path

import pytest

from proofs_checks.evidence import KINDS, kind_named, strength_of, words_of
from proofs_checks.verdict import CheckResult, Verdict
from tests.copies import copied, run

ROOT = Path(__file__).parents[3]
FILES = {path.stem for path in (ROOT / "proofs_checks" / "evidence").glob("*.py")} - {"__init__"}


def test_each_file_is_a_kind():
    assert len(FILES) >= 10
    assert {kind.name for kind in KINDS} == FILES
    assert KINDS[0].name == "derivation"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_has_words_and_a_heading_that_fits(kind):
    assert kind.words == words_of(kind.name)
    assert max(map(len, kind.heading.splitlines())) <= 6
    assert kind_named(kind.name) is kind


def test_what_says_nothing_would_have_caught_nothing():
    assert strength_of(CheckResult("exact_points", Verdict.VACUOUS, "")) == ""
    assert "any size" in strength_of(CheckResult("exact_points", Verdict.CONFIRMED, ""))
    sampled = {"comparisons": [{"smallest_detectable_relative_error": 0.01}, None]}
    assert "1.00%" in strength_of(CheckResult("monte_carlo", Verdict.CONFIRMED, "", sampled))
    assert words_of("premises") == "premises"


SYMMETRIC = '''"""A toy: statements without symbols are taken to be confirmed."""

from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.verdict import CheckResult, Verdict
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "by_name"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED, whatever the theorem."""
    return CheckResult(NAME, Verdict.CONFIRMED, "it has a name")


KIND = EvidenceKind(NAME, ORDER, "by name", "name", check, "a theorem without a name", judges=lambda statement: True)
'''


def with_another_kind(folder, order):
    """A copy of the packages with one file more."""
    copied(folder)
    (folder / "proofs_checks" / "evidence" / "by_name.py").write_text(SYMMETRIC.replace("ORDER", str(order)))
    return folder


@pytest.mark.long
def test_one_file_is_all_that_a_new_kind_needs(tmp_path):
    """It has a column in the table, a line in the details, an entry in JSON, and it judges mutants."""
    folder = with_another_kind(tmp_path, 55)
    text = run(folder, "verify", "random_scale_fails", "--samples", "1000", "--fresh", "--verbose").stdout
    assert "by_name: CONFIRMED  it has a name" in text
    head = next(line for line in text.splitlines() if line.startswith("theorem "))
    assert " name " in head
    assert run(folder, "attack", "--evidence", "nonsense").stderr.endswith("by_name, limits, flow, monte_carlo\n")


def test_two_kinds_of_one_order_are_refused(tmp_path):
    done = run(with_another_kind(tmp_path, 60), "verify", "random_scale_fails")
    assert done.returncode == 2
    assert "two kinds of evidence have the order 60" in done.stderr
