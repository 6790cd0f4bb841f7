import pytest

from theory.latex.names import Weight, glyph
from theory.latex.prose import prose
from theory.latex.text import escaped, label_of


@pytest.mark.parametrize(
    ("name", "weight", "printed"),
    [
        ("x", Weight.BOLD, r"\mathbf{x}"),
        ("beta_star", Weight.BOLD, r"\boldsymbol{\beta}^{\star}"),
        ("Gamma_star", Weight.BOLD, r"\boldsymbol{\Gamma}^{\star}"),
        ("β*", Weight.BOLD, r"\boldsymbol{\beta}^{\star}"),
        ("W_K", Weight.BOLD, r"\mathbf{W}_{K}"),
        ("W_Q1", Weight.BOLD, r"\mathbf{W}_{Q1}"),
        ("W_K_x", Weight.BOLD, r"\mathbf{W}_{K,x}"),
        ("calK", Weight.BOLD, r"\boldsymbol{\mathcal{K}}"),
        ("v_0", Weight.ITALIC, "v_{0}"),
        ("v1", Weight.ITALIC, "v_{1}"),
        ("y_q", Weight.ITALIC, "y_{q}"),
        ("y_query", Weight.ITALIC, r"y_{\mathrm{query}}"),
        ("sigma2", Weight.ITALIC, r"\sigma^{2}"),
        ("lambda_bar", Weight.ITALIC, r"\bar{\lambda}"),
        ("λ̄", Weight.ITALIC, r"\bar{\lambda}"),
        ("mu_j", Weight.ITALIC, r"\mu_{j}"),
        ("excess", Weight.ITALIC, r"\mathrm{excess}"),
    ],
)
def test_a_name_is_typeset(name: str, weight: Weight, printed: str) -> None:
    assert str(glyph(name, weight)) == printed


def test_text_is_made_harmless() -> None:
    assert escaped("50% of a_b & {c} #1 $ ~ ^ \\") == (
        r"50\% of a\_b \& \{c\} \#1 \$ \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    assert escaped("é ≤ β x² Ж") == r"é $\leq$ $\beta$ x$^{2}$ [U+0416]"
    assert escaped("two\nlines") == "two lines"


def test_symbols_in_a_sentence_are_printed_as_in_formulas() -> None:
    weights = {"H": Weight.BOLD, "sigma2": Weight.ITALIC, "beta_star": Weight.BOLD, "d": Weight.ITALIC}
    assert prose("w is N(beta_star, H), i.i.d.", weights) == (
        r"$\mathbf{w}$ is $\mathcal{N}(\boldsymbol{\beta}^{\star}, \mathbf{H})$, i.i.d."
    )
    assert prose("the query's label has a mean wᵀx and variance sigma2", weights) == (
        r"the query's label has a mean $\mathbf{w}^{\top}\mathbf{x}$ and variance $\sigma^{2}$"
    )
    assert prose("costs 5$ & more", weights) == r"costs 5\$ \& more"


def test_a_label_has_no_character_that_tex_acts_on() -> None:
    assert label_of("a_b%{c}") == "thm:a_b--c-"
