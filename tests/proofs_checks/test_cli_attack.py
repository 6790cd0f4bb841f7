"""``theorycheck attack``."""

import json
import sys

import pytest

import theory
from proofs_checks import cli
from proofs_checks.challenges.mutation import running
from proofs_checks.challenges.mutation.derived import Derived
from proofs_checks.challenges.mutation.exact_judging import ExactPoints
from proofs_checks.exit_codes import Terminated
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import named, toy

EXACT = ("--evidence", "derivation", "--evidence", "exact_points")


@pytest.fixture(autouse=True)
def toys(monkeypatch):
    names = {name: toy(name) for name in ("second_moment", "sizes_alone")}
    monkeypatch.setattr(theory, "theorems", named(names), raising=False)


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["theorycheck", "attack", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return stop.value.code, *capsys.readouterr()

    monkeypatch.chdir(tmp_path)
    return run


def test_a_table_with_totals(command, tmp_path):
    code, out, err = command("--workers", "1", *EXACT)
    assert code == 0
    assert "[1/2] second_moment" in err
    assert "second_moment" in out
    assert "20/20" in out
    assert "killed: refuted by at least one kind of evidence" in out
    assert "admissible points" in out
    assert all(len(line) <= 100 for line in out.splitlines())
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_same_whatever_the_number_of_workers(command):
    documents = [json.loads(command(*EXACT, "--format", "json", "--workers", n)[1]) for n in ("1", "2")]
    timings = [document.pop("timing") for document in documents]
    assert documents[0] == documents[1]
    assert timings[0].keys() == {"second_moment", "sizes_alone"}
    assert documents[0]["evidence"] == ["derivation", "exact_points"]
    (first, _) = documents[0]["theorems"]
    assert first["killed_by"] == {name: {"killed": 20, "of": 20} for name in ("derivation", "exact_points")}
    assert documents[0]["totals"]["killed"] == sum(len(t["mutants"]) for t in documents[0]["theorems"])


def test_a_survivor_is_listed_and_fails(command, monkeypatch):
    monkeypatch.setattr(Derived, "judge", lambda self, statement: Verdict.INCONCLUSIVE)
    monkeypatch.setattr(ExactPoints, "judge", lambda self, statement, points: Verdict.CONFIRMED)
    code, out, _ = command("second_moment", *EXACT)
    assert code == 1
    assert "survived in second_moment: right side: " in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--evidence", "luck"], "--evidence is 'luck': give one of derivation, exact_points"),
        (["--workers", "0"], "0 workers: give at least one"),
        (["--seed", "-1"], "give a whole number of at least 0"),
    ],
)
def test_wrong_usage_is_one_line(command, arguments, complaint):
    code, out, err = command(*arguments)
    assert code == 2
    assert out == ""
    assert complaint in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("stop", "expected"), [(KeyboardInterrupt, 130), (Terminated, 143)])
def test_an_interruption_prints_what_was_finished(command, monkeypatch, stop, expected):
    def interrupted(theorems, *rest):
        yield running.attack_theorem(theorems[0], *rest[:2])
        raise stop

    monkeypatch.setattr(running, "attack_all", interrupted)
    code, out, err = command(*EXACT)
    assert code == expected
    assert "interrupted: 1 of 2 theorems were finished" in err
    assert "incomplete: 1 theorems were not attacked" in out
