"""Long formulas broken into lines, at the outermost place that will do: between terms, else between factors."""

import re
from typing import NamedTuple

from theory.latex.brackets import BREAK, BREAK_PRODUCT, without_breaks
from theory.latex.width import width

__all__ = ["broken"]

INDENT = r"\quad"
DEEPEST = 2  # levels of indentation
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
OPENING = re.compile(r"\{|\\left|\\begin")
CLOSING = re.compile(r"\}|\\right|\\end")
BRACKET_OPENS = re.compile(r"\\[bB]igg?l")
BRACKET_CLOSES = re.compile(r"\\[bB]igg?r")


class _Part(NamedTuple):
    """A piece of a formula and the mark that it starts at."""

    mark: str
    tex: str

    def on_a_new_line(self, level: int) -> str:
        sign = r" \cdot " if self.mark == BREAK_PRODUCT else ""
        return INDENT * min(level, DEEPEST) + sign + self.tex


def broken(tex: str, limit: float) -> list[str]:
    """The formula on lines of at most ``limit``, where it can be broken; those after the first are indented."""
    lines = [""]
    _place(_Part("", tex), 0, limit, lines)
    return [without_breaks(line) for line in lines]


def _place(part: _Part, level: int, limit: float, lines: list[str]) -> None:
    """Put a part behind the last line, on a line of its own, or piece by piece."""
    if width(lines[-1] + part.tex) <= limit:
        lines[-1] += part.tex
        return
    pieces = _pieces(part.tex)
    fresh = part.on_a_new_line(level)
    if lines[-1] and (width(fresh) <= limit or len(pieces) == 1):
        lines.append(fresh)
    elif len(pieces) == 1:
        lines[-1] += part.tex
    else:
        _place(_Part(part.mark, pieces[0].tex), level, limit, lines)
        for piece in pieces[1:]:
            _place(piece, level + 1, limit, lines)


def _pieces(tex: str) -> list[_Part]:
    """The formula cut at its outermost marks, between terms if it is a sum there."""
    marks = _marks(tex)
    if not marks:
        return [_Part("", tex)]
    depth, kind, _ = min(marks)
    cuts = [position for d, k, position in marks if (d, k) == (depth, kind)]
    ends = [*cuts[1:], len(tex)]
    return [_Part("", tex[: cuts[0]]), *(_Part(kind, tex[a + 1 : b]) for a, b in zip(cuts, ends, strict=True))]


def _marks(tex: str) -> list[tuple[int, str, int]]:
    r"""Depth in brackets, kind and position of the marks that no brace, ``\left`` or matrix encloses."""
    marks, closed, depth = [], 0, 0
    for found in TOKEN.finditer(tex):
        token = found[0]
        if token in (BREAK, BREAK_PRODUCT) and closed == 0:
            marks.append((depth, token, found.start()))
        closed += (OPENING.fullmatch(token) is not None) - (CLOSING.fullmatch(token) is not None)
        depth += (BRACKET_OPENS.fullmatch(token) is not None) - (BRACKET_CLOSES.fullmatch(token) is not None)
    return marks
