"""Whether an expectation exists: integrands that grow slowly enough, and inverses whose moments are finite.

An integrand that is at most a polynomial in Gaussian symbols, however it is bounded by one, has a mean; so have
exponentials of what is affine in them. Of a law known by two moments, polynomials of degree two have one. What holds
(XᵀX)⁻¹ has one under a condition on the sizes.
"""

import math
from collections.abc import Iterator, Set

import sympy as sp
from sympy import Basic, Gt, Rational

from theory.algebra.signs.engine import Signs
from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.expectation_node import Expectation, MatrixExpectation
from theory.algebra.vocabulary.family_sum import FamilySum, MatrixFamilySum
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, as_constants, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.gram import gram_symbol, inverted_in
from theory.algebra.words.normal_form import Key, TracePolynomial
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["conditions_for_moments", "has_moments"]

Bound = Set[Basic]

_SUMS_AND_PRODUCTS = (sp.Add, sp.Mul, sp.MatAdd, sp.MatMul, sp.Trace, sp.Transpose, sp.Abs, sp.Min, sp.Max)
_CONTAINERS = (sp.BlockMatrix, sp.ImmutableDenseMatrix, sp.Tuple)
_AT_MOST_LINEAR = (sp.floor, sp.ceiling, sp.sign, sp.sin, sp.cos, sp.atan, sp.tanh)


def has_moments(node: Expectation, signs: Signs) -> bool:
    """Whether the integral exists, by growth alone: no condition on sizes is needed."""
    return _is_integrable(node.integrand, _bound(node), signs)


def conditions_for_moments(node: Expectation, signs: Signs) -> tuple[Basic, ...] | None:
    """Relations between sizes under which the integral exists; None where none are known that would be enough.

    The mean of a sum exists where each of its terms has one. A term with (XᵀX)⁻¹ is at most ‖(XᵀX)⁻¹‖ʳ times a
    polynomial, r being the number of inverses less one half for each X beside one, since ‖(XᵀX)⁻¹Xᵀ‖² = ‖(XᵀX)⁻¹‖;
    that is integrable for n > p + 2r − 1, X being n×p with definite covariances, whatever its mean: the density of X
    is bounded, and the least eigenvalue λ of XᵀX lies below ε with a probability of the order ε^((n−p+1)/2).
    """
    bound = _bound(node)
    wanted: list[Basic] = []
    pieces = [p for p in _pieces(node.integrand) if not _is_integrable(p, bound, signs)]
    for part in (part for piece in pieces for part in _summands(piece)):
        if not _is_integrable(part, bound, signs):
            conditions = _conditions_of(part, bound, signs)
            if conditions is None:
                return None
            wanted += conditions
    return tuple(dict.fromkeys(wanted))


def _pieces(e: Expression) -> Iterator[Basic]:
    """A sum as its terms, and a product or trace with a sum in it as the sum of products, one such after the other."""
    if isinstance(e, sp.Add | sp.MatAdd):
        for a in e.args:
            yield from _pieces(a)
        return
    if isinstance(e, sp.Trace):
        yield from (sp.Trace(piece) for piece in _pieces(e.arg))
        return
    at = next((i for i, a in enumerate(e.args) if isinstance(a, sp.Add | sp.MatAdd)), None)
    if not isinstance(e, sp.Mul | sp.MatMul) or at is None:
        yield e
        return
    for a in e.args[at].args:
        yield from _pieces(e.func(*e.args[:at], a, *e.args[at + 1 :]))


def _summands(integrand: Basic) -> Iterator[Basic]:
    """The terms of the normal form, its random symbols held as letters."""
    fixed = as_constants(random_symbols(integrand))
    polynomial = normal(integrand.xreplace(fixed))
    if polynomial is None:
        yield integrand
        return
    random = {letter: x for x, letter in fixed.items()}
    for key, value in rewrite(polynomial).terms.items():
        term = TracePolynomial(polynomial.rows, polynomial.cols, {key: value})
        yield to_sympy(term, bool(getattr(integrand, "is_Matrix", False))).xreplace(random)


def _conditions_of(part: Basic, bound: Bound, signs: Signs) -> list[Basic] | None:
    term = normal(part)
    if term is None or len(term.terms) != 1:
        return None
    if not all(_is_moderate(a, bound, signs) for x in bound for a in x.args[1:]):
        return None
    orders = _inverse_orders(next(iter(term.terms)))
    others = bound - orders.keys()
    if not orders or not inverted_in(term) & bound <= orders.keys() or not _are_polynomial(term, others):
        return None
    # a covariance that is random may come near 0 itself
    if any(random_symbols(x) & bound != {x} for x in orders):
        return None
    return [Gt(x.rows, x.cols + 2 * r - 1) for x, r in sorted(orders.items(), key=str) if r > 0]


def _is_integrable(integrand: Basic, bound: Bound, signs: Signs) -> bool:
    degrees = [_degree(integrand, x) for x in bound if type(x) is RandomMatrix]
    return _is_moderate(integrand, bound, signs) and all(d is not None and d <= 2 for d in degrees)


def _inverse_orders(key: Key) -> dict[RandomMatrix, Rational]:
    """For each X of which (XᵀX)⁻¹ occurs in a term, or 1/(xᵀx), the order r of its growth near singular X."""
    orders: dict[RandomMatrix, Rational] = {}
    for generator, power in key[0]:
        x = gram_symbol(generator.argument) if generator.argument is not None else None
        if x is not None:
            vectors = sum(letter.random is x for word in (key[2], *key[1]) for letter in word)
            orders[x] = orders.get(x, Rational(0)) + Rational(power) - Rational(vectors, 2)
    for word, closed in ((key[2], False), *((loop, True) for loop in key[1])):
        for i, letter in enumerate(word):
            X = gram_symbol(letter.argument) if letter.argument is not None else None
            if X is not None:
                neighbours = [word[j % len(word)] for j in (i - 1, i + 1) if closed or 0 <= j < len(word)]
                beside = sum(each.random is X for each in neighbours)
                orders[X] = orders.get(X, Rational(0)) + 1 - Rational(beside, 2)
    return orders


