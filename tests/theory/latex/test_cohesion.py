import pytest
from sympy import Derivative, Function, Integral, MatMul, Mod, Not, Q, Rational, Trace, Transpose, symbols

from tests.theory.latex.reading.random_expressions import A, B, Gamma_star, H, d, n, r, s
from theory import FlowBound, Minimum, PositiveSemidefinite
from theory.latex import expression_latex, statement_latex
from theory.latex.cohesion import Tightness, as_base, as_factor, as_term, tightness_of


@pytest.mark.parametrize(
    ("tex", "found"),
    [
        (r"\mathbf{A}", Tightness.ATOM),
        ("x_{1}", Tightness.ATOM),
        ("12.5", Tightness.ATOM),
        (r"\left(a + b\right)", Tightness.ATOM),
        (r"\frac{a + b}{c}", Tightness.ATOM),
        (r"\lVert a - b \rVert_{H}", Tightness.ATOM),
        (r"\begin{pmatrix} a + b & c \end{pmatrix}", Tightness.ATOM),
        (r"\left|{a - b}\right|", Tightness.ATOM),
        ("a^{2}", Tightness.PRODUCT),
        ("a b", Tightness.PRODUCT),
        (r"\operatorname{tr}(a + b)", Tightness.PRODUCT),
        (r"1.0 \cdot 10^{20}", Tightness.PRODUCT),
        ("n!", Tightness.PRODUCT),
        (r"a \sum_{n=1}^{M} b", Tightness.OPEN),
        (r"\nabla f", Tightness.OPEN),
        (r"a \circ b", Tightness.OPERATION),
        (r"n \bmod 2", Tightness.OPERATION),
        ("-a", Tightness.SIGNED),
        (r"-(a + b) c", Tightness.SIGNED),
        ("a + b", Tightness.SUM),
        (r"e^{-a} - b", Tightness.SUM),
        ("a\x1e + b", Tightness.SUM),
        ("a = b", Tightness.RELATION),
        ("a, b", Tightness.RELATION),
        (r"a \mid b", Tightness.RELATION),
        (r"a \novelty b", Tightness.RELATION),
        (r"\begin{cases} a \end{cases}", Tightness.RELATION),
        (r"\text{a + b}", Tightness.RELATION),
        (r"\text{total cost}", Tightness.ATOM),
    ],
)
def test_how_tightly_a_formula_holds_together(tex: str, found: Tightness) -> None:
    assert tightness_of(tex) is found


def test_brackets_go_where_they_are_needed() -> None:
    assert as_term("a + b") == "a + b"
    assert as_term("a = b") == "(a = b)"
    assert as_factor("a + b") == "(a + b)"
    assert as_factor("-a") == "(-a)"
    assert as_factor(r"\sum_{n} a") == r"\sum_{n} a"
    assert as_factor(r"\sum_{n} a", last=False) == r"\left(\sum_{n} a\right)"
    assert as_base("a") == "a"
    assert as_base("a b") == "(a b)"
    assert as_base(r"\frac{1}{2}") == r"\left(\frac{1}{2}\right)"


a, b = symbols("a b")


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ((B - A).subs(A, A + B), r"\mathbf{B} - (\mathbf{A} + \mathbf{B})"),
        ((-A).subs(A, A - B), r"-(\mathbf{A} - \mathbf{B})"),
        (Trace(-A).subs(A, A - B), r"\operatorname{tr}\bigl(-(\mathbf{A} - \mathbf{B})\bigr)"),
        (Transpose(MatMul(-1, A + B)), r"\bigl(-(\mathbf{A} + \mathbf{B})\bigr)^{\top}"),
        (Q.symmetric(A + B), r"\mathbf{A} + \mathbf{B} = (\mathbf{A} + \mathbf{B})^{\top}"),
        (Q.orthogonal(Gamma_star), r"\boldsymbol{\Gamma}^{\star\top} \boldsymbol{\Gamma}^{\star} = \mathbf{I}_{d}"),
        (Q.orthogonal(A - B), r"(\mathbf{A} - \mathbf{B})^{\top} (\mathbf{A} - \mathbf{B}) = \mathbf{I}_{d}"),
        (Q.singular(MatMul(-1, A)), r"\det (-\mathbf{A}) = 0"),
        (Q.normal(A), r"\mathbf{A}^{\top} \mathbf{A} = \mathbf{A} \mathbf{A}^{\top}"),
        (Q.upper_triangular(A + B), r"\mathbf{A} + \mathbf{B} \text{ is upper triangular}"),
        (Not(Q.symmetric(A)), r"\neg (\mathbf{A} = \mathbf{A}^{\top})"),
        (PositiveSemidefinite(A - B), r"\mathbf{A} - \mathbf{B} \succeq 0"),
        (Q.invertible(A - B), r"\det (\mathbf{A} - \mathbf{B}) \neq 0"),
        (Derivative(r * Function("f")(r), r) * s, r"s \frac{d}{d r} r f(r)"),
        (Derivative(Function("f")(r), r) * Trace(H), r"\left(\frac{d}{d r} f(r)\right) \operatorname{tr}(\mathbf{H})"),
        (Integral(r, (r, 0, 1)) * Trace(H), r"\left(\int\limits_{0}^{1} r\, dr\right) \operatorname{tr}(\mathbf{H})"),
        (3 * Mod(n, 2), "% Mod: printed by SymPy\n" + r"3 (n \bmod 2)"),
        (symbols("x", commutative=False) * symbols("a", commutative=False), "x a"),
        (symbols("sigma2", positive=True) ** Rational(1, 4), r"\sqrt{\sigma}"),
    ],
)
def test_formulas(expression: object, printed: str) -> None:
    assert expression_latex(expression) == printed


def test_what_is_derived_or_minimised_has_brackets() -> None:
    flow = statement_latex(FlowBound(quantity=Trace(A) - r, over=(A,), objective=-Trace(A * H), bound=r))
    assert r"\frac{d}{dt}\, \bigl(\operatorname{tr}(\mathbf{A}) - r\bigr)" in flow
    assert r"-\nabla \bigl(-\operatorname{tr}(\mathbf{A} \mathbf{H})\bigr)" in flow
    minimum = statement_latex(Minimum(-Trace(A), over=(A,), at=(d * A,), value=r))
    assert r"\min_{\mathbf{A}} \bigl(-\operatorname{tr}(\mathbf{A})\bigr)" in minimum
