"""Arithmetic in intervals: values of closed forms between two ends.

Each operation gives an interval that holds its result for every choice of numbers from the operands, rounded outwards.
So the interval of an expression holds its value, by induction over its terms, however much cancels (R. E. Moore,
Interval Analysis, 1966); it may be far too wide, and then nothing is decided.
"""

import math
import operator
from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import sympy

from numerics.evaluation.enclosures import (
    Undecided,
    around,
    context_of,
    eigenvalue_enclosures,
    point_of,
    rounded,
    sign_of,
)
from numerics.evaluation.pivoting import entrywise, inverse_by_elimination
from numerics.values.number_types import Number

__all__ = ["Interval", "Intervals"]


class Interval:
    """An mpmath interval, ``held``, among numpy arrays: mpmath itself takes an array for the two ends of one."""

    __slots__ = ("held",)

    def __init__(self, held: Number) -> None:
        self.held = held

    def __add__(self, other: Number) -> Number:
        return self._with(operator.add, other)

    def __sub__(self, other: Number) -> Number:
        return self._with(operator.sub, other)

    def __mul__(self, other: Number) -> Number:
        return self._with(operator.mul, other)

    def __truediv__(self, other: Number) -> Number:
        if isinstance(other, Interval) and not sign_of(other.held):
            message = "division by zero"
            raise ValueError(message)
        return self._with(operator.truediv, other)

    def __neg__(self) -> "Interval":
        return Interval(-self.held)

    def __abs__(self) -> "Interval":
        return Interval(abs(self.held))

    def __lt__(self, other: "Interval") -> bool:
        return sign_of(self.held - other.held) < 0

    def __le__(self, other: "Interval") -> bool:
        return sign_of(self.held - other.held) <= 0

    def __gt__(self, other: "Interval") -> bool:
        return sign_of(self.held - other.held) > 0

    def __ge__(self, other: "Interval") -> bool:
        return sign_of(self.held - other.held) >= 0

    def _with(self, operation: Callable[[Number, Number], Number], other: Number) -> Number:
        return Interval(operation(self.held, other.held)) if isinstance(other, Interval) else NotImplemented


class Intervals:
    """An ``Arithmetic`` for ``numerics.evaluation.walk.Evaluation`` over object arrays of ``Interval``.

    Whole numbers and fractions are enclosed to ``digits`` digits, mpmath numbers are taken to be right to 40 digits.
    ``Undecided`` is raised where an interval holds both what is allowed and what is not.
    """

    def __init__(self, digits: int) -> None:
        self.context = context_of(digits)

    def array(self, a: Number, what: object = "it") -> Number:
        return entrywise(self._interval, a)

    def number(self, n: sympy.Expr) -> Number:
        if isinstance(n, sympy.Rational):
            return self._interval(Fraction(int(n.p), int(n.q)))
        constants = {sympy.pi: self.context.pi, sympy.E: self.context.e}
        if n not in constants:
            message = f"{n} is not known as an interval: rewrite it"
            raise Undecided(message)
        return Interval(self.context.mpf(constants[n]))

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        return np.vectorize(lambda b, e: self._power(b, e, what), otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        identity = self.array(np.eye(len(a), dtype=int))
        return inverse_by_elimination(a, identity, lambda x: bool(sign_of(x.held)), what)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        message = f"the eigenvectors of {what} are not enclosed"
        raise Undecided(message)

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        return self.array(eigenvalue_enclosures(entrywise(lambda x: x.held, a), self.context))

    def apply(self, name: str, x: Number, what: object) -> Number:
        functions: dict[str, Callable[[Number], Number]] = {
            "exp": self.context.exp,
            "log": lambda y: self.context.log(_require_positive(y, what)),
            "floor": lambda y: self.context.mpf(rounded(y, math.floor)),
            "ceiling": lambda y: self.context.mpf(rounded(y, math.ceil)),
        }
        return entrywise(lambda y: Interval(functions[name](y.held)), x)

    def _interval(self, x: Number) -> Interval:
        if isinstance(x, Interval):
            return x
        if isinstance(x, int | np.integer | Fraction):
            exact = x if isinstance(x, Fraction) else Fraction(int(x))
            return Interval(self.context.mpf(exact.numerator) / exact.denominator)
        return Interval(around(x, self.context) if isinstance(x, mpmath.mpf) else self.context.mpf(x))

    def _power(self, base: Interval, exponent: Number, what: object) -> Interval:
        held = base.held
        exact = exponent if isinstance(exponent, Fraction) else point_of(exponent.held)
        if exact is not None and exact < 0 and not sign_of(held):
            message = f"{what} divides by zero: choose values at which its denominator is not 0"
            raise ValueError(message)
        if exact is not None and exact.denominator == 1:
            return Interval(held ** int(exact))
        if exact is not None and exact > 0 and point_of(held) == 0:
            return base
        log = self.context.log(_require_positive(held, what))
        return Interval(self.context.exp(log * self._interval(exponent).held))


def _require_positive(x: Number, what: object) -> Number:
    if sign_of(x) <= 0:
        message = f"{what} is a root or the logarithm of a number ≤ 0: choose values at which it is defined"
        raise ValueError(message)
    return x
