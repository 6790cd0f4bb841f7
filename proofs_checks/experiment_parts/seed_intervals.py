"""Intervals at 95 % over the seeds of an arm."""

from typing import NamedTuple

import numpy as np
from scipy.stats import binom, binomtest, t

from proofs_checks.settings.experiment_numbers import CONFIDENCE

__all__ = ["Interval", "mean_interval", "median_interval", "share_interval"]


class Interval(NamedTuple):
    """An estimate with the ends of its interval, infinite where there are too few seeds for one."""

    value: float
    low: float
    high: float


def median_interval(values: np.ndarray) -> Interval:
    """The median of values (n,) between two order statistics, whatever their law; n ≥ 6 for finite ends.

    The k-th smallest and k-th largest, with the largest k whose chance to miss the median, 2 P(Bin(n, ½) < k), is at
    most 5 %. NaN and infinities count as larger than everything: a failed run is no good one.

    >>> import numpy as np
    >>> median_interval(np.array([3.0, 1, 2, 4, 6, 5]))
    Interval(value=3.5, low=1.0, high=6.0)
    """
    ordered = np.sort(np.where(np.isfinite(values), values, np.inf))
    n = len(ordered)
    if not n:
        return Interval(float("nan"), -np.inf, np.inf)
    below = int(binom.ppf((1 - CONFIDENCE) / 2, n, 0.5))  # 2 P(Bin < k) ≤ 5 % is to hold
    while below > 0 and 2 * binom.cdf(below - 1, n, 0.5) > 1 - CONFIDENCE:
        below -= 1
    with np.errstate(invalid="ignore"):
        median = float((ordered[(n - 1) // 2] + ordered[n // 2]) / 2)
    if below == 0:
        return Interval(median, -np.inf, np.inf)
    return Interval(median, float(ordered[below - 1]), float(ordered[n - below]))


def mean_interval(values: np.ndarray) -> Interval:
    """The mean of values (n,) with Student's interval; infinite ends for n < 2 and where a value is not finite.

    Of paired arms, give the differences by seed.
    """
    n = len(values)
    if n == 0 or not np.isfinite(values).all():
        return Interval(float("nan"), -np.inf, np.inf)
    mean = float(np.mean(values))
    if n == 1:
        return Interval(mean, -np.inf, np.inf)
    half = float(t.ppf((1 + CONFIDENCE) / 2, n - 1) * np.std(values, ddof=1) / np.sqrt(n))
    return Interval(mean, mean - half, mean + half)


def share_interval(count: int, n: int) -> Interval:
    """The share count/n with the interval of Clopper and Pearson. Raises ValueError for n < 1."""
    exact = binomtest(count, n).proportion_ci(CONFIDENCE)
    return Interval(count / n, float(exact.low), float(exact.high))
