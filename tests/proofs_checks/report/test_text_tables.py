import io

import pytest
from rich.console import Console
from rich.text import Text

from proofs_checks.report.text_tables import print_rows

ROWS = [("tr(HΨ)/σ²", "16.49", "", Text("an uncommonly long remark, which needs several lines on a narrow screen"))]


def printed(width):
    file = io.StringIO()
    print_rows(Console(file=file, width=width), "Title", ("figure", "value", "theorems", ""), ROWS)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_wide_terminals_have_columns():
    lines = printed(100)
    assert lines[:2] == ["", "Title"]
    assert lines[2].split() == ["figure", "value", "theorems"]
    assert lines[3].startswith("tr(HΨ)/σ²  16.49 ")


@pytest.mark.parametrize("width", [30, 40, 71])
def test_narrow_ones_have_paragraphs_of_whole_words(width):
    lines = printed(width)
    assert lines[2] == "tr(HΨ)/σ²"
    assert all(line.startswith("  ") and len(line) <= width for line in lines[3:])
    assert " ".join(" ".join(lines[3:]).split()) == f"16.49, {ROWS[0][-1]}"


def test_counts_keep_their_name():
    file = io.StringIO()
    print_rows(Console(file=file, width=40), "", ("name", "theorems"), [("noise", "24"), ("none", "")])
    assert file.getvalue().split("\n")[1:4] == ["noise", "  theorems: 24".ljust(40), "none"]


def test_what_a_table_holds_is_no_markup():
    file = io.StringIO()
    print_rows(Console(file=file, width=100), "", ("column", "values"), [("[red]a", "[/b]")])
    assert "[red]a" in file.getvalue()
    assert "[/b]" in file.getvalue()
