import json
import os
import subprocess
import sys

import pytest

from proofs_checks import cli
from proofs_checks.command_arguments import slugs_beginning


def run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["theorycheck", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return stop.value.code, *capsys.readouterr()


def test_list_filters_and_says_what_it_found_as_json(monkeypatch, capsys):
    code, out, _ = run(monkeypatch, capsys, "list", "--paper", "2306", "--kind", "minimum", "--format", "json")
    assert code == 0
    entries = json.loads(out)["theorems"]
    assert "attention_loss_minimum" in {entry["slug"] for entry in entries}
    assert all("Minimum" in entry["kinds"] and "2306.09927" in entry["source"] for entry in entries)


def test_list_refuses_a_format_that_it_has_not(monkeypatch, capsys):
    code, _, err = run(monkeypatch, capsys, "list", "--format", "html")
    assert code == 2
    assert "'html' is not one of text, json" in err


@pytest.mark.parametrize(("command", "expected"), [("cite", "@software{theorycheck"), ("examples", "own_claim.py")])
def test_what_there_is_is_printed(monkeypatch, capsys, command, expected):
    code, out, _ = run(monkeypatch, capsys, command)
    assert code == 0
    assert expected in out


def test_doctor_knows_python(monkeypatch, capsys):
    code, out, _ = run(monkeypatch, capsys, "doctor")
    assert code == 0
    assert out.startswith("✓ Python")


def test_a_shell_is_told_what_may_follow():
    asked = {"_THEORYCHECK_COMPLETE": "complete_bash", "COMP_WORDS": "theorycheck verify optimal_o", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-m", "theorycheck"], env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == slugs_beginning("optimal_o") == ["optimal_one_step_gd"]
    assert done.stderr == ""
