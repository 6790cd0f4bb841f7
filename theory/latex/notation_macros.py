r"""Short names for notation: with ``\renewcommand{\tr}{\operatorname{Tr}}`` a paper changes how all of it looks."""

import re

__all__ = ["FITTED", "MACROS", "NOTATION", "in_macros"]

NOTATION = r"""\providecommand{\tr}{\operatorname{tr}}
\providecommand{\E}{\mathbb{E}}
\providecommand{\T}{^{\top}}
\providecommand{\norm}[1]{\lVert #1 \rVert}"""

FITTED = r"""% graphicx makes smaller what is wider than a column and has no place to break it
\providecommand{\fitted}[1]{\sbox0{$\displaystyle #1$}%
  \ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi}"""

MACROS = rf"""% Notation of the printed theorems, for \input after amsmath, amssymb and amsthm.
{NOTATION}
\makeatletter
\@ifundefined{{theorem}}{{\newtheorem{{theorem}}{{Theorem}}}}{{}}
\makeatother"""

_SHORT = ((r"\operatorname{tr}", r"\tr"), (r"\mathbb{E}", r"\E"), (r"^{\top}", r"\T"))
# a norm with another inside, or one that goes over several lines, stays as it is
_NORM = re.compile(r"(?<!\\left)\\lVert ((?:(?!\\lVert|\\rVert|\\left|\\right|\\\\|[&\n]).)*) \\rVert")


def in_macros(tex: str) -> str:
    r"""Printed LaTeX with ``\tr``, ``\E``, ``\T`` and ``\norm`` where it spells them out.

    >>> print(in_macros(r"\operatorname{tr}(\mathbf{H}^{\top}) + \lVert x \rVert_{F}^{2}"))
    \tr(\mathbf{H}\T) + \norm{x}_{F}^{2}
    """
    for spelt, short in _SHORT:
        # a name of letters ends where none follows
        tex = re.sub(f"{re.escape(spelt)}(?=[A-Za-z])", f"{re.escape(short)} ", tex).replace(spelt, short)
    return _NORM.sub(r"\\norm{\1}", tex)
