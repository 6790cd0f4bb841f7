import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Basic, Inverse, MatPow, Rational, Trace, Transpose

from tests.theory.latex.balance import require_balanced
from tests.theory.latex.test_expressions import GOLDEN, A, Gamma_star, H, M, Psi, sigma2, tau
from theory import Equality, Expectation
from theory.latex import article_latex, expression_latex, macros, statement_latex, theorem_latex
from theory.registry import theorems

VISIBLE = 10  # points by which a line may pass the margin before a reader sees it
LATEX = shutil.which("pdflatex") or shutil.which("lualatex")

matrices = st.recursive(
    st.sampled_from([A, H, Psi, Gamma_star]),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, c: c * a, inner, st.sampled_from([-1, 2, 1 / M, sigma2 / M, tau + 1, -Rational(3, 7)])),
        st.builds(lambda a: Trace(a) * H, inner),
        st.builds(Transpose, inner),
        st.builds(Inverse, inner),
        st.builds(lambda a: MatPow(a, Rational(1, 2)), inner),
        st.builds(Expectation, inner),
    ),
    max_leaves=12,
)


@given(matrices)
def test_every_formula_is_balanced(matrix: Basic) -> None:
    require_balanced(expression_latex(matrix))
    for environment in (True, False):
        require_balanced(statement_latex(Equality(matrix, Trace(matrix)), environment=environment))


def test_macros_may_be_read_twice_and_beside_others() -> None:
    assert r"\providecommand{\tr}" in macros()
    assert r"\@ifundefined{theorem}" in macros()


def _compile(source: str, folder: Path) -> str:
    if LATEX is None:
        pytest.skip("no LaTeX")
    (folder / "article.tex").write_text(source, encoding="utf-8")
    command = [LATEX, "-interaction=nonstopmode", "-halt-on-error", "article.tex"]
    for _ in range(2):  # the second run knows the labels
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
        assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def test_every_formula_compiles(tmp_path: Path) -> None:
    formulas = [statement_latex(Equality(e, e)) for e, _ in GOLDEN.values() if not e.is_Relational and not e.is_Boolean]
    hostile = "Ж \\ { } % # $ & ^ ~ _ \u0007 𝒦 é β*"
    log = _compile(article_latex(hostile, [macros(), *formulas]), tmp_path)
    assert "Overfull" not in log


@pytest.mark.skipif(LATEX is None, reason="no LaTeX")
def test_registered_theorems_compile_without_a_line_that_is_too_long(tmp_path: Path) -> None:
    log = _compile(article_latex("Theorems", map(theorem_latex, theorems())), tmp_path)
    assert "undefined" not in log
    excess = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert all(points < VISIBLE for points in excess), excess
