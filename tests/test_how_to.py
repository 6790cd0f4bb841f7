"""What the pages on adding things show works as it is shown."""

import re
from pathlib import Path

import pytest

from tests.copies import copied, run, run_code
from tests.proofs_checks.evidence.test_kinds import SYMMETRIC

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "how-to"


def added_in(page):
    shown = (PAGES / page).read_text(encoding="utf-8")
    return "\n".join(line[1:] for line in shown.splitlines() if line.startswith("+") and not line.startswith("+++"))


@pytest.mark.long
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


@pytest.mark.long
def test_one_file_is_all_that_a_law_needs(tmp_path):
    """It is sampled under the hypothesis that it breaks, has a column, and is tried where two moments are given."""
    copied(tmp_path)
    (tmp_path / "numerics" / "independent" / "laws" / "uniform.py").write_text(added_in("law.md"))
    done = run_code(tmp_path, "-c", TRIED)
    outcome, letters, last = done.stdout.splitlines() or pytest.fail(done.stderr)
    assert (outcome, last) == ("falls", "a uniform law")
    assert letters == "['t', '±1', 'unif', 'skew', 'mean', 'm²']"


@pytest.mark.long
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


@pytest.mark.nightly  # eight seconds
def test_one_file_is_all_that_an_experiment_needs(tmp_path):
    copied(tmp_path)
    (tmp_path / "proofs_checks" / "experiments" / "start_is_forgotten.py").write_text(added_in("experiment.md"))
    assert "start_is_forgotten" in run(tmp_path, "experiment", "list", "--plain").stdout.split()
    done = run(tmp_path, "experiment", "run", "start_is_forgotten", "--report", "out", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "wherever it begins? YES" in done.stdout
    assert (tmp_path / "out" / "figures" / "near-and-far.svg").is_file()
    assert (
        "wherever it begins? YES" in run(tmp_path, "experiment", "show", "start_is_forgotten", "--report", "out").stdout
    )
    refused = run(tmp_path, "experiment", "run", "start_is_forgotten", "--set", "batch=0")
    assert (refused.returncode, refused.stderr) == (2, "error: batch is 0: give a number of at least 1\n")


OF_THE_KIND = """
from sympy import Abs, Symbol, symbols
from theorycheck import Assumption, Increasing, Step, Theorem, rules, verify
s, t = symbols("s t", positive=True)
x, n, a = Symbol("x", real=True), Symbol("n", integer=True, positive=True), Symbol("a", positive=True)
def verdict(quantity, variable, **more):
    steps = (Step(rules.Expand(), "multiplied out"),)
    theorem = Theorem(slug="case", title="", statement=Increasing(quantity, variable), derivation=steps, **more)
    return str(verify(theorem, samples=1000).verdict)
beyond = (Assumption("x is positive", x > 0),)
print(verdict((s + t)**2, t), verdict(a + s, t, notation=((a, t**2),)), verdict(x**2, x, assumptions=beyond))
print(verdict((s - t)**2, t), verdict(a - s, t, notation=((a, -(t**2)),)), verdict(x**2, x))
print(verdict(Abs(x) + x, x), verdict(n**2 + s, n))
"""

THEOREM_OF_THE_KIND = """
from theory.setting import sigma2
from theory.rules import Expand
from theory.statements import Increasing
from theory.theorem_record import Step, Theorem
THEOREM = Theorem(slug="noise_costs", title="Noise costs", statement=Increasing((1 + sigma2)**2 - 1, sigma2),
    derivation=(Step(Expand(), "multiplied out"),))
"""


@pytest.mark.long
def test_one_file_is_all_that_a_kind_of_statement_needs(tmp_path):
    copied(tmp_path)
    before = set(tmp_path.rglob("*.py"))
    (tmp_path / "theory" / "statements" / "increasing.py").write_text(added_in("kind_of_statement.md"))
    assert len(set(tmp_path.rglob("*.py")) - before) == 1
    done = run_code(tmp_path, "-c", OF_THE_KIND)
    proved, refuted, refused = done.stdout.splitlines() or [done.stderr] * 3
    assert set(proved.split()) == {"PROVED"}, proved
    assert set(refuted.split()) <= {"REFUTED", "ERROR"}, refuted
    assert "REFUTED" in refuted
    assert not {"PROVED"} & set(refused.split()), refused
    (tmp_path / "theory" / "papers" / "linear_transformer_block" / "noise_costs.py").write_text(THEOREM_OF_THE_KIND)
    assert "does not decrease in sigma2" in run(tmp_path, "show", "noise_costs").stdout
    assert r"\frac{\partial}{\partial \sigma^{2}}" in run(tmp_path, "latex", "noise_costs").stdout
    attacked = run(tmp_path, "attack", "noise_costs", "--samples", "1000")
    assert "noise_costs" in attacked.stdout, attacked.stderr


@pytest.mark.nightly
def test_the_same_file_elsewhere_makes_no_kind(tmp_path):
    copied(tmp_path)
    (tmp_path / "increasing.py").write_text(added_in("kind_of_statement.md"))
    code = OF_THE_KIND.replace("Increasing, ", "").replace(
        "from sympy", "from increasing import Increasing\nfrom sympy", 1
    )
    done = run_code(tmp_path, "-c", code)
    assert done.stdout, done.stderr
    assert "PROVED" not in done.stdout
    code += "\nfrom theory.establishing import establish"
    code += "\nestablish(Theorem(slug='c', title='', statement=Increasing(t, t)))"
    assert "Increasing, which is not known in a theorem" in run_code(tmp_path, "-c", code).stderr


def test_the_kind_of_evidence_shown_is_the_one_that_is_tested():
    added = added_in("kind_of_evidence.md")
    assert added.split("\n", 1)[1].strip() == SYMMETRIC.split("\n", 1)[1].replace("ORDER", "55").strip()


OF_THE_RULE = """
from sympy import symbols
from theorycheck import Equality, Step, Theorem, rules, setting, verify
t, M = symbols("t M", positive=True)
def theorem(left, right):
    steps = (Step(rules.CommonDenominator(), "over one denominator"),)
    return Theorem(slug="case", title="", statement=Equality(left, right), derivation=steps)
true = theorem(1 / M + t, (1 + M * t) / M)
print(rules.derive(true).end.expression == true.statement.rhs, verify(true).verdict)
print(verify(theorem(1 / M + t, (2 + M * t) / M)).verdict)
rules.derive(theorem(setting.H, setting.H))
"""


def test_one_file_is_all_that_a_rule_needs(tmp_path):
    copied(tmp_path)
    (tmp_path / "theory" / "rules" / "common_denominator.py").write_text(added_in("rule.md"))
    done = run_code(tmp_path, "-c", OF_THE_RULE)
    assert done.stdout == "True PROVED\nREFUTED\n", done.stderr
    assert "H is a matrix, which has no denominator: leave the step out" in done.stderr


def test_every_way_to_add_something_has_its_page():
    names = (
        "audit certificate experiment kind_of_evidence kind_of_statement law output_format reports rule sample_risks "
        "sweep theorem"
    )
    assert sorted(page.stem for page in PAGES.glob("*.md")) == names.split()
    assert all(f"(how-to/{page.name})" in (ROOT / "docs" / "README.md").read_text() for page in PAGES.glob("*.md"))


def test_links_between_pages_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page, link)
