"""``theorycheck new``: what it writes passes its own tests and lint, and it never overwrites."""

import re
import subprocess
import sys

import pytest

from proofs_checks.new_paper.writing import new_paper_or_theorem
from tests.copies import ROOT
from tests.theory.latex.compiling import compiled

ENVIRONMENT = {"PYTHONPATH": str(ROOT), "THEORYCHECK_STORE": "", "PATH": "/usr/bin:/bin"}


def done(folder, *command):
    run = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, env=ENVIRONMENT)
    return run.returncode, run.stdout, run.stderr


@pytest.mark.long
def test_a_paper_and_a_theorem_in_it_pass_their_own_tests_and_lint(tmp_path):
    assert done(tmp_path, "theorycheck", "new", "my_paper")[0] == 0
    code, out, _ = done(tmp_path, "theorycheck", "new", "my_paper/next_theorem")
    assert (code, out) == (0, "my_paper/my_paper/next_theorem.py\n")
    project = tmp_path / "my_paper"
    # the plugin is loaded by hand where the project itself is not installed
    code, out, err = done(project, "pytest", "-p", "pytest_theorycheck", "-q")
    assert code == 0, out + err
    assert "2 passed" in out
    for command in (["check"], ["format", "--check"]):
        code, out, err = done(project, "ruff", *command, "--isolated", "--line-length", "100", ".")
        assert code == 0, out + err
    code, out, err = done(tmp_path, "theorycheck", "list", "my_paper")
    assert [line.split()[0] for line in out.splitlines()] == ["first_theorem_of_my_paper", "next_theorem"], err


def test_the_paper_inputs_the_macros(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new_paper_or_theorem("my_paper")
    text = (tmp_path / "my_paper" / "paper.tex").read_text()
    (command,) = re.findall(r"% theorycheck (.*) > theorems.tex", text)
    code, macros, err = done(tmp_path / "my_paper", "theorycheck", *command.split())
    assert code == 0, err
    (tmp_path / "theorems.tex").write_text(macros)
    assert r"\newcommand{\tcFirstTheoremOfMyPaper}" in macros
    assert r"\tcFirstTheoremOfMyPaper" in text
    compiled(text, tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("My-Paper", "'My-Paper': a module has no such name: give small letters"),
        ("class", "'class': a module has that name already"),
        ("numpy", "'numpy': a module has that name already"),
        ("there", r"there exists: give another name, or there/NAME for a new theorem in it"),
        ("there/least_squares_risk", "there holds no package of theorems: theorycheck new there makes one"),
        ("none/gain", "none holds no package of theorems: theorycheck new none makes one"),
        ("paper/least_squares_risk", "there is a theorem least_squares_risk already, in theory.papers"),
        ("paper/gain", "gain.py exists: give another name"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "__init__.py").touch()
    (tmp_path / "paper" / "gain.py").write_text("mine")
    with pytest.raises(ValueError, match=message):
        new_paper_or_theorem(name)
    assert (tmp_path / "paper" / "gain.py").read_text() == "mine"
    assert not list((tmp_path / "there").iterdir())
