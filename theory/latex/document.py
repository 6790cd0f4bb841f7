"""What a document that contains printed theorems needs."""

import re
from collections.abc import Iterable

from theory.latex.notation_macros import FITTED, MACROS, in_macros
from theory.latex.statement_lines import statement_latex
from theory.latex.text import escaped
from theory.theorem_record import Theorem

__all__ = ["article_latex", "macro_name", "macros", "statement_macros"]

# hyperref comes last: it redefines what the others define
PACKAGES = r"""\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb,amsthm}
\usepackage[margin=1in]{geometry}
\usepackage{booktabs,longtable,graphicx}
\usepackage[hidelinks]{hyperref}
\allowdisplaybreaks"""

# \newcommand refuses to define a name twice, so that a clash with the paper's own macros shows
GUARD = r"""\ifdefined\theorycheckmacros\expandafter\endinput\fi
\newcommand{\theorycheckmacros}{}"""

DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def macros() -> str:
    r"""Definitions for ``\input`` in a paper: the theorem environment unless it exists, and short names for notation.

    What ``theorycheck latex`` prints uses them; ``theorem_latex`` alone spells them out, so that it needs nothing.

    >>> from theorycheck import latex
    >>> print(latex.macros().splitlines()[1])
    \providecommand{\tr}{\operatorname{tr}}
    """
    return MACROS


def statement_macros(theorems: Iterable[Theorem]) -> str:
    r"""A file for ``\input``, any number of times: the notation, and each statement as a ``\newcommand``.

    ``\[ \tcRiskOfOneStepGd \]`` displays the statement of ``risk_of_one_step_gd``.

    >>> from theorycheck import latex, theorems
    >>> print(latex.statement_macros(theorems("least_squares_risk")).splitlines()[-3][:40])
    % least_squares_risk
    """
    parts = [_definition(theorem) for theorem in theorems]
    return "\n".join([GUARD, MACROS, *parts])


def _definition(theorem: Theorem) -> str:
    lines = statement_latex(theorem.statement, environment=False).split("\n")
    comments = [line for line in lines if line.startswith("%")]
    body = "\n".join(lines[len(comments) :])
    heading = f"% {' '.join(theorem.slug.split())}"
    return "\n".join([heading, *comments, f"\\newcommand{{{macro_name(theorem.slug)}}}{{%\n{in_macros(body)}}}"])


def macro_name(slug: str) -> str:
    r"""``\tcRiskOfOneStepGd`` for ``risk_of_one_step_gd``; TeX allows letters only."""
    words = re.findall(r"[A-Za-z]+|[0-9]", slug)
    return r"\tc" + "".join(DIGITS[int(w)] if w.isdigit() else w[0].upper() + w[1:] for w in words)


def article_latex(title: str, parts: Iterable[str]) -> str:
    r"""A complete article from printed theorems and other LaTeX.

    >>> from theorycheck import latex, theorem
    >>> print(latex.article_latex("Two lines", [latex.theorem_latex(theorem("block_prediction"))]).split()[0])
    \documentclass[11pt]{article}
    """
    body = in_macros("\n\n".join(parts))
    heading = f"\\title{{{escaped(title)}}}\n\\author{{}}\n\\date{{}}"
    return (
        f"\\documentclass[11pt]{{article}}\n{PACKAGES}\n{macros()}\n{FITTED}\n{heading}\n"
        f"\\begin{{document}}\n\\maketitle\n\n{body}\n\\end{{document}}\n"
    )
