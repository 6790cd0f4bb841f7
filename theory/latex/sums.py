"""Sums and products: terms in textbook order, corrections with one denominator gathered, fractions that are plain."""

from typing import Any, Protocol

from sympy import Add, Basic, Expr, MatAdd, MatMul, Mul, Sum

from theory.latex.brackets import BREAK, BREAK_PRODUCT, bracketed, is_tall
from theory.latex.order import Group, grouped, in_textbook_order
from theory.latex.quadratic import norm_of
from theory.latex.terms import (
    Term,
    in_order,
    is_inner_product,
    is_plain,
    is_sum,
    rational_parts,
    remembered,
    terms_of,
)
from theory.latex.width import width

__all__ = ["Printing", "pieces_of", "term_of"]

WIDEST_NUMERATOR = 14
OPENING = ("(", r"\bigl(", r"\left(", r"\operatorname")


class Printing(Protocol):
    """What these functions need of a printer."""

    def doprint(self, expr: Any) -> str: ...


def pieces_of(expr: Basic, printer: Printing) -> list[str]:
    """The terms of a sum as printed, each with its sign: lines may be broken between them."""
    terms = terms_of(expr)
    if not terms:
        return [r"\mathbf{0}" if isinstance(expr, MatAdd) and expr.shape != (1, 1) else "0"]
    ordered = in_textbook_order(terms)
    pieces: list[str] = []
    for piece in grouped(ordered):
        if isinstance(piece, Group):
            pieces.append(_group(piece, printer, alone=len(piece.terms) == len(ordered)))
        else:
            pieces.append(term_of(piece, printer))
    return [_signed(tex, first=i == 0) for i, tex in enumerate(pieces)]


def _signed(tex: str, first: bool) -> str:
    if first:
        return tex
    return f"{BREAK} - {tex[1:].lstrip()}" if tex.startswith("-") else f"{BREAK} + {tex}"


def _group(group: Group, printer: Printing, alone: bool) -> str:
    inner = "".join(_signed(term_of(t, printer), first=i == 0) for i, t in enumerate(group.terms))
    scalar = all(not t.word and all(map(is_plain, t.above)) for t in group.terms)
    if alone and scalar and group.factor.number == 1 and not group.factor.above:
        return rf"\frac{{{inner}}}{{{_denominator(group.factor, printer)}}}"
    return f"{term_of(group.factor, printer)} {bracketed(inner)}"


def term_of(term: Term, printer: Printing) -> str:
    """One term: sign, fraction, the scalars that do not fit into it, the matrix word."""
    term = _opened(term)
    behind = _behind_the_fraction(term, printer)
    inside = [f for f in term.above if f not in behind]
    whole = not behind and not term.word
    front = _fraction(term, inside, whole, printer)
    crowded = len(behind) + bool(term.word) > 1
    last = len(behind) - 1
    factors = [_scalar(f, printer, crowded, i == last and not term.word) for i, f in enumerate(behind)]
    word = f"{BREAK_PRODUCT} ".join(
        _matrix(m, len(term.word) > 1 or bool(front or factors), printer) for m in term.word
    )
    return ("-" if term.negative else "") + _behind(front, [*factors, word])


def _opened(term: Term) -> Term:
    """What a whole sum in a product has in common stands before it: (tr(A)/M + σ²/M) H is (1/M) (tr(A) + σ²) H."""
    number, above, below, word = term.number, list(term.above), list(term.below), list(term.word)
    for factors, kind, times in ((above, Add, Mul), (word, MatAdd, MatMul)):
        for i, factor in enumerate(factors):
            group = _only_group(factor) if isinstance(factor, kind) and not is_plain(factor) else None
            if group is not None:
                factors[i] = kind(*(times(t.number, *t.above, *t.word) for t in group.terms))
                number *= group.factor.number
                above = [*group.factor.above, *above]
                below = [*below, *group.factor.below]
    return Term(number, in_order(above), in_order(below), tuple(word))


@remembered
def _only_group(factor: Any) -> Group | None:
    pieces = grouped(in_textbook_order(terms_of(factor)))
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Group) else None


def _behind_the_fraction(term: Term, printer: Printing) -> list[Expr]:
    """Scalars that contain matrices stand behind a plain fraction, and inside one that has matrices below."""
    if not all(map(is_plain, term.below)):
        return [f for f in term.above if width(printer.doprint(f)) > 2 * WIDEST_NUMERATOR]
    behind = [f for f in term.above if not is_plain(f)]
    if term.below and len(term.above) == 1 and abs(term.number) == 1 and isinstance(term.above[0], Add):
        tex = printer.doprint(term.above[0])
        if not is_tall(tex) and width(tex) <= WIDEST_NUMERATOR:
            return []
    return behind


def _fraction(term: Term, inside: list[Expr], whole: bool, printer: Printing) -> str:
    p, q = rational_parts(term.number)
    fraction = bool(term.below) or (q != 1 and whole)
    numbers = [printer.doprint(p)] if p != 1 else []
    alone = len(inside) == 1 and not numbers and fraction
    scalars = [_scalar(f, printer, False, alone or i == len(inside) - 1, alone) for i, f in enumerate(inside)]
    above = _joined([*numbers, *scalars])
    if fraction:
        return rf"\frac{{{above or '1'}}}{{{_denominator(term, printer)}}}"
    if q != 1:
        return _joined([rf"\frac{{{printer.doprint(p)}}}{{{printer.doprint(q)}}}", *scalars])
    return above or ("1" if whole else "")


def _denominator(term: Term, printer: Printing) -> str:
    _, q = rational_parts(term.number)
    numbers = [printer.doprint(q)] if q != 1 else []
    alone = len(term.below) == 1 and not numbers
    return _joined([*numbers, *(_scalar(f, printer, len(term.below) > 1, alone, alone) for f in term.below)])


def _scalar(factor: Expr, printer: Printing, crowded: bool, last: bool, alone: bool = False) -> str:
    tex = printer.doprint(factor)
    if alone:
        return tex
    inner = crowded and is_inner_product(factor) and norm_of(factor) is None
    open_ended = isinstance(factor, Sum) and not last
    if inner or open_ended or factor.is_Add or factor.is_Relational or factor.is_Piecewise or tex.startswith("-"):
        return bracketed(tex)
    return tex


def _matrix(factor: Any, among_others: bool, printer: Printing) -> str:
    tex = printer.doprint(factor)
    return bracketed(tex) if among_others and is_sum(factor) else tex


def _joined(factors: list[str]) -> str:
    """Factors of a fraction or of its front side by side, with a dot before a digit."""
    tex = ""
    for factor in filter(None, factors):
        tex += (r" \cdot " if factor[0].isdigit() else " ") + factor if tex else factor
    return tex


def _behind(front: str, factors: list[str]) -> str:
    """What stands behind the fraction, with thin spaces where brackets and bars would touch."""
    tex = front
    for factor in filter(None, factors):
        spaced = tex == front or tex.endswith(r"\right)") or factor.startswith(OPENING)
        tex += BREAK_PRODUCT + (" " if spaced else r"\, ") + factor if tex else factor
    return tex
