"""The table of hostile inputs: each is met with the right exit code and one line, what is wrong and what to do.

The quick share runs in this process; ``make nightly`` runs all, in processes of their own where the moment matters, and
prints how many held.
"""

import io
import os
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from proofs_checks import cli
from tests.hostile import moment_rows, place_rows, problem_rows, table_rows
from tests.hostile.row import FILE, Row

ROOT = Path(__file__).parents[2]
ROWS = [*problem_rows.rows(), *table_rows.rows(), *place_rows.rows()]


def run(arguments: tuple[str, ...]) -> tuple[object, str, str]:
    """Exit code, stdout and stderr of a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["theorycheck", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    finally:
        sys.argv = before
    return None, out.getvalue(), err.getvalue()


def faults_of(row: Row, folder: Path) -> list[str]:
    """What did not hold; nothing where all did."""
    path = folder / row.file
    if row.make is not None:
        row.make(path)
    known = {FILE: str(path), "examples/grunfeld_logs.csv": str(ROOT / "examples" / "grunfeld_logs.csv")}
    try:
        code, out, err = run(tuple(known.get(a, a) for a in row.arguments))
    except BaseException as error:
        return [f"{type(error).__name__}: {error}"[:300]]
    said = err.removesuffix("\n")
    held = {
        f"exit code {code}": code == row.code,
        "something on stdout": out == "",
        "another beginning": said.startswith("error: "),
        "not one line that can be shown": said.isprintable() and err.endswith("\n"),
        "a long line": len(said) <= 3100,
        **{f"no {words!r}": words in said for words in row.says},
    }
    return [
        *(fault for fault, is_well in held.items() if not is_well),
        *([said[:500]] if not all(held.values()) else []),
    ]


def test_no_two_rows_of_one_name():
    assert {name: n for name, n in Counter(row.name for row in ROWS).items() if n > 1} == {}
    assert len(ROWS) + len(moment_rows.ROWS) >= 250


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_what_is_said(row, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert faults_of(row, tmp_path) == []


def test_the_table_can_fail(tmp_path):
    assert faults_of(Row("", ("--version",), ()), tmp_path)[0] == "exit code 0"
    assert faults_of(Row("", ("show", "nonsense"), ("another remedy",)), tmp_path)[0] == "no 'another remedy'"


@pytest.mark.nightly
def test_the_whole_table(tmp_path, monkeypatch, capsys):
    failed = {}
    for number, row in enumerate(ROWS):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        if faults := faults_of(row, folder):
            failed[row.name] = faults
    for moment in moment_rows.ROWS:
        if faults := moment.faults(tmp_path):
            failed[moment.name] = faults
    everything = len(ROWS) + len(moment_rows.ROWS)
    with capsys.disabled():
        print(f"\nhostile inputs and moments: {everything - len(failed)} of {everything} held")
    os.chdir(ROOT)
    assert failed == {}
