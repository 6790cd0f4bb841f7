"""Terms of a sum taken apart: number, scalars above and below the fraction line, and the matrix word behind it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import (
    Basic,
    Expr,
    Identity,
    Integer,
    MatAdd,
    MatMul,
    Mul,
    Number,
    Pow,
    Rational,
    S,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    default_sort_key,
)
from sympy.matrices.expressions.matexpr import MatrixExpr

from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "Term",
    "in_order",
    "is_inner_product",
    "is_plain",
    "rational_parts",
    "remembered",
    "rotated",
    "split_term",
    "terms_of",
]

# one theorem is printed from a few hundred expressions, most of them many times
remembered = lru_cache(4096)


@dataclass(frozen=True)
class Term:
    """``number · above / below · word``; the factors below are printed as they stand, without a negative exponent."""

    number: Expression = S.One
    above: tuple[Expr, ...] = ()
    below: tuple[Expr, ...] = ()
    word: tuple[MatrixExpr, ...] = ()

    @property
    def negative(self) -> bool:
        return bool(self.number.is_extended_negative)

    def __neg__(self) -> "Term":
        return replace(self, number=-self.number)


@remembered
def split_term(expr: Basic) -> Term:
    """A product of scalars and matrices as a term; products inside products are flattened."""
    number: Expression = S.One
    above: list[Expr] = []
    below: list[Expr] = []
    word: list[MatrixExpr] = []
    for factor in _factors(expr):
        if getattr(factor, "is_Matrix", False) or not factor.is_commutative:
            word += [] if factor == Identity(1) else [factor]
        elif isinstance(factor, Number) and factor.is_finite:
            number = number * factor
        elif isinstance(factor, Pow) and isinstance(factor.exp, Number) and factor.exp.is_negative:
            below.append(Pow(factor.base, -factor.exp))
        else:
            above.append(factor)
    return Term(number, in_order(above), in_order(below), tuple(word))


def _factors(expr: Basic) -> Iterator[Expression]:
    if isinstance(expr, Mul | MatMul):
        for factor in expr.args:
            yield from _factors(factor)
    elif isinstance(expr, Trace) and isinstance(expr.arg, MatMul):
        expr = rotated(expr)
        if not isinstance(expr.arg, MatMul):
            yield expr
            return
        scalar, matrix = expr.arg.as_coeff_matrices()
        yield from _factors(scalar)
        yield Trace(MatMul(*matrix)) if scalar != 1 else expr
    else:
        yield expr


@remembered
def terms_of(expr: Basic) -> tuple[Term, ...]:
    """The terms of a sum (of one term where it is none), like ones added up, those that are 0 left out."""
    totals: dict[Term, Expression] = {}
    for summand in _summands(expr):
        if not _vanishes(summand):
            term = split_term(summand)
            alike = replace(term, number=Integer(1))
            totals[alike] = totals.get(alike, Integer(0)) + term.number
    return tuple(replace(alike, number=total) for alike, total in totals.items() if total != 0)


def _vanishes(expr: Basic) -> bool:
    """Whether a term contains a factor like β − β, as substitution leaves them behind."""
    match expr:
        case ZeroMatrix():
            return True
        case MatAdd():
            return not terms_of(expr)
        case MatMul() | Mul() | Trace() | Transpose():
            return any(map(_vanishes, expr.args))
    return False


def _summands(expr: Basic) -> Iterator[Basic]:
    if isinstance(expr, MatAdd) or getattr(expr, "is_Add", False):
        for a in expr.args:
            yield from _summands(a)
    else:
        yield expr


@remembered
def rotated(trace: Trace) -> Trace:
    """tr(H b bᵀ) as bᵀ H b: a trace of a product with a column inside starts where the row behind the column does."""
    if not isinstance(trace.arg, MatMul) or trace.arg.rows == 1:
        return trace
    scalar, factors = trace.arg.as_coeff_matrices()
    factors = [f for f in factors if f != Identity(1)]
    cut = next((i for i, f in enumerate(factors) if f.rows == 1), None)
    if cut is None:
        return trace
    scalars = () if scalar == 1 else (scalar,)
    return Trace(MatMul(*scalars, *factors[cut:], *factors[:cut]))


def is_inner_product(expr: Basic) -> bool:
    """Whether a trace is that of a 1×1 product once it is rotated, and then written without ``tr``."""
    return isinstance(expr, Trace) and bool(rotated(expr).arg.rows == 1)


@remembered
def is_plain(expr: Basic) -> bool:
    """Whether a scalar is made of numbers and symbols alone."""
    return not expr.atoms(MatrixExpr) and not any(getattr(n, "is_Function", False) for n in expr.atoms(Expr, Basic))


def in_order(factors: Iterable[Expr]) -> tuple[Expr, ...]:
    """Sizes first, then other symbols, functions, traces and sums; a repeated factor becomes a power."""
    powers = [factor**count for factor, count in Counter(factors).items()]
    return tuple(sorted(powers, key=lambda f: (_rank(f), default_sort_key(f))))


def _rank(factor: Expr) -> int:
    base = factor.base if isinstance(factor, Pow) else factor
    size = bool(base.is_integer) and is_plain(base)
    if base.is_Add:
        return 1 if size else 3 if is_plain(base) else 6
    if isinstance(base, Symbol) or base.is_number:
        return 0 if size else 2
    return 5 if isinstance(base, Trace) and not is_inner_product(base) else 4


def rational_parts(number: Expression) -> tuple[Expression, Expression]:
    """Numerator and denominator of the absolute value."""
    size = abs(number)
    return (Integer(size.p), Integer(size.q)) if isinstance(size, Rational) else (size, Integer(1))