def _bound(node: Expectation) -> set[RandomMatrix]:
    return random_symbols(node.integrand) - set(node.given)


def _are_polynomial(term: TracePolynomial, symbols: Bound) -> bool:
    """Whether a term is a polynomial in these symbols, of degree two in those of which no more is known."""
    degrees = [(x, _degree_of(term, x)) for x in symbols]
    return all(d is not None and (d <= 2 or type(x) is MatrixNormal) for x, d in degrees)


def _degree(expression: Basic, symbol: RandomMatrix) -> float | None:
    """The degree of a polynomial in one symbol; None where it is none."""
    polynomial = normal(expression)
    return None if polynomial is None else _degree_of(polynomial, symbol)


def _degree_of(polynomial: TracePolynomial, symbol: RandomMatrix) -> float | None:
    atoms = [g.expr for key in polynomial.terms for g, _ in key[0] if g.expr is not None]
    bases = [x.base for x in polynomial.letters() if x.random is None and x.base is not None]
    if any(symbol in random_symbols(e) for e in (*atoms, *bases)):
        return None
    if any(symbol in random_symbols(x) for x in inverted_in(polynomial)):
        return None
    return max((_count(key, symbol) for key in polynomial.terms), default=0)


def _count(key: Key, symbol: RandomMatrix) -> float:
    """The degree of one term in the symbol, that of the letters whose law depends on it included."""
    letters = [*key[2], *(letter for loop in key[1] for letter in loop)]
    return sum(_order(letter.random, symbol) for letter in letters if letter.random is not None)


def _order(x: RandomMatrix, symbol: RandomMatrix) -> float:
    """How fast x grows with the symbol: its mean does as it is, its covariances, row times column, as squares."""
    if x == symbol or symbol not in random_symbols(x):
        return float(x == symbol)
    mean, row, column = (_degree(parameter, symbol) for parameter in x.args[1:])
    if mean is None or row is None or column is None:
        return math.inf
    return max(mean, (row + column) / 2)


# -- growth -----------------------------------------------------------------------------------------------------------
def _is_moderate(e: Expression, bound: Bound, signs: Signs) -> bool:
    """Whether |e| is bounded by a polynomial in the bound symbols (or by exponentials of what is affine in them)."""
    if not random_symbols(e) & bound:
        return True
    kind = type(e)
    if isinstance(e, RandomMatrix):
        return all(_is_moderate(a, bound, signs) for a in e.args[1:])
    if kind in _SUMS_AND_PRODUCTS:
        return all(_is_moderate(a, bound, signs) for a in e.args)
    if kind is sp.BlockMatrix:
        return all(_is_moderate(block, bound, signs) for block in e.blocks)
    if kind in _CONTAINERS:
        return all(_is_moderate(a, bound, signs) for a in e)
    if kind in (FamilySum, MatrixFamilySum):
        return _is_moderate(e.body, bound, signs)  # of finitely many members
    if kind in (Expectation, MatrixExpectation):
        # what is moderate in each alone need not be so in both: E[exp(xy) | y] = exp(y²/2)
        return _is_moderate(e.integrand, bound | _bound(e), signs)
    if kind in _AT_MOST_LINEAR:
        return _is_moderate(e.args[0], bound, signs)
    if kind is sp.exp:
        return signs.nonnegative(_fixed(-e.args[0])) or _is_affine(e.args[0], bound)
    if kind is sp.log:
        return _is_bounded_below(e.args[0], bound, signs) and _is_moderate(e.args[0], bound, signs)
    if kind in (sp.Pow, sp.MatPow):
        if e.exp.is_nonnegative and e.exp.is_Rational:
            return _is_moderate(e.base, bound, signs)
        return bool(e.exp.is_Rational) and _is_bounded_below(e.base, bound, signs)
    return kind is sp.Inverse and _is_bounded_below(e.arg, bound, signs)


def _is_affine(e: Basic, bound: Bound) -> bool:
    """Whether a scalar is affine in Gaussian symbols whose laws hold no other bound symbol."""
    polynomial = normal(e)
    inside = random_symbols(e) & bound
    if polynomial is None or any(type(x) is not MatrixNormal or random_symbols(x) & bound != {x} for x in inside):
        return False
    if any(_degree(e, x) is None for x in inside):
        return False
    return all(sum(_count(key, x) for x in inside) <= 1 for key in polynomial.terms)


def _is_bounded_below(e: Expression, bound: Bound, signs: Signs) -> bool:
    """Whether e ≥ c > 0 (or ⪰ cI), c free of the bound symbols."""
    terms = e.args if isinstance(e, sp.Add | sp.MatAdd) else (e,)
    fixed = [t for t in terms if not random_symbols(t) & bound]
    rest = [_fixed(t) for t in terms if random_symbols(t) & bound]
    if not fixed:
        return False
    if getattr(e, "is_Matrix", False):
        return signs.definite(_fixed(sp.MatAdd(*fixed).doit())) and all(map(signs.semidefinite, rest))
    return signs.positive(_fixed(sp.Add(*fixed))) and all(map(signs.nonnegative, rest))


def _fixed(e: Basic) -> Basic:
    """The random symbols as letters: a sign shown of those holds for all values."""
    return e.xreplace(as_constants(random_symbols(e)))
