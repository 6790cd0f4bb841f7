"""Looks at a part of a sample, at which a claim may be accepted and never rejected: most samples need not be whole.

A claim m₀ is accepted at a look where the mean x̄ of what is drawn so far is so near that an error δ is out of the
question: |x̄ − m₀| + c·s/√n ≤ δ. If the mean were off by δ, x̄ would have to be off by c standard errors towards m₀:
that has the chance Φ(−c) at each look, and at any of k looks k·Φ(−c) at most, whatever the looks have to do with each
other (O. J. Dunn, J. American Statistical Association 56, 1961). So c is where this is EARLY_MISS, and the last look,
at which errors are missed with the chance MISS − EARLY_MISS, leaves MISS in all. A true claim is rejected at the last
look alone, which fewer samples reach: the level of the test does not grow. Of a bound the side on which it holds counts
as no error, so that one far from sharp is accepted soon.

For a matrix of means the Frobenius norm of |x̄ − m₀| + c·s/√n has to be at most δ. Let Δ be the error, ‖Δ‖ ≥ δ, and u =
Δ/‖Δ‖. Acceptance gives ⟨|u|, |x̄ − m₀|⟩ + c⟨|u|, s/√n⟩ ≤ δ ≤ ⟨u, Δ⟩, so that ⟨u, x̄⟩ is c⟨|u|, s/√n⟩ away from its mean.
Its standard deviation is at most ⟨|u|, s/√n⟩, whatever the correlations: the chance is again Φ(−c) at most.

Source of such designs: C. Jennison and B. W. Turnbull, Group Sequential Methods, 2000, chapters 2 and 9.
"""

import math
from statistics import NormalDist

import numpy as np

from numerics import smallest_detectable
from numerics.tolerances.sample_sizes import FALSE_ALARM, MINIMUM_SAMPLES, MISS
from proofs_checks.settings.sampling_trials import EARLY_LOOKS, EARLY_MISS, EARLY_WORK

__all__ = ["EARLY_CRITICAL", "LAST_MISS", "early_lengths", "whole_length", "within"]

LAST_MISS = MISS - EARLY_MISS
"""What the last look may miss where there were others."""

EARLY_CRITICAL = -NormalDist().inv_cdf(EARLY_MISS / len(EARLY_LOOKS))
"""The c above."""


def early_lengths(samples: int, numbers: int) -> tuple[int, ...]:
    """How many of so many samples, of ``numbers`` floats each, are drawn at the looks before the last."""
    if samples * numbers < EARLY_WORK:
        return ()
    return tuple(n for n in (math.ceil(part * samples) for part in EARLY_LOOKS) if MINIMUM_SAMPLES // 4 <= n < samples)


def whole_length(samples: int, entries: int) -> int:
    """The samples after which the last look, which misses less often, sees what so many would see without others."""
    share = FALSE_ALARM / entries
    longer = float(smallest_detectable(1.0, share, LAST_MISS)) / float(smallest_detectable(1.0, share))
    return math.ceil(samples * longer**2)


def within(gap: np.ndarray, error: np.ndarray, most: float, *, one_sided: bool) -> bool:
    """Whether errors of the norm ``most`` are out of the question at an early look, by gaps and standard errors.

    ``one_sided``: only negative gaps are errors.
    """
    off = -gap if one_sided else np.abs(gap)
    return bool(np.linalg.norm(np.maximum(off + EARLY_CRITICAL * error, 0.0)) <= most)
