"""Names of columns in the reports on a table: of any length, with whatever characters in them."""

import json

import numpy as np
import pytest

from proofs_checks import audit_table
from proofs_checks.auditing.column_labels import column_labels
from proofs_checks.settings.presentation.text_widths import LONGEST_LABEL


@pytest.mark.parametrize("names", [["a", "b"], ["β*", "naïve"], ["x" * LONGEST_LABEL, "y"]])
def test_what_is_no_trouble_stays(names):
    assert column_labels(names) == tuple(names)


def test_no_two_are_one():
    names = ["x" * 200 + c for c in "abc"] + ["x" * LONGEST_LABEL + "… (2)", "a\u202e", "a\\u202e", "\x1b[31m"]
    labels = column_labels(names)
    assert len(set(labels)) == len(names)
    assert all(label.isprintable() and len(label) <= LONGEST_LABEL + 10 for label in labels)


@pytest.fixture
def hostile_table(tmp_path):
    rng = np.random.default_rng(0)
    folder = tmp_path / "a\u202eb"
    folder.mkdir()
    path = folder / "t\x1b[31m.csv"
    header = ["task", "y\u202e", "long" * 5000, "\x1b]0;owned\x07", "<script>alert(1)</script>", "$\\input{x}"]
    rows = [[f"t{i % 6}", *map(str, rng.normal(size=5).round(3))] for i in range(60)]
    path.write_text("\n".join(",".join(row) for row in [header, *rows]), encoding="utf-8")
    return path


@pytest.mark.long
def test_a_report_on_such_a_table(hostile_table, capsys):
    from proofs_checks.report.audit_html import audit_as_html
    from proofs_checks.report.audit_text import print_audit
    from proofs_checks.report.terminal import console_for

    report = audit_table(hostile_table, task="task", target="y\u202e", draws=100)
    print_audit(report, console_for())
    page = audit_as_html(report)
    for text in (capsys.readouterr().out, page, report.to_json()):
        assert all(line.isprintable() for line in text.splitlines())
        assert "long" * 26 not in text.replace("\n", "")
        assert "\\u202e" in text or "\\\\u202e" in text
    assert "<script>alert" not in page
    assert json.loads(report.to_json())
