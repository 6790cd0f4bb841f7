"""Where limits are tried, and when one counts as reached."""

__all__ = [
    "CRITICAL_PAIRS",
    "FAR_DIGITS",
    "FAR_SCALES",
    "FEW_PATHS",
    "FEW_SPOTS",
    "LARGEST_STEP_RATIO",
    "LEAST_SPOTS",
    "LIMIT_APART",
    "LIMIT_ENCLOSURE",
    "LIMIT_SETTLED",
    "MOST_PATHS",
    "MOST_SPOTS",
    "PRINTED_SCALE",
    "RANDOM_SPOTS",
    "SPOT_ENTRIES",
]

LIMIT_ENCLOSURE = 1e-30
"""Width, relative to a claimed limit of at least 1, up to which an interval that holds both it and the limit counts as
agreement: constants are known to 40 digits, ten are left to what cancels."""

LIMIT_SETTLED = 1e-20
"""Distance, relative to a claimed limit of at least 1, at which values at t = 10^64 have arrived: a quantity that
approaches like t^(−1/3) has, one that approaches like 1/log t has not and is left undecided."""

LIMIT_APART = 1e-15
"""Distance at which values that have settled, to LIMIT_SETTLED, have settled elsewhere."""

RANDOM_SPOTS = 3
"""The first point and others of sizes of their own, so that a limit is not seen at borders alone."""

MOST_SPOTS, LEAST_SPOTS = 24, 8
"""Spots of one limit, the plainest first: at two by two an exact limit takes some hundredths of a second."""

SPOT_ENTRIES = 40
"""Numbers that a point may consist of before fewer spots are tried: at d = 5 one takes ten times as long as at 2."""

MOST_PATHS = 24
"""Paths of one limit: with three variables and more not every order of every shape is tried."""

CRITICAL_PAIRS = 8
"""Pairs of powers at which terms of a quotient balance, the smallest first: each stands for a shape of its own."""

FAR_SCALES = tuple(10 ** (2**k) for k in range(2, 7))
"""Each the square of the one before: what converges like a power of t shows, from 10^4 to 10^64, which power."""

FAR_DIGITS = 600
"""Sizes of 10^192, the third power of the last, are cubed before they cancel."""

LARGEST_STEP_RATIO = 1e-3
"""A step that is at most this part of the one before: what converges more slowly is not extrapolated. While steps
go on falling so, what is left of the way is less than a part in 999 of the last one."""

PRINTED_SCALE = 10**6
"""A t at which a value is printed; hypotheses must hold at its square and fourth power, that is in the end."""

FEW_SPOTS, FEW_PATHS = 8, 5
"""Series and samples take ten times as long as exact limits; what they are for, roots and logarithms of sizes, seldom
depends on the point."""
