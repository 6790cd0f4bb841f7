"""What a quantity is like as t → ∞: Σ c·t^p·(log t)^q with exact or enclosed coefficients, and a remainder O(·).

Functions of t built from powers and logarithms are ordered by growth (G. H. Hardy, Orders of Infinity, 1910), so that
sums, products and power series of such expansions are expansions again. A remainder is never dropped: where the first
term that is known does not exceed it, sign and limit are left undecided.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from numerics.evaluation.enclosures import Undecided, context_of, rounded, sign_of
from numerics.tolerances.series_sizes import BEYOND_EXPONENT, SERIES_DIGITS, SERIES_TERMS
from numerics.values.number_types import Number

__all__ = ["INTERVALS", "Series", "enclosed"]


Scale = tuple[Number, Number]
"""The exponents (p, q) of t^p·(log t)^q, which grow in the order of pairs."""

CONSTANT: Scale = (0, 0)

BEYOND: Scale = (BEYOND_EXPONENT, 0)
"""Of what is smaller than every power that occurs."""


INTERVALS = context_of(SERIES_DIGITS)
"""What the coefficients that are not exact are computed with."""

Coefficient = Number
"""A Fraction, or an interval that holds the number."""


class Series:
    """Immutable; supports +, −, ·, /, comparison by sign as t → ∞, and the functions below."""

    __slots__ = ("error", "terms")

    def __init__(self, terms: Mapping[Scale, Coefficient], error: Scale | None = None) -> None:
        kept = [(s, c) for s, c in terms.items() if not _is_zero(c) and (error is None or s > error)]
        kept.sort(key=lambda pair: pair[0], reverse=True)
        if len(kept) > SERIES_TERMS:
            error = kept[SERIES_TERMS][0]  # above the error there was, by the filter
            kept = kept[:SERIES_TERMS]
        self.terms: dict[Scale, Coefficient] = dict(kept)
        self.error = error

    def __pow__(self, exponent: int) -> "Series":
        return self.power(Fraction(exponent))

    def __add__(self, other: Number) -> Number:
        if isinstance(other, np.ndarray):
            return NotImplemented  # entry by entry
        other = _series(other)
        terms = dict(self.terms)
        for scale, c in other.terms.items():
            terms[scale] = _sum(terms[scale], c) if scale in terms else c
        return Series(terms, _larger(self.error, other.error))

    __radd__ = __add__

    def __neg__(self) -> "Series":
        return Series({s: -c for s, c in self.terms.items()}, self.error)

    def __sub__(self, other: Number) -> Number:
        return NotImplemented if isinstance(other, np.ndarray) else self + (-_series(other))

    def __rsub__(self, other: Number) -> "Series":
        return _series(other) + (-self)

    def __mul__(self, other: Number) -> Number:
        if isinstance(other, np.ndarray):
            return NotImplemented  # entry by entry
        other = _series(other)
        terms: dict[Scale, Coefficient] = {}
        for s, a in self.terms.items():
            for r, b in other.terms.items():
                scale, c = _times(s, r), _product(a, b)
                terms[scale] = _sum(terms[scale], c) if scale in terms else c
        error = None
        for one, two in ((self, other), (other, self)):
            if one.error is not None and (two.terms or two.error is not None):
                error = _larger(error, _times(one.error, two._order()))
        return Series(terms, error)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Number:
        return NotImplemented if isinstance(other, np.ndarray) else self * _series(other).power(Fraction(-1))

    def __rtruediv__(self, other: Number) -> "Series":
        return _series(other) / self

    def __abs__(self) -> "Series":
        return self if self.sign() >= 0 else -self

    def __lt__(self, other: Number) -> bool:
        return (self - other).sign() < 0

    def __le__(self, other: Number) -> bool:
        return (self - other).sign() <= 0

    def __gt__(self, other: Number) -> bool:
        return (self - other).sign() > 0

    def __ge__(self, other: Number) -> bool:
        return (self - other).sign() >= 0

    def sign(self) -> int:
        """The sign for all large t; Undecided where what is known cancels."""
        if not self.terms:
            if self.error is None:
                return 0
            message = "more terms cancel than are kept"
            raise Undecided(message)
        return _sign(next(iter(self.terms.values())))

    def limit(self) -> Number:
        """The limit as t → ∞: a Fraction, an interval that holds it, or ±inf; Undecided where that is not known."""
        if self.terms and next(iter(self.terms)) > CONSTANT:
            return math.inf * self.sign()
        if self.error is not None and self.error >= CONSTANT:
            message = "more terms cancel than are kept"
            raise Undecided(message)
        return self.terms.get(CONSTANT, Fraction(0))

    def constant(self) -> Coefficient:
        """The value of what does not vary; Undecided for anything else."""
        if self.error is not None or set(self.terms) - {CONSTANT}:
            message = "the spectrum of what varies"
            raise Undecided(message)
        return self.terms.get(CONSTANT, Fraction(0))

    def power(self, exponent: Fraction) -> "Series":
        """The power with a rational exponent; ValueError for 0 to a negative one and roots of what is negative."""
        if exponent == int(exponent) and 0 <= exponent <= SERIES_TERMS:
            return math.prod([self] * int(exponent), start=_series(1))
        if not self.terms and self.error is None:
            if exponent < 0:
                message = "division by zero"
                raise ValueError(message)
            return self
        whole = exponent == int(exponent)
        if self.sign() < 0 and not whole:
            message = "a root of what is negative"
            raise ValueError(message)
        scale, c, small = self._leading()
        lead = Series({(scale[0] * exponent, scale[1] * exponent): _coefficient_power(c, exponent)})
        binomial, factor = [], Fraction(1)
        for k in range(SERIES_TERMS + 1):
            binomial.append(factor)
            factor = factor * (exponent - k) / (k + 1)
        return lead * small._into(binomial)

    def log(self) -> "Series":
        """The logarithm; ValueError for what is not positive, Undecided for powers of log t."""
        if self.sign() <= 0:
            message = "the logarithm of a number ≤ 0"
            raise ValueError(message)
        scale, c, small = self._leading()
        if scale[1]:
            message = "a logarithm of a logarithm"
            raise Undecided(message)
        constant = Fraction(0) if c == 1 else INTERVALS.log(enclosed(c))
        lead = Series({(0, 1): Fraction(scale[0]), CONSTANT: constant})
        return lead + small._into([Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, SERIES_TERMS + 1))])

    def exp(self) -> "Series":
        """The exponential; Undecided for what grows faster than every power of t."""
        growing = {s: c for s, c in self.terms.items() if s > CONSTANT}
        if self.error is not None and self.error >= CONSTANT:
            message = "more terms cancel than are kept"
            raise Undecided(message)
        if growing and max(growing) > (0, 1) and self.sign() < 0:
            return Series({}, BEYOND)
        if set(growing) - {(0, 1)}:
            message = "growth between or beyond the powers"
            raise Undecided(message)
        rate = growing.get((0, 1), Fraction(0))
        if not isinstance(rate, Fraction):
            message = "a power of which the exponent is known to many digits only"
            raise Undecided(message)
        constant = self.terms.get(CONSTANT, Fraction(0))
        lead = Series({(rate, 0): Fraction(1) if constant == 0 else INTERVALS.exp(enclosed(constant))})
        small = Series({s: c for s, c in self.terms.items() if s < CONSTANT}, self.error)
        return lead * small._into([Fraction(1, math.factorial(k)) for k in range(SERIES_TERMS + 1)])

    def rounded(self, function: Callable[[Number], int]) -> "Series":
        """``math.floor`` or ``math.ceil``."""
        limit = self.limit()
        if limit in (math.inf, -math.inf):
            return self + Series({CONSTANT: INTERVALS.mpf([-1, 0] if function is math.floor else [0, 1])})
        if isinstance(limit, Fraction):
            if limit.denominator != 1:
                return _series(function(limit))
            beyond = (self - limit).sign()
            return _series(function(limit + Fraction(beyond, 2)))
        return _series(rounded(limit, function))

    def parity(self) -> int | None:
        """0 or 1 where this is a whole number of one parity for every whole t, else None."""
        exact = self.error is None and all(isinstance(c, Fraction) and c.denominator == 1 for c in self.terms.values())
        if not exact or any(q or p < 0 or p != int(p) for p, q in self.terms):
            return None
        constant = self.terms.get(CONSTANT, Fraction(0))
        varying = [c for s, c in self.terms.items() if s != CONSTANT]
        return int(constant) % 2 if all(c.numerator % 2 == 0 for c in varying) else None

    def _order(self) -> Scale:
        """A scale that the whole is O(·) of."""
        scale = next(iter(self.terms)) if self.terms else self.error
        assert scale is not None, "an exact 0 has no order"
        return scale

    def _leading(self) -> tuple[Scale, Coefficient, "Series"]:
        """Scale and coefficient c of the first term, and u where the whole is c·t^p·(log t)^q·(1 + u)."""
        self.sign()  # raises Undecided where the first coefficient may be 0
        scale, c = next(iter(self.terms.items()))
        rest = {_over(s, scale): _quotient(a, c) for s, a in self.terms.items() if s != scale}
        return scale, c, Series(rest, None if self.error is None else _over(self.error, scale))

    def _into(self, taylor: list[Fraction]) -> "Series":
        """Σ taylor[k]·u^k of this u → 0, the rest of the power series as a remainder."""
        if not self.terms and self.error is None:
            return _series(taylor[0])
        if self._order() >= CONSTANT:
            message = "more terms cancel than are kept"
            raise Undecided(message)
        result, power = _series(taylor[0]), _series(1)
        for c in taylor[1:]:
            power = power * self
            result = result + power * c
        return result + Series({}, _times(power._order(), self._order()) if power.terms or power.error else None)


def enclosed(c: Coefficient) -> Number:
    """A coefficient as an interval."""
    return INTERVALS.mpf(c.numerator) / c.denominator if isinstance(c, Fraction) else c


def _series(x: Number) -> Series:
    return x if isinstance(x, Series) else Series({CONSTANT: x if hasattr(x, "delta") else Fraction(x)})


def _is_zero(c: Coefficient) -> bool:
    return isinstance(c, Fraction) and not c


def _sign(c: Coefficient) -> int:
    return (c > 0) - (c < 0) if isinstance(c, Fraction) else sign_of(c)


def _sum(a: Coefficient, b: Coefficient) -> Coefficient:
    return a + b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) + enclosed(b)


def _product(a: Coefficient, b: Coefficient) -> Coefficient:
    return a * b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) * enclosed(b)


def _quotient(a: Coefficient, b: Coefficient) -> Coefficient:
    return a / b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) / enclosed(b)


def _coefficient_power(c: Coefficient, exponent: Fraction) -> Coefficient:
    if exponent.denominator == 1:
        return c ** int(exponent)
    if isinstance(c, Fraction):
        top, bottom = (_exact_root(n, exponent.denominator) for n in (c.numerator, c.denominator))
        if top is not None and bottom is not None:
            return Fraction(top, bottom) ** exponent.numerator
    return INTERVALS.exp(INTERVALS.log(enclosed(c)) * enclosed(exponent))


def _exact_root(n: int, k: int) -> int | None:
    root = round(n ** (1 / k)) if n < 2**52 else 0
    return root if root**k == n else None


def _larger(a: Scale | None, b: Scale | None) -> Scale | None:
    return b if a is None else a if b is None else max(a, b)


def _times(s: Scale, r: Scale) -> Scale:
    return (s[0] + r[0], s[1] + r[1])


def _over(s: Scale, r: Scale) -> Scale:
    return (s[0] - r[0], s[1] - r[1])
