"""What a document that contains printed theorems needs."""

from collections.abc import Iterable

from theory.latex.text import escaped

__all__ = ["article_latex", "macros"]

PACKAGES = r"""\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb,amsthm}
\usepackage[margin=1in]{geometry}
\allowdisplaybreaks"""

MACROS = r"""% Notation of the printed theorems, for \input after amsmath, amssymb and amsthm.
\providecommand{\tr}{\operatorname{tr}}
\providecommand{\E}{\mathbb{E}}
\providecommand{\T}{^{\top}}
\providecommand{\norm}[1]{\lVert #1 \rVert}
\makeatletter
\@ifundefined{theorem}{\newtheorem{theorem}{Theorem}}{}
\makeatother"""


def macros() -> str:
    r"""Definitions for ``\input`` in a paper: the theorem environment unless it exists, and short names for notation.

    Printed formulas use plain LaTeX; what is defined here is for the text around them.
    """
    return MACROS


def article_latex(title: str, parts: Iterable[str]) -> str:
    """A complete article from printed theorems and other LaTeX."""
    body = "\n\n".join(parts)
    heading = f"\\title{{{escaped(title)}}}\n\\author{{}}\n\\date{{}}"
    return (
        f"\\documentclass[11pt]{{article}}\n{PACKAGES}\n{macros()}\n{heading}\n"
        f"\\begin{{document}}\n\\maketitle\n\n{body}\n\\end{{document}}\n"
    )
