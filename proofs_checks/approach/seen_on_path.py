"""What one path at one point says of a limit."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from mpmath import mpf, nstr, workdps

from numerics.evaluation.asymptotic_series import INTERVALS, enclosed
from numerics.evaluation.enclosures import around, ends
from numerics.evaluation.pivoting import entrywise
from numerics.tolerances.digits_carried import DIGITS
from numerics.values.number_types import Number
from proofs_checks.judging.printable import plain
from proofs_checks.settings.limit_trials import LIMIT_ENCLOSURE

__all__ = ["Finding", "judged"]


@dataclass(frozen=True)
class Finding:
    """``agrees`` is None where nothing is decided. ``reached`` is what the left side tends to, as text.

    ``how``: "exact", "enclosed" (coefficients as intervals) or "sampled" (extrapolated); ``reason`` says why nothing
    is decided.
    """

    agrees: bool | None
    how: str
    reached: Number = None
    reason: str = ""


def judged(limits: Number, claimed: Number) -> Finding:
    """Limits, entry by entry, beside what is claimed: Fractions, intervals that hold the limit, or ±inf."""
    entries = np.asarray(limits, dtype=object)
    wanted = np.broadcast_to(np.asarray(claimed, dtype=object), entries.shape)
    verdicts = [_same(a, b) for a, b in zip(entries.flat, wanted.flat, strict=True)]
    exact = all(_is_plain(x) for x in (*entries.flat, *wanted.flat))
    reached = plain(_texts(entries))
    agrees = False if False in verdicts else None if None in verdicts else True
    return Finding(agrees, "exact" if exact else "enclosed", reached, "" if agrees is not None else _WIDE)


_WIDE = "the enclosure of the limit is wider than what is to be told apart"


def _same(a: Number, b: Number) -> bool | None:
    """Whether a limit is what is claimed; None where the intervals are too wide to tell."""
    if _is_plain(a) and _is_plain(b):
        return a == b
    if _is_infinite(a) or _is_infinite(b):
        return False
    low, high = ends(_enclosed(a) - _enclosed(b))
    if low > 0 or high < 0:
        return False
    scale = max(1.0, *(float(abs(end)) for end in ends(_enclosed(b))))
    return True if high - low <= LIMIT_ENCLOSURE * scale else None


def _enclosed(x: Number) -> Number:
    """A number that is right to 40 digits, a fraction or an interval as an interval."""
    return around(x, INTERVALS) if isinstance(x, mpf) else enclosed(Fraction(x) if isinstance(x, int) else x)


def _is_plain(x: Number) -> bool:
    return isinstance(x, Fraction | int) or _is_infinite(x)


def _texts(entries: np.ndarray) -> Number:
    return entrywise(_text, entries)


def _text(x: Number) -> Number:
    if _is_infinite(x):
        return "∞" if x > 0 else "-∞"
    return x if _is_plain(x) else _interval(x)


def _is_infinite(x: Number) -> bool:
    return isinstance(x, float) and x in (math.inf, -math.inf)


def _interval(x: Number) -> str:
    """Thirty digits, which both ends share, or both ends where they do not."""
    low, high = ends(x)
    with workdps(DIGITS):
        texts = [nstr(mpf(end.numerator) / end.denominator, 30) for end in (low, high)]
    narrow = high - low <= LIMIT_ENCLOSURE * max(1.0, float(abs(high)))
    return texts[0] if narrow else f"between {texts[0]} and {texts[1]}"
