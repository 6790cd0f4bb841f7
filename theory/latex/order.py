"""Textbook order of a sum: what stays as sizes grow comes before the corrections, shorter words before longer ones."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from sympy import Add, Expr, Identity, MatPow, MatrixSymbol, Mul, Number, Pow, Rational, Symbol, default_sort_key, gcd

from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.printed_terms import Term, is_plain, remembered

__all__ = ["Group", "grouped", "in_textbook_order"]

Key = tuple[Expression, ...]


def in_textbook_order(terms: Sequence[Term]) -> list[Term]:
    """Sorted, with a positive term in front if there is one."""
    if all(not t.word and all(map(is_plain, (*t.above, *t.below))) for t in terms):
        ordered = _polynomial_order(terms)
    else:
        ordered = sorted(terms, key=_key)
    first = next((i for i, t in enumerate(ordered) if not t.negative), 0)
    return [ordered[first], *ordered[:first], *ordered[first + 1 :]]


def _polynomial_order(terms: Sequence[Term]) -> list[Term]:
    """SymPy's order of monomials, powers falling: M² + M + 1."""
    by_expression = {_scalar(t): t for t in terms}
    if len(by_expression) < len(terms):
        return sorted(terms, key=_key)
    ordered = Add(*by_expression).as_ordered_terms()
    if set(ordered) != set(by_expression):
        return sorted(terms, key=_key)
    return [by_expression[e] for e in ordered]


def _scalar(term: Term) -> Expr:
    return Mul(term.number, *term.above, *(1 / f for f in term.below))


def _key(term: Term) -> Key:
    degree = sum(map(_degree, (*term.above, *term.word)))
    # a coefficient alone, σ² or (τ/M) I, goes behind the words; a number alone, 1 or I, goes in front of them
    bare = degree == 0 and bool(term.above or term.below)
    scalars = sum(not is_plain(f) for f in term.above)
    return (_decline(term), bare, degree, scalars, len(term.below), _names(term), not term.negative, str(term.number))


def _names(term: Term) -> Key:
    return tuple(tuple(map(default_sort_key, part)) for part in (term.word, term.above, term.below))


@remembered
def _degree(expr: Expression) -> int:
    """The number of matrix letters; of the longest term, for a sum."""
    match expr:
        case Identity():
            return 0
        case MatrixSymbol():
            return 1
        case Pow() | MatPow() if isinstance(expr.exp, Rational):
            return max(1, int(abs(expr.exp))) * _degree(expr.base)
    if not expr.args or isinstance(expr, Number | Symbol):
        return 0
    parts = [_degree(a) for a in expr.args]
    return max(parts) if expr.is_Add or getattr(expr, "is_MatAdd", False) else sum(parts)


def _decline(term: Term) -> int:
    """How fast the term vanishes as the whole numbers below its fraction line grow: 1 for 1/M, 0 for (M+1)/M."""
    falling = _degrees_in_sizes(term.below)
    rising = _degrees_in_sizes(term.above)
    return sum(max(0, power - rising[size]) for size, power in falling.items())


def _degrees_in_sizes(factors: tuple[Expr, ...]) -> Counter[Symbol]:
    degrees: Counter[Symbol] = Counter()
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if isinstance(exponent, Rational) and is_plain(base):
            for size in base.free_symbols:
                polynomial = base.as_poly(size) if size.is_integer else None
                if polynomial is not None:
                    degrees[size] += int(exponent) * polynomial.degree()
    return degrees


class Group:
    """Corrections with one denominator, written as one: ``number · above / below · (terms)``."""

    def __init__(self, factor: Term, terms: list[Term]) -> None:
        self.factor, self.terms = factor, terms


def grouped(ordered: list[Term]) -> list[Term | Group]:
    """The terms, those that share a vanishing denominator gathered where the first of them stands."""
    shared = Counter(t.below for t in ordered if _decline(t))
    pieces: list[Term | Group] = []
    done = set()
    for term in ordered:
        if not _decline(term) or shared[term.below] == 1:
            pieces.append(term)
        elif term.below not in done:
            done.add(term.below)
            pieces.append(_group([t for t in ordered if t.below == term.below and _decline(t)]))
    return pieces


def _group(terms: list[Term]) -> Group:
    numbers = [t.number for t in terms]
    number = reduce(gcd, numbers) if all(isinstance(n, Rational) for n in numbers) else Rational(1)
    number = -abs(number) if all(t.negative for t in terms) else abs(number)
    common = set(terms[0].above).intersection(*(t.above for t in terms[1:]))
    factor = Term(number, tuple(f for f in terms[0].above if f in common and is_plain(f)), terms[0].below)
    inner = [Term(t.number / number, tuple(f for f in t.above if f not in factor.above), (), t.word) for t in terms]
    return Group(factor, in_textbook_order(inner))
