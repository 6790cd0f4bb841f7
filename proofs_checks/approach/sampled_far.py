"""A limit judged by values far out, to many digits: where neither exact limits nor enclosures reach.

t runs through 10^4, 10^8, …, 10^64, each the square of the one before: distances that fall like a power of t square
from one to the next, and what is left at the end bounds what is unseen.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
from sympy import Basic

from numerics import evaluate
from numerics.tolerances import AGREEMENT, LIMIT_APART, LIMIT_SETTLED
from proofs_checks.approach.finding import Finding
from proofs_checks.approach.paths import Path
from proofs_checks.printable import plain
from theory.statement import Limit

__all__ = ["sampled_along"]

SCALES = tuple(10 ** (2**k) for k in range(2, 7))
FAR_DIGITS = 600
"""Sizes of 10^192 (the third power of the last) are cubed before they cancel."""

FALLS = 1e-3
"""A step that is at most this part of the one before: what converges more slowly is not extrapolated."""


def sampled_along(statement: Limit, path: Path, point: Mapping[Basic, Any], claimed: Any) -> Finding:
    """Agrees where the distance falls below LIMIT_SETTLED; differs where the values settle elsewhere.

    Raises ValueError where the expression has no value.
    """
    if max(path.levels):
        return Finding(None, "sampled", None, "one variable after the other is not sampled")
    values = [
        evaluate(statement.expression, {**point, **path.values(statement, t)}, precision=FAR_DIGITS) for t in SCALES
    ]
    with mpmath.workdps(FAR_DIGITS):
        claimed = np.vectorize(_digits, otypes=[object])(claimed)
        scale = max(1, _size(claimed))
        distances = [_size(np.asarray(v - claimed, dtype=object)) / scale for v in values]
        steps = [_size(np.asarray(b - a, dtype=object)) / scale for a, b in zip(values, values[1:], strict=False)]
        reached = plain(np.vectorize(lambda x: mpmath.nstr(x, 15), otypes=[object])(values[-1]))
        slope = _slope(distances)
    falls = all(b <= max(a, AGREEMENT) for a, b in zip(distances, distances[1:], strict=False))
    if distances[-1] <= LIMIT_SETTLED and falls:
        return Finding(True, "sampled", reached, f"the distance falls like t^{slope}" if slope else "")
    settled = all(b <= FALLS * a or b <= LIMIT_SETTLED for a, b in zip(steps, steps[1:], strict=False))
    if settled and steps[-1] <= LIMIT_SETTLED and distances[-1] >= LIMIT_APART:
        return Finding(False, "sampled", reached)
    slow = f"the distance is {mpmath.nstr(distances[-1], 3)} at t = 10^64" + (f", falling like t^{slope}" if slope else "")
    return Finding(None, "sampled", reached, slow)


def _digits(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction | int) else mpmath.mpf(x)


def _size(value: np.ndarray) -> Any:
    return max(abs(x) for x in value.flat)


def _slope(distances: list[Any]) -> str:
    """The exponent of t that the last two distances show; empty where one of them is 0."""
    if not all(distances[-2:]):
        return ""
    ratio = mpmath.log(distances[-1] / distances[-2]) / mpmath.log(mpmath.mpf(SCALES[-1]) / SCALES[-2])
    return mpmath.nstr(ratio, 4)
