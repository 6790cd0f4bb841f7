from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sympy import Basic, Inverse, MatPow, Rational, Trace, Transpose

from tests.theory.latex.balance import require_balanced
from tests.theory.latex.compiling import compiled
from tests.theory.latex.test_expressions import GOLDEN, A, Gamma_star, H, M, Psi, sigma2, tau
from theory import Equality, Expectation
from theory.latex import article_latex, expression_latex, macros, statement_latex

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


def test_every_formula_compiles(tmp_path: Path) -> None:
    formulas = [statement_latex(Equality(e, e)) for e, _ in GOLDEN.values() if not e.is_Relational and not e.is_Boolean]
    hostile = "Ж \\ { } % # $ & ^ ~ _ \u0007 𝒦 é β*"
    log = compiled(article_latex(hostile, [macros(), *formulas]), tmp_path)
    assert "Overfull" not in log
