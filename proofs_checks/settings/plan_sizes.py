"""Where the long sample of a claim is taken: what is tried, and how one point is chosen."""

from fractions import Fraction

from numerics.tolerances.sample_sizes import MINIMUM_SAMPLES

__all__ = [
    "CANDIDATES",
    "FINALISTS",
    "LARGE_SAMPLED_SIZES",
    "LOOKS_FOR_TAME",
    "OWN_NUMBERS",
    "PILOT",
    "PILOT_SHARE",
    "SAMPLED_NUMBERS",
    "SAMPLED_SIZES",
    "SECOND_PILOT",
    "WEIGHT_SCALES",
]

WEIGHT_SCALES = (*(Fraction(1, 2**k) for k in range(6)), Fraction(4))
"""Sizes of the weights, tried in turn: terms of high degree in the data, which smaller weights hold down, are what
makes tails heavy. Too small weights hide what is said about them, so the first size with a cheap point is taken. The
last one is for what is said of long vectors only."""

SAMPLED_SIZES, LARGE_SAMPLED_SIZES = (3, 4, 6, 8), (6, 8, 12)
"""Larger sizes make tails lighter, and the terms with 1/M and 1/d, which are the easiest to get wrong, too small to be
seen: 1/M² is 1.6 % at M = 8, beside an error of 1 % that must show. The large ones are for where the small fail."""

FINALISTS = 3
"""Points that a second, longer pilot decides between: of many short ones the best is mostly the luckiest."""

LOOKS_FOR_TAME = 2
"""Times that finalists are chosen before one with a heavy tail is taken: some claims have no others."""

CANDIDATES = 6
"""Points tried at each size of the weights."""

PILOT, SECOND_PILOT, PILOT_SHARE = MINIMUM_SAMPLES, 4 * MINIMUM_SAMPLES, 64
"""Samples by which points are compared, and at least so many by which that at the chosen one is sized: heavy tails take
long samples, and to be seen a part of them, one in PILOT_SHARE."""

SAMPLED_NUMBERS, OWN_NUMBERS = 4_000_000_000, 500_000_000
"""Floats that the first sample of a comparison may cost in all, intermediate results included: some ten seconds; at a
user's numbers, which may be large, two: 120,000 prompts at d = 10, M = 110."""
