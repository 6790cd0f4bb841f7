"""mpmath's intervals: numbers that are certain to lie between two ends, however much cancels."""

from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import sympy
from mpmath.ctx_iv import MPIntervalContext
from mpmath.libmp import mpf_sign, to_rational

from numerics.tolerances.digits_carried import AGREEMENT, DIGITS, LONGEST_BINARY, WIDE_ENCLOSURE
from numerics.tolerances.float_tolerances import SYMMETRY
from numerics.values.number_types import MpmathContext, Number

__all__ = ["Undecided", "around", "context_of", "eigenvalue_enclosures", "ends", "point_of", "rounded", "sign_of"]


class Undecided(ValueError):  # noqa: N818  (a verdict, in the words of the reports)
    """What is known does not tell: a sign, a whole part, growth that no power describes."""


def context_of(digits: int) -> MpmathContext:
    """An interval context of its own: mpmath's shared one keeps its precision."""
    context = MPIntervalContext()
    context.dps = digits
    return context


def around(x: Number, context: MpmathContext) -> Number:
    """The interval about an mpmath number that is right to 40 digits."""
    radius = context.mpf(AGREEMENT * max(1.0, float(min(abs(x), 1e300))))
    return context.mpf(x) + context.mpf([-1, 1]) * radius


def ends(x: Number) -> tuple[Fraction, Fraction]:
    """Both ends of an interval, exactly; Undecided for what takes too many digits to write."""
    if any(abs(exponent) > LONGEST_BINARY for _, _, exponent, _ in x._mpi_):
        message = "a number with too many digits"
        raise Undecided(message)
    low, high = (Fraction(*to_rational(end)) for end in x._mpi_)
    return low, high


def point_of(x: Number) -> Fraction | None:
    """The number that an interval consists of, if it is one that can be written."""
    low, high = x._mpi_
    return ends(x)[0] if low == high and abs(low[2]) <= LONGEST_BINARY else None


def sign_of(x: Number) -> int:
    """The sign of what an interval holds; Undecided where it holds 0 and something else."""
    low, high = (int(mpf_sign(end)) for end in x._mpi_)
    if low <= 0 <= high and (low or high):
        message = "a sign that is not known"
        raise Undecided(message)
    return low


def rounded(x: Number, function: Callable[[Number], int]) -> int:
    """``math.floor`` or ``math.ceil`` of what an interval holds; Undecided where the ends differ."""
    low, high = (function(end) for end in ends(x))
    if low != high:
        message = "a whole part that is not known"
        raise Undecided(message)
    return low


def eigenvalue_enclosures(a: np.ndarray, context: MpmathContext) -> np.ndarray:
    """Eigenvalues of a symmetric matrix of intervals, to 40 digits; Undecided for wide ones.

    Those of a matrix of exact numbers that are 0 are an exact 0, and come first: its rank says how many. By Weyl's
    inequality eigenvalues move by no more than the matrix does, in the operator norm, which is at most n times the
    largest entry (R. A. Horn and C. R. Johnson, Matrix Analysis, 2nd ed., Corollary 4.3.15).
    """
    bounds = [[ends(entry) for entry in row] for row in a]
    width = max(high - low for row in bounds for low, high in row)
    largest = max(1.0, *(float(abs(high)) for row in bounds for _, high in row))
    if width > WIDE_ENCLOSURE * largest:
        message = "the spectrum of what is known roughly"
        raise Undecided(message)
    with mpmath.workdps(DIGITS):
        middle = mpmath.matrix([[_mean(low, high) for low, high in row] for row in bounds])
        if mpmath.mnorm(middle - middle.T) > SYMMETRY * largest:
            message = "the spectrum of what is not symmetric"
            raise ValueError(message)
        values = mpmath.eigsy((middle + middle.T) / 2, eigvals_only=True)
    if not width:
        zeros = len(a) - sympy.Matrix(*a.shape, [low for row in bounds for low, _ in row]).rank()
        kept = sorted(values, key=abs)[zeros:]
        return np.array([*([Fraction(0)] * zeros), *(around(v, context) for v in sorted(kept))], dtype=object)
    moved = context.mpf([-1, 1]) * context.mpf(width.numerator * len(a)) / width.denominator
    return np.array([around(v, context) + moved for v in values], dtype=object)


def _mean(low: Fraction, high: Fraction) -> Number:
    total = low + high
    return mpmath.mpf(total.numerator) / (2 * total.denominator)
