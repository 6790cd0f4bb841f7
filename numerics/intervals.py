"""Arithmetic in intervals: values that are certain to lie between two ends, however much cancels."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import sympy
from mpmath.ctx_iv import MPIntervalContext
from mpmath.libmp import mpf_sign, to_rational

from numerics.elimination import entrywise, inverse_by_elimination
from numerics.tolerances import AGREEMENT, DIGITS

__all__ = ["Intervals", "Undecided", "around", "context_of", "eigenvalue_enclosures", "ends", "rounded_interval", "sign_of"]


LONGEST = 10**5
"""Binary places of a number that is written as a fraction: sizes of 10^192 have six hundred."""


class Undecided(ValueError):  # noqa: N818  (a verdict, in the words of the reports)
    """What is known does not tell: a sign, a whole part, growth that no power describes."""


class Intervals:
    """An ``Arithmetic`` for ``numerics.walk.Evaluation`` over object arrays of ``mpmath`` intervals.

    Whole numbers and fractions are enclosed to ``digits`` digits, mpmath numbers are taken to be right to 40 digits.
    ``Undecided`` is raised where an interval holds both what is allowed and what is not.
    """

    def __init__(self, digits: int) -> None:
        self.context = context_of(digits)

    def array(self, a: Any, what: object = "it") -> Any:
        return entrywise(self._interval, a)

    def number(self, n: sympy.Expr) -> Any:
        if isinstance(n, sympy.Rational):
            return self._interval(Fraction(int(n.p), int(n.q)))
        constants = {sympy.pi: self.context.pi, sympy.E: self.context.e}
        if n not in constants:
            message = f"{n} is not known as an interval: rewrite it"
            raise Undecided(message)
        return self.context.mpf(constants[n])

    def power(self, base: Any, exponent: Any, what: object) -> Any:
        return np.vectorize(lambda b, e: self._power(b, e, what), otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        return inverse_by_elimination(a, self.array(np.eye(len(a), dtype=int)), lambda x: bool(sign_of(x)), what)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        message = f"the eigenvectors of {what} are not enclosed"
        raise Undecided(message)

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        return self.array(eigenvalue_enclosures(a, self.context))

    def apply(self, name: str, x: Any, what: object) -> Any:
        functions: dict[str, Callable[[Any], Any]] = {
            "exp": self.context.exp,
            "log": lambda y: self.context.log(_require_positive(y, what)),
            "floor": lambda y: self.context.mpf(rounded_interval(y, math.floor)),
            "ceiling": lambda y: self.context.mpf(rounded_interval(y, math.ceil)),
        }
        return entrywise(functions[name], x)

    def _interval(self, x: Any) -> Any:
        if isinstance(x, int | np.integer | Fraction):
            exact = Fraction(x)
            return self.context.mpf(exact.numerator) / exact.denominator
        return around(x, self.context) if isinstance(x, mpmath.mpf) else self.context.mpf(x)

    def _power(self, base: Any, exponent: Any, what: object) -> Any:
        exact = exponent if isinstance(exponent, Fraction) else _point(exponent)
        if exact is not None and exact.denominator == 1:
            if exact < 0 and not sign_of(base):
                message = f"{what} divides by zero: choose values at which its denominator is not 0"
                raise ValueError(message)
            return base ** int(exact)
        if exact is not None and exact > 0 and base == 0:
            return base
        return self.context.exp(self.context.log(_require_positive(base, what)) * self._interval(exponent))


def context_of(digits: int) -> Any:
    """An interval context of its own: mpmath's shared one keeps its precision."""
    context = MPIntervalContext()
    context.dps = digits
    return context


def around(x: Any, context: Any) -> Any:
    """The interval about a number that is right to 40 digits."""
    radius = context.mpf(AGREEMENT * max(1.0, float(min(abs(x), 1e300))))
    return context.mpf(x) + context.mpf([-1, 1]) * radius


def ends(x: Any) -> tuple[Fraction, Fraction]:
    """Both ends of an interval, exactly; Undecided for what takes too many digits to write."""
    if any(abs(exponent) > LONGEST for _, _, exponent, _ in x._mpi_):
        message = "a number with too many digits"
        raise Undecided(message)
    low, high = (Fraction(*to_rational(end)) for end in x._mpi_)
    return low, high


def sign_of(x: Any) -> int:
    """The sign of what an interval holds; Undecided where it holds 0 and something else."""
    low, high = map(mpf_sign, x._mpi_)
    if low <= 0 <= high and (low or high):
        message = "a sign that is not known"
        raise Undecided(message)
    return int(low)


def rounded_interval(x: Any, function: Callable[[Any], int]) -> int:
    """``math.floor`` or ``math.ceil`` of what an interval holds; Undecided where the ends differ."""
    low, high = map(function, ends(x))
    if low != high:
        message = "a whole part that is not known"
        raise Undecided(message)
    return low


def eigenvalue_enclosures(a: np.ndarray, context: Any) -> np.ndarray:
    """Ascending eigenvalues of a symmetric matrix of intervals, to 40 digits; Undecided for wide ones."""
    with mpmath.workdps(DIGITS):
        middle, width = mpmath.zeros(len(a)), 0
        for i, j in np.ndindex(a.shape):
            low, high = ends(a[i, j])
            middle[i, j] = mpmath.mpf((low + high).numerator) / (2 * (low + high).denominator)
            width = max(width, high - low)
        if width > AGREEMENT * 100 * max(1, *(float(abs(x)) for x in middle)):
            message = "the spectrum of what is known roughly"
            raise Undecided(message)
        values = mpmath.eigsy((middle + middle.T) / 2, eigvals_only=True)
    # by Weyl's inequality eigenvalues move by no more than the matrix does
    moved = context.mpf([-1, 1]) * context.mpf(width.numerator * len(a)) / width.denominator if width else 0
    return np.array([around(v, context) + moved for v in values], dtype=object)


def _point(x: Any) -> Fraction | None:
    """The number that an interval consists of, if it is one that can be written."""
    low, high = x._mpi_
    return ends(x)[0] if low == high and abs(low[2]) <= LONGEST else None


def _require_positive(x: Any, what: object) -> Any:
    if sign_of(x) <= 0:
        message = f"{what} is a root or the logarithm of a number ≤ 0: choose values at which it is defined"
        raise ValueError(message)
    return x
