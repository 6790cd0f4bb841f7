"""A number for every sign that polynomials take on the real line: between neighbouring roots, beyond them, at them.

A polynomial keeps its sign where it has no root, so that one number between two neighbouring roots of the product
stands for all of them. SymPy isolates the roots exactly, by continued fractions (A. G. Akritas and A. W. Strzeboński,
Nonlinear Analysis: Modelling and Control 10, 2005).
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from sympy import ZZ, Poly, Rational, Symbol
from sympy.polys.rings import PolyElement

from numerics.tolerances.exact_budgets import HIGHEST_DEGREE
from numerics.values.number_types import Number

__all__ = ["sign_cells"]


_T = Symbol("t")


def sign_cells(polynomials: Iterable[PolyElement]) -> tuple[Fraction, ...]:
    """Fractions, the simplest ones first: one in each interval that the real roots of all polynomials leave (each with
    whole coefficients, in the same single letter), and the rational roots.

    So the polynomials have there every combination of signs that they have on any interval. Raises ValueError for
    degrees that add up to more than HIGHEST_DEGREE.

    >>> from sympy import ZZ
    >>> from sympy.polys.rings import ring
    >>> _, t = ring("t", ZZ)
    >>> [str(x) for x in sign_cells([t * (t - 99) * (t - 101), 2 * t + 1])]
    ['0', '-1', '1', '99', '100', '101', '102', '-1/2', '-1/3']
    """
    product = Poly(1, _T, domain=ZZ)
    for polynomial in polynomials:
        if polynomial:
            product *= Poly.from_dict(polynomial, _T, domain=ZZ)
    if product.degree() > HIGHEST_DEGREE:
        message = f"the degree is {product.degree()}: give polynomials of a degree of at most {HIGHEST_DEGREE}"
        raise ValueError(message)
    exact, roots = _isolated(product.sqf_part())
    inside = [_simplest(high, low) for (_, high), (low, _) in pairwise(roots)]
    ends = [Fraction(roots[0][0].__ceil__() - 1), Fraction(roots[-1][1].__floor__() + 1)] if roots else [Fraction(0)]
    return tuple(sorted({*exact, *inside, *ends}, key=_simplicity))


def _simplicity(x: Fraction) -> tuple[int, Fraction, bool]:
    return x.denominator, abs(x), x > 0


def _isolated(polynomial: Poly) -> tuple[set[Fraction], list[tuple[Fraction, Fraction]]]:
    """The rational roots, and an interval for each real root, in order, with something between neighbours."""
    exact = {_fraction(root) for root in polynomial.ground_roots()}
    rest = polynomial
    for root in exact:
        rest = rest.exquo(Poly(root.denominator * _T - root.numerator, _T, domain=ZZ))
    found = [(_fraction(low), _fraction(high)) for (low, high), _ in rest.intervals()]
    for i, (low, high) in enumerate(found):
        while any(low <= root <= high for root in exact) or (i and low <= found[i - 1][1]):
            low, high = _halved(rest, low, high)
        found[i] = low, high
    return exact, sorted([*found, *((root, root) for root in exact)])


def _halved(polynomial: Poly, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Where the one root between two numbers lies; the polynomial has no rational roots."""
    middle = (low + high) / 2
    signs = (polynomial(Rational(x.numerator, x.denominator)) > 0 for x in (low, middle))
    return (middle, high) if len(set(signs)) == 1 else (low, middle)


def _fraction(x: Number) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of the smallest denominator strictly between two numbers (Stern and Brocot)."""
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -_simplest(-high, -low)
    whole = Fraction(low.__floor__() + 1)
    if whole < high:
        return whole
    rest = low.__floor__()
    return rest + 1 / _simplest(1 / (high - rest), 1 / (low - rest)) if low > rest else rest + _below(high - rest)


def _below(high: Fraction) -> Fraction:
    """The simplest fraction between 0 and a number that is at most 1."""
    return Fraction(1, (1 / high).__floor__() + 1)
