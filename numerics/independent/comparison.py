"""A claimed value against a sample mean: do they agree, and how large an error would have been seen?"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from numerics.independent.running_moments import Estimate
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.tolerances.sample_sizes import FALSE_ALARM, MISS
from numerics.values.number_types import Number

__all__ = ["Comparison", "compare", "critical_value", "samples_needed", "smallest_detectable"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The outcome of :func:`compare`.

    ``z`` is the largest |observed − claimed| / standard error over the entries, and ``critical`` what it may reach.
    ``visible``: an error of this Frobenius norm would have been caught except with probability ``miss``; it is
    ``detectable`` relative to ``scale`` (the ``claim``, or the ``integrand RMS`` where that is 0). The
    ``skewness_term`` is skewness·z³/(6√N) at the critical z. At 1 true claims are rejected three times as often as
    nominally; at 1/2, which is what samples are planned for, half as often again (Edgeworth's second term).

    >>> import numpy as np
    >>> from theorycheck import Estimate, compare
    >>> print(compare(1.0, Estimate(1.01, 0.02, 4000, 1.5, 0.0)).agrees)
    True
    """

    claimed: Number
    observed: Number
    standard_error: Number
    samples: int
    z: float
    critical: float
    difference: float
    visible: float
    detectable: float
    scale: str
    skewness_term: float
    false_alarm: float
    miss: float

    @property
    def agrees(self) -> bool:
        return self.z <= self.critical

    @property
    def trustworthy(self) -> bool:
        """Whether the sample is large enough for its skewness."""
        return self.skewness_term <= 1

    @property
    def p_value(self) -> float:
        """Two-sided and Bonferroni-corrected: a true claim has one of at most p with a nominal chance of p."""
        return min(1.0, 2 * np.size(self.claimed) * (1 - NormalDist().cdf(self.z)))


def compare(
    claimed: Number, estimate: Estimate, *, magnitude: float = 0.0, false_alarm: float = FALSE_ALARM, miss: float = MISS
) -> Comparison:
    """Compare a claimed number or n×m matrix with an estimate, two-sided, Bonferroni over the entries.

    Each of k entries is tested at the level α/k: the chance that any of them rejects a true claim is at most α,
    whatever they have to do with each other (O. J. Dunn, J. American Statistical Association 56, 1961). A mean of N
    skewed draws is beyond z with exp(skewness·z³/(6√N)) times the nominal chance, to first order (W. Feller, An
    Introduction to Probability Theory and Its Applications II, 2nd ed., XVI.7): ``skewness_term`` is that exponent.

    ``magnitude``: the size of the terms of the integrand, where it is larger than the integrand: they round.
    Raises ValueError where the shapes differ (a 1×1 matrix and a number are the same thing).

    >>> from theorycheck import Expectation, compare, monte_carlo, setting
    >>> seen = monte_carlo(Expectation(setting.sample_covariance()), {"d": 1, "M": 2, "H": [[3]]}, seed=1)
    >>> compare([[3]], seen).agrees, compare([[4]], seen).agrees
    (True, False)
    """
    observed, error, rms, skewness = (
        np.asarray(a, dtype=np.float64)
        for a in (estimate.mean, estimate.standard_error, estimate.rms, estimate.skewness)
    )
    claim = np.asarray(claimed).astype(np.float64)
    if claim.size == observed.size == 1:
        claim = claim.reshape(observed.shape)
    if claim.shape != observed.shape:
        message = f"the claim has shape {claim.shape}, the estimate {observed.shape}: compare equal shapes"
        raise ValueError(message)
    sampled, error = error, np.hypot(error, ROUNDING * np.maximum(np.maximum(rms, magnitude), np.abs(claim)))
    gap = np.abs(observed - claim)
    z = np.divide(gap, error, out=np.where(gap > 0, math.inf, 0.0), where=error > 0).max()
    share = false_alarm / claim.size
    critical = critical_value(share)
    by_claim = bool(np.linalg.norm(claim) > ROUNDING * np.linalg.norm(rms))
    size = float(np.linalg.norm(claim if by_claim else rms)) or 1.0
    # an error at least this large in norm exceeds the detectable size of some entry
    visible = float(np.linalg.norm(smallest_detectable(error, share, miss)))
    # first Edgeworth term: the relative change of the tail probability at the critical value; rounding is not skewed
    shrunk = np.divide(sampled, error, out=np.zeros_like(error), where=error > 0) ** 3
    tail = np.abs(skewness * shrunk).max() * critical**3 / (6 * math.sqrt(estimate.samples))
    return Comparison(
        claimed=claimed,
        observed=estimate.mean,
        standard_error=estimate.standard_error,
        samples=estimate.samples,
        z=float(z),
        critical=critical,
        difference=float(np.linalg.norm(gap)) / size,
        visible=visible,
        detectable=visible / size,
        scale="claim" if by_claim else "integrand RMS",
        skewness_term=float(tail),
        false_alarm=false_alarm,
        miss=miss,
    )


def critical_value(false_alarm: float = FALSE_ALARM) -> float:
    """The z with P(|Z| > z) = false_alarm for standard normal Z. Raises ValueError outside (0, 1).

    >>> round(critical_value(0.05), 2)
    1.96
    """
    return -NormalDist().inv_cdf(_probability("false_alarm", false_alarm) / 2)


def smallest_detectable(standard_error: Number, false_alarm: float = FALSE_ALARM, miss: float = MISS) -> Number:
    """(z_{1−α/2} + z_{1−β})·standard_error: the error that a two-sided test of level α misses with probability β.

    Under an error δ the mean, in standard errors, is Gaussian about δ/error with variance 1, and passes z_{1−α/2} with
    probability Φ(δ/error − z_{1−α/2}) at least, which is the power 1 − β at the δ given here. Source: J. Neyman and
    E. S. Pearson, Phil. Trans. Royal Society A 231 (1933).

    >>> round(float(smallest_detectable(1.0)), 2)
    6.38
    """
    return (critical_value(false_alarm) - NormalDist().inv_cdf(_probability("miss", miss))) * standard_error


def samples_needed(
    standard_deviation: float, error: float, false_alarm: float = FALSE_ALARM, miss: float = MISS
) -> int:
    """The sample size at which an absolute ``error`` of the mean is the smallest detectable one.

    Raises ValueError unless the error is positive.

    >>> samples_needed(standard_deviation=2, error=0.02)
    407141
    """
    if not error > 0:
        message = f"the error to be detected is {error!r}: give a positive number"
        raise ValueError(message)
    return max(2, math.ceil((smallest_detectable(standard_deviation, false_alarm, miss) / error) ** 2))


def _probability(name: str, p: float) -> float:
    if not 0 < p < 1:
        message = f"{name} is {p!r}: give a probability strictly between 0 and 1"
        raise ValueError(message)
    return p
