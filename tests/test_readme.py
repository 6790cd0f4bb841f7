"""The README's commands exist; the table of theorems names every one of them, with its verdict."""

import re

import pytest
from typer.main import get_command

import theory
from proofs_checks.cli import app
from tests.copies import ROOT

TEXT = "\n".join(
    (ROOT / page).read_text(encoding="utf-8")
    for page in ("README.md", "docs/how-to/reports.md", "docs/how-to/sample_risks.md", "docs/theorems.md")
)

COMMANDS = [
    line.split("#")[0].split(">")[0].split()[1:] for line in re.findall(r"^theorycheck .*", TEXT, flags=re.MULTILINE)
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_commands_shown_exist_with_these_options(words):
    name, *arguments = words
    parsed = get_command(app).commands[name].make_context(name, list(arguments))
    assert str(arguments[-1]) in map(str, parsed.params.values()) or arguments[-1] in parsed.params["names"]


def rows():
    table = TEXT.split("<!-- theorems -->")[1].split("<!-- end of theorems -->")[0]
    return [tuple(cell.strip(" `") for cell in line.split("|")[1:-1]) for line in table.strip().splitlines()[2:]]


def test_the_table_names_every_theorem():
    assert [(slug, title) for slug, title, _ in rows()] == [(t.slug, t.title) for t in theory.theorems()]
    assert {verdict for *_, verdict in rows()} <= {"PROVED", "CONFIRMED"}


@pytest.mark.nightly
def test_the_table_shows_what_a_run_finds():
    from proofs_checks.context import Context
    from proofs_checks.engines.processes import Processes
    from proofs_checks.runner import run_by

    found = [(r.theorem.slug, str(r.verdict)) for r in run_by(theory.theorems(), Context(), Processes(2))]
    print(f"{len(found)} verdicts compared with the page")
    assert sorted(found) == sorted((slug, verdict) for slug, _, verdict in rows())
