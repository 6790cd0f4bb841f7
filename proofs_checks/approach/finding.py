"""What one path at one point says of a limit."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath import mpf

from numerics.asymptotic_series import enclosed, enclosure
from numerics.tolerances import AGREEMENT, LIMIT_ENCLOSURE
from proofs_checks.printable import plain

__all__ = ["Finding", "as_enclosures", "judged"]


@dataclass(frozen=True)
class Finding:
    """``agrees`` is None where nothing is decided. ``reached`` is what the left side tends to, as text.

    ``how``: "exact", "enclosed" (coefficients as intervals) or "sampled" (extrapolated); ``reason`` says why nothing
    is decided.
    """

    agrees: bool | None
    how: str
    reached: Any = None
    reason: str = ""


def judged(limits: Any, claimed: Any) -> Finding:
    """Limits, entry by entry, beside what is claimed: Fractions, intervals that hold the limit, or ±inf."""
    entries = np.asarray(limits, dtype=object)
    wanted = np.broadcast_to(np.asarray(claimed, dtype=object), entries.shape)
    verdicts = [_same(a, b) for a, b in zip(entries.flat, wanted.flat, strict=True)]
    exact = all(_is_plain(x) for x in (*entries.flat, *wanted.flat))
    reached = plain(_texts(entries))
    agrees = False if False in verdicts else None if None in verdicts else True
    return Finding(agrees, "exact" if exact else "enclosed", reached, "" if agrees is not None else _WIDE)


def as_enclosures(value: Any) -> Any:
    """A value with its mpmath numbers as intervals around them; fractions stay as they are."""
    array = np.asarray(value, dtype=object)
    result = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        x = array[index]
        is_digits = isinstance(x, mpf)
        result[index] = enclosure(x, AGREEMENT * max(1, abs(x))) if is_digits else x if _is_plain(x) else Fraction(x)
    return result[()]


_WIDE = "the enclosure of the limit is wider than what is to be told apart"


def _same(a: Any, b: Any) -> bool | None:
    """Whether a limit is what is claimed; None where the intervals are too wide to tell."""
    if _is_plain(a) and _is_plain(b):
        return a == b
    if math.inf in (a, b) or -math.inf in (a, b):
        return False
    gap = enclosed(a) - enclosed(b)
    if gap > 0 or gap < 0:
        return False
    scale = max(1, abs(enclosed(b)).b)
    return True if gap.delta <= LIMIT_ENCLOSURE * scale else None


def _is_plain(x: Any) -> bool:
    return isinstance(x, Fraction | int) or x in (math.inf, -math.inf)


def _texts(entries: np.ndarray) -> Any:
    result = np.empty(entries.shape, dtype=object)
    for index in np.ndindex(entries.shape):
        x = entries[index]
        if x in (math.inf, -math.inf):
            result[index] = "∞" if x > 0 else "-∞"
        else:
            result[index] = x if _is_plain(x) else _interval(x)
    return result[()]


def _interval(x: Any) -> str:
    """The digits that both ends share, and the ends where they share none."""
    low, high = mpf(x.a._mpi_[0]) if hasattr(x, "_mpi_") else x, mpf(x.b._mpi_[1])
    return f"{(low + high) / 2}" if high - low <= 1e-12 * max(1, abs(high)) else f"between {low} and {high}"
