import pytest
from sympy import Basic, Gt, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix, oo

from tests.theory.latex.balance import require_balanced
from tests.theory.latex.test_expressions import (
    GOLDEN,
    A,
    Gamma,
    Gamma_star,
    H,
    M,
    Psi,
    X,
    beta,
    beta_star,
    d,
    sigma2,
    tau,
)
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Source,
    Theorem,
)
from theory.latex import statement_latex, theorem_latex
from theory.latex.layout import LINE
from theory.latex.width import width


def test_a_short_equality_is_one_line() -> None:
    assert statement_latex(Equality(Trace(A), tau)) == r"\[ \operatorname{tr}(\mathbf{A}) = \tau \]"
    assert statement_latex(Bound(Trace(A), tau), environment=False) == r"\operatorname{tr}(\mathbf{A}) \leq \tau"


def test_a_limit_is_joint_or_iterated_the_first_to_tend_innermost() -> None:
    s, t = Symbol("s", positive=True), Symbol("t", positive=True)
    joint, in_turn = (Limit(t / s - t, (t, s), oo, tau, in_turn=turn) for turn in (False, True))
    assert r"\text{as } t, s \to \infty" in statement_latex(joint)
    iterated = r"\lim_{s \to \infty} \lim_{t \to \infty} \left(\frac{t}{s} - t\right) = \tau"
    assert statement_latex(in_turn, environment=False) == iterated
    assert in_turn.lines()[-1] == "→ tau as t → oo, then s → oo"
    assert joint.lines()[-1] == "→ tau as t, s → oo"
    long = Limit(sum(Trace(A * Gamma * A) * Symbol(f"c_{i}") / t for i in range(12)), (t, s), oo, tau, in_turn=True)
    require_balanced(statement_latex(long))
    assert all(width(line) < LINE + 4 for line in statement_latex(long).split("\n")[1:-1])


def test_bounds_keep_their_relations() -> None:
    assert statement_latex(Bound(tau, sigma2), environment=False) == r"\tau \leq \sigma^{2}"
    assert statement_latex(LoewnerBound(A, H), environment=False) == r"\mathbf{A} \preceq \mathbf{H}"
    assert statement_latex(Equality(A, H), environment=False) == r"\mathbf{A} = \mathbf{H}"


def test_a_long_one_is_broken_at_the_relation_and_between_terms() -> None:
    terms = [Trace(A * H**0 * Psi * Symbol(f"c_{i}") * Gamma * A) for i in range(12)]
    printed = statement_latex(Equality(tau, sum(terms, sigma2)))
    lines = printed.split("\n")
    assert lines[0] == r"\begin{align*}"
    assert lines[1].startswith(r"  \tau & = ")
    assert all(line.lstrip(" &").startswith(r"\quad + ") for line in lines[2:-1])
    assert all(width(line) < LINE + 4 for line in lines[1:-1])
    require_balanced(printed)


def test_a_long_expectation_is_broken_inside_its_bracket() -> None:
    inside = sum((Symbol(f"c_{i}") * Trace(X.T * X * A * Gamma) for i in range(12)), Symbol("c"))
    printed = statement_latex(Bound(tau, Expectation(inside)))
    assert r"\mathbb{E}\bigl[" in printed
    assert printed.count("\\\\\n") >= 2
    assert all(width(line) < LINE + 4 for line in printed.split("\n")[1:-1])
    require_balanced(printed)


def test_a_minimum_says_where_it_is_attained() -> None:
    minimum = Minimum(Trace(H * Gamma) ** 2, over=(beta, Gamma), at=(beta_star, Gamma_star), value=tau, unique=True)
    printed = statement_latex(minimum)
    assert r"\min_{\boldsymbol{\beta}, \boldsymbol{\Gamma}} \operatorname{tr}" in printed
    assert r"\text{attained only at } \boldsymbol{\beta} = \boldsymbol{\beta}^{\star}," in printed
    require_balanced(printed)


def test_a_relation_of_sympys_is_printed_too() -> None:
    assert statement_latex(Gt(tau, 0)) == r"\[ \tau > 0 \]"


def _theorem(**changes: object) -> Theorem:
    fields: dict[str, object] = {
        "slug": "a_slug",
        "title": "100% of σ² & more",
        "statement": Equality(Trace(A), tau),
        "notation": ((tau, Trace(H * Psi) + sigma2), (A, Inverse(Psi + H))),
        "assumptions": (Assumption("labels vary", tau > 0),),
        "source": Source("arXiv 2402.14951", "a_b"),
    }
    return Theorem(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_theorem_has_title_label_hypotheses_notation_source_and_proof() -> None:
    printed = theorem_latex(_theorem())
    require_balanced(printed)
    assert printed.startswith(r"\begin{theorem}[{100\% of $\sigma^{2}$ \& more}]\label{thm:a_slug}")
    assert r"Assume labels vary: $\tau > 0$. Then" in printed
    assert r"\tau = \operatorname{tr}(\mathbf{H} \boldsymbol{\Psi}) + \sigma^{2}," in printed
    assert "Source: arXiv 2402.14951" in printed
    assert "Both sides are evaluated in closed form" in printed
    assert printed.endswith(r"\end{proof}")


def test_several_hypotheses_are_a_list() -> None:
    hypotheses = (Assumption("noise", "N(0, sigma2), independent"), Assumption("M large", d < M))
    printed = theorem_latex(_theorem(assumptions=hypotheses))
    assert r"\item noise: $\mathcal{N}(0, \sigma^{2})$, independent;" in printed
    assert r"\item $M$ large: $d < M$." in printed


@pytest.mark.parametrize("expression", [e for e, _ in GOLDEN.values() if not e.is_Relational and not e.is_Boolean])
def test_every_equality_is_balanced(expression: Basic) -> None:
    for environment in (True, False):
        require_balanced(statement_latex(Equality(expression, expression), environment=environment))


def test_a_flow_that_converges_says_from_where_to_where() -> None:
    v, c = MatrixSymbol("v", d, 1), Symbol("c", real=True)
    claim = FlowConvergence(Trace(v.T * v) + c**2, (v, c), (beta, 3), (ZeroMatrix(d, 1), 0))
    printed = statement_latex(claim)
    require_balanced(printed)
    assert r"(\dot{\mathbf{v}}, \dot{c}) = -\nabla" in printed
    assert r"\text{from } \mathbf{v}(0) = \boldsymbol{\beta},\quad c(0) = 3" in printed
    assert r"\text{converges: } \mathbf{v} \to \mathbf{0},\quad c \to 0" in printed
