"""Sums and products: terms in textbook order, corrections with one denominator gathered, fractions that are plain."""

from collections.abc import Sequence
from math import prod
from typing import Protocol

from sympy import Add, Basic, Derivative, Expr, MatAdd, MatMul, MatrixSymbol, Mul

from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.brackets import BREAK, BREAK_PRODUCT, bracketed, is_tall
from theory.latex.cohesion import as_factor, as_term
from theory.latex.order import Group, grouped, in_textbook_order
from theory.latex.printed_terms import (
    Term,
    in_order,
    is_inner_product,
    is_plain,
    rational_parts,
    remembered,
    terms_of,
)
from theory.latex.quadratic import norm_of
from theory.latex.width import width

__all__ = ["Printing", "pieces_of", "term_of"]

WIDEST_NUMERATOR = 14
OPENING = ("(", r"\bigl(", r"\left(", r"\operatorname")


class Printing(Protocol):
    """What these functions need of a printer."""

    def doprint(self, expr: Expression) -> str: ...


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
    return pieces if len(pieces) == 1 else [_signed(as_term(tex), first=i == 0) for i, tex in enumerate(pieces)]


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
    if term.number == 1 and not term.below and len(factors := (*term.above, *term.word)) == 1:
        return printer.doprint(factors[0])
    behind = _behind_the_fraction(term, printer)
    inside = [f for f in term.above if f not in behind]
    followed = bool(behind or term.word)
    front = _fraction(term, inside, followed, printer)
    crowded = len(behind) + bool(term.word) > 1
    scalars = [_scalar(f, printer, crowded, f is behind[-1] and not term.word) for f in behind]
    word = [as_factor(printer.doprint(m), last=i == len(term.word)) for i, m in enumerate(term.word, start=1)]
    return ("-" if term.negative else "") + _behind(front, scalars, word)


def _opened(term: Term) -> Term:
    """What a whole sum in a product has in common stands before it: (tr(A)/M + σ²/M) H is (1/M) (tr(A) + σ²) H."""
    groups: list[Group] = []

    def inside(factor: Expression, kind: Expression, times: Expression) -> Expression:
        group = _only_group(factor) if isinstance(factor, kind) and not is_plain(factor) else None
        if group is None:
            return factor
        groups.append(group)
        return kind(*(times(t.number, *t.above, *t.word) for t in group.terms))

    scalars = [inside(f, Add, Mul) for f in term.above]
    word = tuple(inside(f, MatAdd, MatMul) for f in term.word)
    number = prod((g.factor.number for g in groups), start=term.number)
    above = [*scalars, *(f for g in groups for f in g.factor.above)]
    below = [*term.below, *(f for g in groups for f in g.factor.below)]
    return Term(number, in_order(above), in_order(below), word)


@remembered
def _only_group(factor: Expression) -> Group | None:
    terms = terms_of(factor)
    pieces = grouped(in_textbook_order(terms)) if terms else []
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


def _fraction(term: Term, inside: list[Expr], followed: bool, printer: Printing) -> str:
    p, q = rational_parts(term.number)
    if term.below or (q != 1 and not followed):
        above = _factors([p] if p != 1 else [], inside, printer)
        return rf"\frac{{{above or '1'}}}{{{_denominator(term, printer)}}}"
    scalars = [_scalar(f, printer, False, f is inside[-1] and not followed) for f in inside]
    if q != 1:
        return _joined([rf"\frac{{{printer.doprint(p)}}}{{{printer.doprint(q)}}}", *scalars])
    return _joined([printer.doprint(p), *scalars]) if p != 1 or not (scalars or followed) else _joined(scalars)


def _denominator(term: Term, printer: Printing) -> str:
    _, q = rational_parts(term.number)
    return _factors([q] if q != 1 else [], term.below, printer)


def _factors(numbers: Sequence[Expression], scalars: Sequence[Expr], printer: Printing) -> str:
    """A whole numerator or denominator; in one of a single factor nothing needs brackets."""
    if len(numbers) + len(scalars) == 1:
        return printer.doprint((*numbers, *scalars)[0])
    tex = [_scalar(f, printer, len(scalars) > 1, f is scalars[-1]) for f in scalars]
    return _joined([*map(printer.doprint, numbers), *tex])


def _scalar(factor: Expr, printer: Printing, crowded: bool, last: bool) -> str:
    tex = printer.doprint(factor)
    product = is_inner_product(factor) and not isinstance(factor.args[0], MatrixSymbol)  # a 1×1 letter is none
    apart = crowded and product and norm_of(factor) is None
    return bracketed(tex) if apart or _swallows(factor, last) else as_factor(tex, last=last)


def _swallows(factor: Expr, last: bool) -> bool:
    """Whether d/dx would take in the factors behind it: as a formula it is a fraction like others."""
    return isinstance(factor, Derivative) and not last


def _joined(factors: Sequence[str]) -> str:
    """Factors of a fraction or of its front side by side, with a dot before a digit."""
    tex = ""
    for factor in factors:
        tex += (r" \cdot " if factor[0].isdigit() else " ") + factor if tex else factor
    return tex


def _behind(front: str, scalars: Sequence[str], word: Sequence[str]) -> str:
    """What stands behind the fraction, with thin spaces where brackets and bars would touch."""
    tex = front
    for i, factor in enumerate((*scalars, *word)):
        if tex and factor[0].isdigit():
            tex += rf" \cdot {factor}"
            continue
        spaced = tex == front or tex.endswith(r"\right)") or factor.startswith(OPENING) or i > len(scalars)
        tex += BREAK_PRODUCT + (" " if spaced else r"\, ") + factor if tex else factor
    return tex
