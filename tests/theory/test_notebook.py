import numpy as np
import pytest

from numerics import Estimate
from proofs_checks import verify
from tests.proofs_checks.toys import FALSE, H, toy
from theory import Equality, Theorem
from theory.notebook import Coloured, Formula, Heading, Items, Name, Sentence, ShownInNotebooks, Table

HOSTILE = r"<script>alert(1)</script> & $\href{javascript:alert(1)}{x}$ \(y\)"


class Everything(ShownInNotebooks):
    def notebook_parts(self):
        yield Heading("all of $x$", "name")
        yield Sentence(r"100\% of $a < b$")
        yield Items([r"$\tau > 0$"])
        yield Formula("% Novelty: printed by SymPy\na < b")
        yield Table(("left", "right"), [("1", "2 < 3"), (Name("beta_star"), Coloured("no", "red"))])


def test_parts_are_html_from_top_to_bottom():
    assert Everything()._repr_html_().split("\n")[:4] == [
        '<p><b>all of <math display="inline"><mi>x</mi></math></b> <code>name</code></p>',
        '<p>100% of <math display="inline"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math></p>',
        '<ul><li><math display="inline"><mrow><mi>τ</mi><mo>&gt;</mo><mn>0</mn></mrow></math></li></ul>',
        '<div style="overflow-x: auto"><math display="block">'
        "<!-- Novelty: printed by SymPy --><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math></div>",
    ]
    assert ">left</th>" in Everything()._repr_html_()
    assert "2 &lt; 3" in Everything()._repr_html_()
    assert '<b style="color: red">no</b>' in Everything()._repr_html_()
    assert "<mi>𝜷</mi>" in Everything()._repr_html_()
    assert "<code>beta_star</code>" in Everything()._repr_html_()


def test_latex_is_the_formulas_alone():
    assert Everything()._repr_latex_() == "$$ a < b $$"

    class Words(ShownInNotebooks):
        def notebook_parts(self):
            yield Sentence("no formula")

    assert Words()._repr_latex_() is None


def test_a_statement_and_a_theorem():
    statement = Equality(H, H)
    assert statement._repr_latex_() == r"$$ \mathbf{H} = \mathbf{H} $$"
    html = toy("jensen")._repr_html_()
    assert html.count("<math") == 1
    assert "$" not in html
    assert "<code>jensen</code>" in html


def test_a_report_shows_its_counterexample():
    report = verify(toy("jensen_reversed"))
    html = report._repr_html_()
    assert "REFUTED" in html
    assert "counterexample" in html
    assert report.counterexample.claim.split(" ")[0] in html


@pytest.mark.parametrize(("mean", "shown"), [(1.25, r"$$ 1.25 \pm 0.5 $$"), (1e-9, r"$$ 1 \cdot 10^{-9} \pm 0.5 $$")])
def test_an_estimate(mean, shown):
    assert Estimate(mean, 0.5, 100, 1.0, 0.0)._repr_latex_() == shown


def test_a_matrix_of_estimates_unless_it_is_large():
    def estimate(size):
        return Estimate(np.eye(size), np.eye(size), 100, np.eye(size), np.eye(size), converged=False)

    assert r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}" in estimate(2)._repr_latex_()
    assert estimate(7)._repr_latex_() is None
    assert "was not reached" in estimate(7)._repr_html_()


def test_hostile_text_is_neither_markup_nor_a_formula():
    theorem = Theorem(slug=HOSTILE, title=HOSTILE, statement=FALSE["jensen_reversed"])
    html = theorem._repr_html_()
    assert "<script" not in html
    assert r"\href" not in html
    assert r"\(" not in html
