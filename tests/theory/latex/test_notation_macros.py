import re
import subprocess

import pytest

from tests.theory.latex.compiling import compiled
from theory.latex import article_latex, theorem_latex
from theory.latex.notation_macros import NOTATION, in_macros
from theory.registry import theorem, theorems


@pytest.mark.parametrize(
    ("spelt", "short"),
    [
        (r"\operatorname{tr}x", r"\tr x"),
        (r"\operatorname{tr}\left(x\right)", r"\tr\left(x\right)"),
        (r"x^{\top}y", r"x\T y"),
        (r"\beta^{\star\top}", r"\beta^{\star\top}"),
        (r"\lVert \lVert x \rVert y \rVert", r"\lVert \norm{x} y \rVert"),
        (r"\left\lVert x \right\rVert", r"\left\lVert x \right\rVert"),
        ("\\lVert a \\\\\n & + b \\rVert", "\\lVert a \\\\\n & + b \\rVert"),
    ],
)
def test_what_is_written_short_and_what_is_not(spelt, short):
    assert in_macros(spelt) == short


@pytest.mark.long
def test_the_macros_stand_for_what_was_spelt_out():
    meanings = dict(re.findall(r"\\providecommand\{(\\[A-Za-z]+)\}\{(.*)\}$", NOTATION, flags=re.MULTILINE))
    for stated in theorems():
        spelt = theorem_latex(stated, proof=False)
        back = re.sub(r"\\norm\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", r"\\lVert \1 \\rVert", in_macros(spelt))
        for name, meaning in meanings.items():
            back = re.sub(rf"{re.escape(name)}(?![A-Za-z])( (?=[A-Za-z]))?", lambda _, m=meaning: m, back)
        # a space before a letter ends the name of a macro, and says nothing in mathematics
        assert back == re.sub(r"(\^\{\\top\}|\{E\}|\{tr\}) (?=[A-Za-z])", r"\1", spelt), stated.slug


def test_the_macros_of_a_paper_win(tmp_path):
    own = r"\newcommand{\tr}{\operatorname{Spur}}"
    text = article_latex("Own notation", [theorem_latex(theorem("risk_of_one_step_gd"), proof=False)])
    compiled(text.replace(NOTATION, f"{own}\n{NOTATION}"), tmp_path)
    read = subprocess.run(["pdftotext", tmp_path / "article.pdf", "-"], capture_output=True, text=True, timeout=60)
    assert "Spur" in read.stdout
    assert "tr(" not in read.stdout
