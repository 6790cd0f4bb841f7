"""The tutorial: every command on the page is run, in order, and the file it shows is put where it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies import ROOT

PAGE = (ROOT / "docs" / "tutorial" / "your_paper.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(console|python)\n(.*?)```", PAGE, flags=re.DOTALL)


def environment(folder):
    """The command and pytest as they are where the project is installed."""
    for name, module in (("theorycheck", "theorycheck"), ("pytest", "pytest")):
        command = folder / "bin" / name
        command.parent.mkdir(exist_ok=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        command.chmod(0o755)
    return {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",  # as an installed command: the working folder is not looked into
        "PYTEST_ADDOPTS": "-p pytest_theorycheck",
        "THEORYCHECK_STORE": str(folder / "store"),
    }


@pytest.mark.nightly  # twenty seconds; of another tutorial every command is run daily
def test_every_command_works(tmp_path):
    surroundings, place, said = environment(tmp_path), tmp_path, {}
    for kind, text in BLOCKS:
        if kind == "python":
            (path,) = re.findall(r"Put this into `([^`]+)`", PAGE)
            (place / path).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            command = line.removeprefix("$ ")
            assert line.startswith("$ "), line
            if command.startswith("cd "):
                place = place / command.removeprefix("cd ")
                continue
            done = subprocess.run(command, shell=True, cwd=place, env=surroundings, capture_output=True, text=True)
            assert done.returncode == 0, (command, done.stdout, done.stderr)
            said.setdefault(command, []).append(done.stdout)
    failing, right = said["theorycheck show my_paper/best_shrinkage.py --step 2"]
    assert "it fails:" in failing
    assert "the difference of the two sides:" in failing
    assert "it fails:" not in right
    assert "best_shrinkage  PROVED" in said["theorycheck verify my_paper/best_shrinkage.py"][0]
    assert "2 passed" in said["pytest"][0]
    assert "1 passed, 1 deselected" in said["pytest -k best_shrinkage"][0]
    assert r"\newcommand{\tcBestShrinkage}" in Path(place, "theorems.tex").read_text()
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length", "100", "."]
    assert subprocess.run(ruff, cwd=place).returncode == 0
