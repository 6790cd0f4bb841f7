from xml.etree import ElementTree

import pytest
from sympy import Basic

from tests.theory.latex.test_expressions import GOLDEN
from theory.latex import expression_latex
from theory.latex.mathml import displayed_mathml, inline_mathml

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def inside(tex):
    return inline_mathml(tex).removeprefix('<math display="inline">').removesuffix("</math>")


@pytest.mark.parametrize("expression", [e for e, _ in GOLDEN.values()])
def test_every_formula_is_read_and_well_formed(expression: Basic) -> None:
    mathml = inline_mathml(expression_latex(expression))
    root = ElementTree.fromstring(mathml)
    text = "".join(root.itertext())
    assert "\\" not in text, text
    assert not any("mathvariant" in e.attrib and e.get("mathvariant") != "normal" for e in root.iter())


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\mathbf{H}", "<mi>𝐇</mi>"),
        (r"\boldsymbol{\beta}", "<mi>𝜷</mi>"),
        (r"\boldsymbol{\Gamma}", "<mi>𝚪</mi>"),
        (r"\boldsymbol{\mathcal{K}}", "<mi>𝓚</mi>"),
        (r"\mathbf{0}", "<mn>𝟎</mn>"),
        (r"\Lambda", '<mi mathvariant="normal">Λ</mi>'),
        (r"M_{\mathrm{test}}", "<msub><mi>M</mi><mi>test</mi></msub>"),
        (r"\min_{x} x", '<munder><mo lspace="0.17em" rspace="0">min</mo><mi>x</mi></munder><mi>x</mi>'),
        (r"\text{a $<$ b \& 100\%}", "<mtext>a\u00a0&lt;\u00a0b\u00a0&amp;\u00a0100%</mtext>"),
    ],
)
def test_letters_are_characters_that_browsers_draw(tex, expected):
    assert expected in inside(tex)


def test_a_large_bracket_has_a_box_of_its_height_beside_it():
    mathml = inside(r"\biggl( x \biggr)^{2}")
    assert mathml.count("<mspace") == 2
    assert "minsize" not in mathml


def test_lines_are_rows_of_two_cells_with_punctuation_behind_the_last():
    mathml = displayed_mathml([("a", "= b"), ("", r"\quad + c")], ".")
    assert mathml.count("<mtr>") == 2
    assert mathml.count("<mtd ") == 4
    assert mathml.endswith("<mtext>.</mtext></mrow></mtd></mtr></mtable></math>")


def test_what_cannot_be_read_is_shown_as_it_is_and_a_comment_stays_one():
    assert "<mtext>x^{2}^{&lt;3}</mtext>" in inside("x^{2}^{<3}")
    assert "<!-- Novelty: printed by SymPy -->" in inside("% Novelty: printed by SymPy\nx")
    assert "-->x" not in inside("% a --> b\nx")
