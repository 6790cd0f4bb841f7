"""Which pieces of a sentence are one formula, and which are not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory import theorems
from theory.latex.prose import notation_of, prose
from theory.latex.runs import joined_runs


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        (r"$\beta$ $-$ $w$ is", r"$\beta - w$ is"),
        ("$k$ = 0, and $b$ = $c$", "$k = 0$, and $b = c$"),
        (r"$b$ $D$($\Gamma$) $c$", r"$b D(\Gamma)\, c$"),
        (r"$\mathbb{E}$[$y$ $|$ $x$] = $a$", r"$\mathbb{E}[y \mid x] = a$"),
        ("at ($a$, $b$) and", "at $(a, b)$ and"),
        ("$d$ + 1 heads", "$d + 1$ heads"),
        ("2$m^{2}$/$M$", "$2m^{2}/M$"),
        ("is $-$4 $x$", "is $-4 x$"),
        ("the terms are $>$ 0", "the terms are $> 0$"),
        ("$A$ = I", r"$A = \mathbf{I}$"),
        (r"tr($P$) I", r"tr$(P)\, \mathbf{I}$"),
        ("1/($M$ + 1) of", "$1/(M + 1)$ of"),
    ],
)
def test_what_is_one_formula(printed, joined):
    assert joined_runs(printed) == joined


@pytest.mark.parametrize(
    "sentence",
    [
        "$x$, $y$ and $z$",
        r"the inputs $x_{1}$, \dots{}, $x_{M}$ and the query",
        "GD-$x$ and $k$-fold",
        "Theorem 2 $x$",
        "at step 3 $x$ grows",
        "the gain $g$ (the mean of $x$)",
        "the gain $g$ [U+0416]",
        "arXiv 2402.14951, in 2 of 3 cases",
        "$x$ - a remark",
        "$x$ and I",
        r"100\% of $x$ \& $y$",
        "",
    ],
)
def test_what_stays_apart(sentence):
    assert joined_runs(sentence) == sentence


def test_a_remark_in_brackets_is_no_factor():
    assert joined_runs("the gain $g$ ($g$ $>$ 0) grows") == "the gain $g$ $(g > 0)$ grows"


@pytest.mark.parametrize("theorem", theorems(), ids=lambda t: t.slug)
def test_no_theorem_has_formulas_side_by_side(theorem):
    weights = notation_of(theorem)
    texts = [theorem.title, *(a.relation for a in theorem.assumptions if isinstance(a.relation, str))]
    texts += [step.because for part in (theorem, *theorem.parts) for step in part.derivation]
    for text in texts:
        printed = prose(text, weights)
        assert "$ $" not in printed.replace("$ $(", ""), printed
        assert r"\_" not in printed, printed
        assert printed.count("$") % 2 == 0


PIECES = [
    "$x$",
    "$-$",
    "$\\geq$",
    "$|$",
    "$b^{\\top}$",
    "2",
    "I",
    "=",
    "+",
    "/",
    "(",
    ")",
    "[",
    "]",
    ",",
    " ",
    " and ",
    "GD-",
    "\\_",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_is_lost_and_formulas_stay_closed(sentence):
    joined = joined_runs(sentence)
    assert re.sub(r"\\mathbf\{I\}", "I", re.sub(r"\\mid", "|", joined.replace(r"\,", ""))).replace("$", "").replace(
        " ", ""
    ) == sentence.replace("$", "").replace(" ", "")
    assert joined.count("$") % 2 == 0
    for formula in re.findall(r"\$([^$]*)\$", joined):
        depth = 0
        for c in formula:
            depth += (c in "([") - (c in ")]")
            assert depth >= 0, joined
        assert depth == 0, joined
