r"""Formulas in sentences put together: what stands side by side, or has a sign between it, is one formula.

A sentence is first printed word by word, ``$\mathbf{D}$($\boldsymbol{\Gamma}$) $\mathbf{b}$ = 0``. Words and commas end
a formula; brackets belong to it where all that they hold does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Kind", "joined_runs"]


class Kind(Enum):
    """What a piece of a sentence may be in a formula."""

    FORMULA = auto()
    NUMBER = auto()
    IDENTITY = auto()
    SIGN = auto()
    OPENING = auto()
    CLOSING = auto()
    COMMA = auto()
    SPACE = auto()
    WORD = auto()


_PIECES = (
    (Kind.FORMULA, r"(?<!\\)\$(?:[^$\\]|\\.)*\$"),
    (Kind.NUMBER, r"(?<![A-Za-z0-9.])\d+(?:\.\d+)?(?![A-Za-z0-9])"),
    (Kind.IDENTITY, r"(?<![A-Za-z'’.])I(?![A-Za-z'’.])"),
    (Kind.SIGN, r"[=+/-]"),
    (Kind.OPENING, r"[(\[]"),
    (Kind.CLOSING, r"[)\]]"),
    (Kind.COMMA, r","),
    (Kind.SPACE, r" +"),
    # a word takes a hyphen with it, as in GD-β
    (Kind.WORD, r"\\[A-Za-z]+(?:\{\})?|\\.|[A-Za-z][A-Za-z'’.-]*|."),
)
_PIECE = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PIECES), re.DOTALL)

_RELATIONS = frozenset(
    (
        *("=", "<", ">", "|", r"\leq", r"\geq", r"\neq", r"\approx", r"\sim", r"\propto", r"\in", r"\to", r"\mid"),
        *(r"\succ", r"\succeq", r"\prec", r"\preceq", r"\subset", r"\subseteq", r"\ll", r"\gg"),
    )
)
_OPERATIONS = frozenset(["+", "-", "/", r"\pm", r"\cdot", r"\times", r"\otimes"])
_PAIRS = {"(": ")", "[": "]"}
# what has a number for a name: Theorem 2 x is not twice x
_NUMBERED = re.compile(r"(?:[A-Z]\w*|step|case|part|order|chapter|section|page) $")


@dataclass(frozen=True)
class _Piece:
    kind: Kind
    text: str

    @property
    def tex(self) -> str:
        """What it is inside a formula."""
        if self.kind is Kind.IDENTITY:
            return r"\mathbf{I}"
        return self.text[1:-1] if self.text.startswith("$") else self.text


@dataclass(frozen=True)
class _Run:
    """Pieces up to ``end`` as one formula."""

    tex: str
    end: int
    has_formula: bool
    has_relation: bool


def joined_runs(tex: str) -> str:
    r"""The sentence with its formulas put together.

    >>> print(joined_runs(r"positive for $b$ $\neq$ 0, as $b^{2}$/($M$ + 1) is"))
    positive for $b \neq 0$, as $b^{2}/(M + 1)$ is
    """
    pieces = _pieces(tex)
    shown, at = "", 0
    while at < len(pieces):
        run = None if _names_a_number(pieces[at], shown) else _run(pieces, at)
        if run is not None and run.has_formula and run.end > at + 1:
            shown, at = f"{shown}${run.tex.strip()}$", run.end
        else:
            shown, at = shown + pieces[at].text, at + 1
    return shown


def _names_a_number(piece: _Piece, before: str) -> bool:
    return piece.kind is Kind.NUMBER and _NUMBERED.search(before) is not None


def _pieces(tex: str) -> list[_Piece]:
    found = [_Piece(Kind[str(match.lastgroup)], match[0]) for match in _PIECE.finditer(tex)]
    signs = _RELATIONS | _OPERATIONS
    return [_Piece(Kind.SIGN, p.text) if p.kind is Kind.FORMULA and p.tex in signs else p for p in found]


def _run(pieces: Sequence[_Piece], start: int, *, inside: bool = False) -> _Run | None:
    """The longest formula from ``start`` on, which ends with an operand; None where there is none.

    ``inside`` brackets there may be commas.
    """
    tex, at, formula, relation = "", start, False, False
    best: _Run | None = None
    while at < len(pieces):
        space = pieces[at].kind is Kind.SPACE
        at += space
        if at == len(pieces) or (space and not tex):
            break
        piece = pieces[at]
        if piece.kind is Kind.SIGN:
            if not _may_follow(piece, tex, best, start, at):
                break
            # a sign that was typeset is a formula, the + of plain text is not
            formula, relation = formula or piece.text.startswith("$"), relation or piece.tex in _RELATIONS
            tex, at = tex + _sign(piece, space), at + 1
            continue
        if piece.kind is Kind.COMMA and inside and best is not None and best.end >= at - space:
            tex, at = f"{tex}, ", at + 1 + (at + 1 < len(pieces) and pieces[at + 1].kind is Kind.SPACE)
            continue
        operand = _operand(pieces, at, beside=best is not None and best.end == at - space, space=space)
        if operand is None:
            break
        formula, relation = formula or operand.has_formula, relation or (operand.has_relation and inside)
        tex += _between(tex, operand.tex) * space + operand.tex
        at = operand.end
        best = _Run(tex, at, formula, relation)
    return best


def _between(before: str, behind: str) -> str:
    """What stands for a space: tr(A) B has a thin one, so that B is not read as an argument."""
    if before.endswith(" "):
        return ""
    return r"\, " if before.endswith((")", "]")) and not behind.startswith(("(", "[")) else " "


def _may_follow(sign: _Piece, tex: str, best: _Run | None, start: int, at: int) -> bool:
    """Whether a sign stands behind an operand, or begins a formula as the minus of −4 and the > of > 0 do."""
    if at == start:
        return sign.text.startswith("$") or sign.text == "="
    return best is not None and tex == best.tex


def _sign(sign: _Piece, space: bool) -> str:
    tex = r"\mid" if sign.tex == "|" and space else sign.tex
    return f" {tex} " if space or tex in _RELATIONS else tex + (" " if tex.startswith("\\") else "")


def _operand(pieces: Sequence[_Piece], at: int, *, beside: bool, space: bool) -> _Run | None:
    """A symbol, a number or a bracket; ``beside`` another operand only what reads as a product."""
    piece = pieces[at]
    match piece.kind:
        case Kind.FORMULA:
            return _Run(piece.tex, at + 1, True, False)
        case Kind.NUMBER:
            return None if beside else _Run(piece.tex, at + 1, False, False)
        case Kind.IDENTITY:
            return _Run(piece.tex, at + 1, False, False) if at and _in_formula(pieces, at) else None
        case Kind.OPENING:
            return _bracket(pieces, at, plain=beside and space)
    return None


def _in_formula(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether what stands before an I makes it the identity."""
    before = [p for p in pieces[:at] if p.kind is not Kind.SPACE]
    return bool(before) and before[-1].kind in {Kind.FORMULA, Kind.SIGN, Kind.NUMBER, Kind.CLOSING}


def _bracket(pieces: Sequence[_Piece], at: int, *, plain: bool) -> _Run | None:
    """A bracket all of which is a formula; a ``plain`` one holds no relation, which would be a remark."""
    run = _run(pieces, at + 1, inside=True)
    if run is None or run.end >= len(pieces) or pieces[run.end].text != _PAIRS[pieces[at].text]:
        return None
    if plain and run.has_relation:
        return None
    return _Run(f"{pieces[at].text}{run.tex}{pieces[run.end].text}", run.end + 1, run.has_formula, run.has_relation)
