"""What an audit calls broken, negligible or few, and what it spends."""

__all__ = [
    "BAYES_ERROR",
    "BAYES_WORK",
    "COVERAGE",
    "FEW_TASKS",
    "INTERVAL",
    "LARGEST_M",
    "MANY_VARIABLES",
    "NEGLIGIBLE_SHARE",
    "TEST_LEVEL",
]

TEST_LEVEL = 0.01
"""A hypothesis about a law counts as broken where a test of it, corrected for their number, has a smaller p-value."""

NEGLIGIBLE_SHARE = 0.01
"""A gap that is at most this part of the risk, label noise included, no longer matters to anybody who measures it."""

BAYES_ERROR = 0.002
"""Relative standard error of the Bayes risk in an audit: factors are read to two digits."""

INTERVAL = 1.96
"""Standard errors on either side of a sample mean in a 95 % interval."""

COVERAGE = 0.95
"""Nominal coverage of the bootstrap intervals."""

MANY_VARIABLES = 24
"""Dimension from which Newton's method is left out when linear attention is minimised: a Hessian costs d⁴."""

FEW_TASKS = 100
"""Fewer tasks than this, and a reader is told how far bootstrap intervals fall short: for the ratio of a signal, whose
estimate is skewed, to the noise they covered 88 % with 100 tasks, in 200 simulations each."""

LARGEST_M = 2**40
"""Where the search for a context length ends: no prompt is longer."""

BAYES_WORK = 16_000_000
"""Products of numbers spent on the Bayes risks of all draws: a second or two."""
