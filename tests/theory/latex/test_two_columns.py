import pytest

from tests.theory.latex.compiling import compiled, require_lines_that_fit
from theory.latex import theorem_latex
from theory.latex.notation_macros import FITTED, MACROS, in_macros
from theory.latex.width import COLUMN
from theory.registry import theorem, theorems

ARTICLE = r"""\documentclass[twocolumn]{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{lmodern,amsmath,amssymb,amsthm,graphicx}
\usepackage[margin=0.75in]{geometry}
\allowdisplaybreaks
"""
# one with a long claim, one with a long proof, one that is nothing but a definition
DAILY = ("attention_gap_lower_bound", "optimal_one_step_gd", "block_prediction")


def article(stated, line):
    printed = "\n\n".join(in_macros(theorem_latex(t, line=line, fitted=line == COLUMN)) for t in stated)
    return f"{ARTICLE}{MACROS}\n{FITTED}\n\\begin{{document}}\n{printed}\n\\end{{document}}\n"


@pytest.mark.long
@pytest.mark.parametrize(
    "stated",
    [
        pytest.param(lambda: [theorem(slug) for slug in DAILY], id="some"),
        pytest.param(theorems, id="all", marks=pytest.mark.nightly),
    ],
)
def test_no_line_is_longer_than_a_column(tmp_path, stated):
    require_lines_that_fit(compiled(article(stated(), COLUMN), tmp_path))


def test_lines_for_one_column_are_too_long_for_two(tmp_path):
    log = compiled(article([theorem("optimal_one_step_gd")], 69), tmp_path)
    with pytest.raises(AssertionError):
        require_lines_that_fit(log)
