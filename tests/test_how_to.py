"""What the pages on adding things show works as it is shown."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sympy import Symbol

from tests.copies import copied, run, run_code
from tests.proofs_checks.evidence.test_kinds import SYMMETRIC
from theory.core.unconvinced import DerivationError
from theory.establishing import derive
from theory.setting import H
from theorycheck import Equality, Step, Theorem, Verdict, verify

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "how-to"


def added_in(page):
    shown = (PAGES / page).read_text(encoding="utf-8")
    return "\n".join(line[1:] for line in shown.splitlines() if line.startswith("+") and not line.startswith("+++"))


def test_one_file_is_all_that_a_theorem_needs(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", (PAGES / "theorem.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    copied(tmp_path)
    slug = "mean_of_sample_covariance"
    (tmp_path / "theory" / "papers" / "linear_transformer_block" / f"{slug}.py").write_text(code)
    assert slug in run(tmp_path, "list").stdout
    checked = run(tmp_path, "verify", slug, "--samples", "1000", "--fresh")
    assert checked.returncode == 0, checked.stderr
    assert f"{slug}  PROVED" in checked.stdout
    assert r"\mathbb{E}" in run(tmp_path, "latex", slug).stdout


PROVED_BY_IT = """
from sympy import symbols
from proofs_checks.context import Context
from proofs_checks.evidence.derivation import check
from theory import Bound, Step, Theorem
from theory.algebra.positivity.spread import Spread
from theory.rules import Below
r, s, t = symbols("r s t", real=True)
def claim(right):
    bound = Bound((r + s + t) ** 2, right)
    steps = (Step(Below((r + s + t) ** 2, (Spread((r, s, t)),)), "the mean square is the larger"),)
    return Theorem(slug="case", title="a case", statement=bound, derivation=steps)
squares = r**2 + s**2 + t**2
print(check(claim(3 * squares), Context()).verdict, check(claim(2 * squares), Context()).verdict)
"""


def test_one_file_is_all_that_a_certificate_needs(tmp_path):
    copied(tmp_path)
    (tmp_path / "theory" / "algebra" / "positivity" / "spread.py").write_text(added_in("certificate.md"))
    done = run_code(tmp_path, "-c", PROVED_BY_IT)
    assert done.stdout == "PROVED ERROR\n", done.stderr


TRIED = """
import theory
from numerics.independent.laws import VIOLATING_LAWS
from proofs_checks.cases.laws_tried import laws_for
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.challenges.breaking import violations
from proofs_checks.report.audit_rows import matrix_of
from sympy import Identity, Trace, ZeroMatrix, symbols
from theory import Equality, Expectation, RandomMatrix, Theorem
theorem = theory.theorem("second_moment_of_sample_covariance")
found = list(violations([theorem], samples=100_000))
print(next(v.outcome for v in found if v.violation == "uniform entries"))
print([VIOLATING_LAWS[law].letter for law in matrix_of(found).laws])
n = symbols("n", integer=True, positive=True)
w = RandomMatrix("w", ZeroMatrix(n, 1), Identity(n), Identity(1))
claim, = claims_of(Theorem(slug="case", title="", statement=Equality(Expectation(Trace(w * w.T)), n)))
print([str(law) for laws in laws_for(claim) for law in laws.values()][-1])
"""


def test_one_file_is_all_that_a_law_needs(tmp_path):
    """It is sampled under the hypothesis that it breaks, has a column, and is tried where two moments are given."""
    copied(tmp_path)
    (tmp_path / "numerics" / "independent" / "laws" / "uniform.py").write_text(added_in("law.md"))
    done = run_code(tmp_path, "-c", TRIED)
    outcome, letters, last = done.stdout.splitlines() or pytest.fail(done.stderr)
    assert (outcome, last) == ("falls", "a uniform law")
    assert letters == "['t', '±1', 'unif', 'skew', 'mean', 'm²']"


def test_one_file_is_all_that_an_output_format_needs(tmp_path):
    """The command takes it, the help names it, the folder of a report holds it, and the page links to it."""
    copied(tmp_path)
    (tmp_path / "proofs_checks" / "formats" / "markdown_table.py").write_text(added_in("output_format.md"))
    checked = ("verify", "random_scale_fails", "--samples", "1000")
    done = run(tmp_path, *checked, "--report", "out", "--format", "markdown")
    assert done.returncode == 0, done.stderr
    table = "| theorem | verdict |\n|---|---|\n| `random_scale_fails` | PROVED |\n"
    assert done.stdout == (tmp_path / "out" / "report.md").read_text() == table
    assert 'href="report.md"' in (tmp_path / "out" / "report.html").read_text()
    assert "markdown" in run(tmp_path, "verify", "-h").stdout
    assert "'markdown' is not one of text, json, html" in run(tmp_path, "audit", "--format", "markdown").stderr


def test_the_kind_of_evidence_shown_is_the_one_that_is_tested():
    added = added_in("kind_of_evidence.md")
    assert added.split("\n", 1)[1].strip() == SYMMETRIC.split("\n", 1)[1].replace("ORDER", "55").strip()


def test_the_rule_shown_proposes_what_the_core_accepts_and_refuses():
    names = {"__name__": "rule_of_the_page"}
    exec(added_in("rule.md"), names)
    rule = names["CommonDenominator"]()
    t, M = Symbol("t", positive=True), Symbol("M", positive=True)
    split, joined = 1 / M + t, (1 + M * t) / M
    theorem = Theorem(slug="joined", title="", statement=Equality(split, joined), derivation=(Step(rule, "joined"),))
    assert derive(theorem).end.expression == joined
    assert verify(theorem).verdict is Verdict.PROVED
    with pytest.raises(DerivationError, match="has no denominator"):
        derive(replace(theorem, statement=Equality(H, H)))


def test_every_way_to_add_something_has_its_page():
    names = "certificate kind_of_evidence kind_of_statement law output_format rule theorem"
    assert sorted(page.stem for page in PAGES.glob("*.md")) == names.split()
    assert all(f"(how-to/{page.name})" in (ROOT / "docs" / "README.md").read_text() for page in PAGES.glob("*.md"))


def test_links_between_pages_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page, link)
