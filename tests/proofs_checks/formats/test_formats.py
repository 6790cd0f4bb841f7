"""Output formats are found by their files, and each says what it can write."""

import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.formats import FILE_FORMATS, FORMATS, format_named, names_for, standard_output
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.shown_run import ShownRun
from proofs_checks.report.theorem_report import report_of
from proofs_checks.standard_streams import ready_streams
from proofs_checks.verdict import CheckResult, Verdict
from tests.copies import copied, run_code

ROOT = Path(__file__).parents[3]
FILES = {path.stem for path in (ROOT / "proofs_checks" / "formats").glob("*.py")} - {"__init__"}


def test_each_file_is_a_format():
    assert len(FORMATS) == len(FILES) >= 4
    assert names_for("run") == ("text", "json", "latex", "html")
    assert names_for("audit") == ("text", "json", "html")
    assert names_for("attack") == ("text", "json")
    assert [each.file for each in FILE_FORMATS] == ["report.json", "appendix.tex", "report.html"]


@pytest.mark.parametrize("name", names_for("run"))
def test_a_run_is_whole_in_every_format_whatever_became_of_it(name):
    """Each theorem that was asked for is named, what was cut off too, and the last line is ended."""
    stream = StringIO()
    wanted = tuple(map(theory.theorem, ("second_moment_of_sample_covariance", "block_prediction")))
    refuted = report_of(wanted[0], [CheckResult("exact_points", Verdict.REFUTED, "3 is not 4")])
    cut_off = Outcome(wanted, (refuted,), Context())
    format_named(name, "run").run(ShownRun(cut_off), stream)
    text = stream.getvalue()
    assert text.endswith("\n")
    escaped = text.replace(r"\_", "_")
    assert all(theorem.slug in escaped or theorem.title in text for theorem in wanted)
    assert "REFUTED" in text.upper()
    assert '"complete": false' in text if name == "json" else "incomplete" in text.lower()


def test_a_format_that_a_command_has_not_is_refused():
    with pytest.raises(ValueError, match="'html' is not one of text, json"):
        format_named("html", "attack")
    with pytest.raises(ValueError, match="'HTML' is not one of text, json, html"):
        format_named("HTML", "audit")


@pytest.mark.parametrize(
    ("name", "written"), [("json", "σ²\n".encode()), ("html", "σ²\n".encode()), ("text", b"sigma2\n")]
)
def test_a_letter_that_the_terminal_lacks_ends_no_run(monkeypatch, name, written):
    raw = BytesIO()
    narrow = TextIOWrapper(raw, encoding="ascii", write_through=True)
    with pytest.raises(UnicodeEncodeError):
        narrow.write("σ²\n")
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setattr(sys, "stderr", narrow)
    ready_streams()  # as every command does
    standard_output(format_named(name, "run")).write("σ²\n")
    assert raw.getvalue() == written


def test_the_command_line_is_read_without_what_formats_write_with():
    code = "import sys, proofs_checks.cli; print(sorted({'sympy', 'numpy', 'rich.table', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "sympy" not in done.stdout
    assert "numpy" not in done.stdout
    assert "jinja2" not in done.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('OutputFormat("new", 10, run=_run)', "two output formats have the order 10"),
        ('OutputFormat("json", 15, run=_run)', "two output formats have the name 'json'"),
        ('OutputFormat("new", 15, run=_run, file="report.json")', "two output formats have the file 'report.json'"),
        ('OutputFormat("new", 15, file="report.md")', "names the file report.md and writes no run"),
        ('"new"', "'new' is among the formats of proofs_checks.formats"),
    ],
)
def test_twins_and_what_is_no_format_are_refused(tmp_path, given, said):
    copied(tmp_path)
    text = f"from proofs_checks.output_format import OutputFormat\n_run = print\nFORMAT = {given}\n"
    (tmp_path / "proofs_checks" / "formats" / "another.py").write_text(text)
    done = run_code(tmp_path, "-m", "proofs_checks", "list")
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]
