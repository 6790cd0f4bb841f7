"""Titles on a terminal of any width, and in a file."""

import io

import pytest

from proofs_checks.theorem_titles import titles
from proofs_checks.titled_lines import write_titled_lines

ROWS = [(slug, "", title) for slug, title in titles().items()]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_line_fits_a_terminal_and_a_file_has_one_line_each(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    terminal, file = Terminal(), io.StringIO()
    write_titled_lines(ROWS, terminal)
    write_titled_lines(ROWS, file)
    assert len(file.getvalue().splitlines()) == len(ROWS)
    assert max(map(len, terminal.getvalue().splitlines())) <= max(columns, max(len(slug) for slug, _, _ in ROWS))
    assert " ".join(terminal.getvalue().split()) == " ".join(file.getvalue().split())
