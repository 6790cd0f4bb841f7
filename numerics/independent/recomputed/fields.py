"""The numbers of the second reading: fractions, and intervals of many digits that contain the number meant."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol

import numpy as np
import sympy
from mpmath import iv, mp
from mpmath.libmp import to_rational

from numerics.tolerances.digits_carried import LARGEST_EXPONENT, SECOND_VALUE_BITS
from numerics.values.number_types import Number

__all__ = ["Field", "Fractions", "Intervals", "NoSecondValueError", "NotRationalError", "bounds_of", "entrywise"]


class NoSecondValueError(ValueError):
    """What the second reading cannot compute; the message names the term."""


class NotRationalError(NoSecondValueError):
    """A root, an exponential or an eigenvalue, which intervals may still enclose."""


class Field(Protocol):
    """What reading an expression needs from its numbers."""

    def number(self, value: Number) -> Number:
        """A whole number, a fraction or a SymPy number."""

    def power(self, base: Number, exponent: Fraction) -> Number:
        """The base to a rational exponent that is not a natural number."""

    def function(self, name: str, x: Number) -> Number:
        """``exp``, ``log``, ``Abs``."""

    def extreme(self, name: str, values: list[Number]) -> Number:
        """``Max`` or ``Min``."""


class Fractions:
    """Exact: Python fractions."""

    def number(self, value: Number) -> Number:
        if isinstance(value, sympy.Basic):
            if not isinstance(value, sympy.Rational):
                raise NotRationalError(_message(value, "is not rational"))
            return Fraction(int(value.p), int(value.q))
        return Fraction(value)

    def power(self, base: Number, exponent: Fraction) -> Number:
        if exponent.denominator != 1:
            raise NotRationalError(_message(f"({base})^({exponent})", "is a root"))
        if not base:
            raise NoSecondValueError(_message(f"0^({exponent})", "divides by zero"))
        return base ** int(exponent)

    def function(self, name: str, x: Number) -> Number:
        if name == "Abs":
            return abs(x)
        raise NotRationalError(_message(f"{name}({x})", "is not rational"))

    def extreme(self, name: str, values: list[Number]) -> Number:
        return max(values) if name == "Max" else min(values)


class Intervals:
    """Enclosures at a precision of SECOND_VALUE_BITS: every operation rounds outwards."""

    def __init__(self) -> None:
        iv.prec = SECOND_VALUE_BITS

    def number(self, value: Number) -> Number:
        if isinstance(value, sympy.Basic):
            if isinstance(value, sympy.Rational):
                return iv.mpf(int(value.p)) / int(value.q)
            if value is sympy.pi or value is sympy.E:
                return +iv.pi if value is sympy.pi else iv.exp(iv.mpf(1))
            raise NoSecondValueError(_message(value, "has no enclosure here"))
        if isinstance(value, Fraction):
            return iv.mpf(value.numerator) / value.denominator
        if isinstance(value, mp.mpf):
            return self.number(Fraction(*to_rational(value._mpf_)))
        return iv.mpf(value)

    def power(self, base: Number, exponent: Fraction) -> Number:
        low, high = bounds_of(base)
        if exponent.denominator == 1:
            if low <= 0 <= high:
                raise NoSecondValueError(_message(f"{base}^({exponent})", "may divide by zero"))
            return 1 / base ** -int(exponent)
        if low < 0 or (low == 0 and exponent < 0):
            # a zero that rounding has spread over both signs is no number whose root is known
            raise NoSecondValueError(_message(f"{base}^({exponent})", "is a root of what may be negative"))
        if high == 0:
            return iv.mpf(0)
        if low == 0:
            top = iv.exp(iv.log(iv.mpf(base.b)) * self.number(exponent))
            return iv.mpf([0, top.b])
        return iv.exp(iv.log(base) * self.number(exponent))

    def function(self, name: str, x: Number) -> Number:
        if name == "log" and bounds_of(x)[0] <= 0:
            raise NoSecondValueError(_message(f"log {x}", "may not exist"))
        return {"exp": iv.exp, "log": iv.log, "Abs": abs}[name](x)

    def extreme(self, name: str, values: list[Number]) -> Number:
        choose: Callable[[Iterable[Number]], Number] = max if name == "Max" else min
        return iv.mpf([choose(v.a for v in values), choose(v.b for v in values)])


def bounds_of(value: Number) -> tuple[Fraction, Fraction]:
    """The least and the largest number that an entry may stand for. Raises NoSecondValueError for infinite ones."""
    if isinstance(value, Fraction | int):
        return Fraction(value), Fraction(value)
    try:
        # as a fraction e^(10^12) would not fit into memory
        if any(abs(end[2]) > LARGEST_EXPONENT for end in value._mpi_):
            raise NoSecondValueError(_message("a number beyond 2^±100000", "is too large or too small"))
        low, high = (Fraction(*map(int, to_rational(end))) for end in value._mpi_)
    except NoSecondValueError:
        raise
    except (ValueError, OverflowError, TypeError, ZeroDivisionError) as error:
        raise NoSecondValueError(_message(value, "is not finite")) from error
    return low, high


def entrywise(function: Callable[[Number], Number], array: Number) -> np.ndarray:
    """The function of every entry, as an object array of the same shape."""
    array = np.asarray(array, dtype=object)
    found = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        found[index] = function(array[index])
    return found


def _message(what: Number, fault: str) -> str:
    return f"{what} {fault}: there is no second value of it"
