"""``theorycheck prove``: what it prints can be pasted into the file, which is then PROVED by its own derivation."""

import pytest
from typer.testing import CliRunner

from proofs_checks.cli import app

FILE = """
from sympy import Trace, symbols
from theorycheck import Bound, PositiveSemidefiniteMatrix, Theorem

d = symbols("d", integer=True, positive=True)
P = PositiveSemidefiniteMatrix("P", d)

THEOREM = Theorem(slug="{slug}", title="A bound", statement=Bound({smaller}, {larger}))
"""


@pytest.fixture
def prove(tmp_path):
    def command(slug, smaller, larger):
        path = tmp_path / f"{slug}.py"
        path.write_text(FILE.format(slug=slug, smaller=smaller, larger=larger))
        return path, CliRunner().invoke(app, ["prove", str(path)])

    return command


def test_what_is_printed_proves_the_theorem_in_its_file(prove):
    path, done = prove("trace_of_square", "Trace(P * P)", "Trace(P) ** 2")
    assert done.exit_code == 0, done.output
    text = path.read_text().replace("Trace(P) ** 2))", "Trace(P) ** 2), derivation=derivation)")
    path.with_name("pasted.py").write_text(done.stdout + text.replace("trace_of_square", "pasted"))
    verified = CliRunner().invoke(
        app, ["verify", "-v", str(path.with_name("pasted.py")), "--samples", "1000", "--fresh"]
    )
    assert verified.exit_code == 0, verified.output
    assert "pasted  PROVED" in verified.output
    assert "found by search:" not in verified.output.split("derivation", 1)[1].split("\n")[0]


def test_what_is_not_found_is_said_and_exits_with_3(prove):
    _, done = prove("reversed_bound", "Trace(P) ** 2", "Trace(P * P)")
    assert done.exit_code == 3
    assert "reversed_bound: no certificate was found: visible signs" in done.output
    assert "Traceback" not in done.output
