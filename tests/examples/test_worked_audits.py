"""The worked audits run on the tables that packages ship, and the page shows what they print."""

from functools import cache

import pytest

from examples import worked_audits
from proofs_checks import audit_table
from proofs_checks.auditing.grouped_hypotheses import Standing, grouped
from proofs_checks.report.audit_text import print_audit
from proofs_checks.report.terminal import console_for
from tests.copies import ROOT

PAGE = worked_audits.PAGE.read_text(encoding="utf-8")


@cache
def audited(number):
    """The audit of the table of that number, made once in a process."""
    return worked_audits.WORKED[number].audit()


@pytest.fixture(params=range(len(worked_audits.WORKED)), ids=lambda number: worked_audits.WORKED[number].title)
def worked(request):
    return worked_audits.WORKED[request.param], audited(request.param)


def test_the_page_shows_what_the_audits_print(worked):
    about, report = worked
    assert worked_audits._section(about, report).strip() in PAGE
    assert about.licence in PAGE


def test_the_code_on_the_page_is_the_call(worked):
    """what is shown, run, gives the report of the table that was built beside it"""
    import numpy

    from theorycheck import audit_table

    about, report = worked
    names = {"numpy": numpy, "audit_table": audit_table}
    exec(about.code, names)
    assert vars(names["report"].summary) == vars(report.summary)


def broken(report):
    return {h.names[0] for h in grouped(report.hypotheses) if h.standing is Standing.BROKEN and not h.special}


def test_the_examples_show_what_they_are_chosen_for():
    panel, unequal, votes = map(audited, range(3))
    assert (panel.data.rows, panel.data.tasks) == (220, 11)
    assert panel.signal_to_noise.value > 3
    assert "independent noise" in broken(panel)
    sizes = unequal.data.shown.rows
    assert sizes[0] > 5 * sizes[-1]
    assert unequal.signal_to_noise.value < 0.5
    assert unequal.irreducible_share.value > 0.3
    assert {"Gaussian inputs", "independent noise"} <= broken(votes)


def test_the_readme_shows_what_the_command_prints(capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    table = ROOT / "examples" / "grunfeld_logs.csv"
    print_audit(audit_table(table, task="firm", target="log_invest"), console_for())
    five_lines = capsys.readouterr().out.split("\n\n")[0]
    assert five_lines in (ROOT / "README.md").read_text(encoding="utf-8")
