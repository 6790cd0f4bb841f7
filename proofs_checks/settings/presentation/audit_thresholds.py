"""What an audit calls broken, negligible or few, and what it spends."""

__all__ = [
    "BAYES_ERROR",
    "BAYES_WORK",
    "FEW_TASKS",
    "INTERVAL",
    "INTERVAL_MATRICES",
    "LARGEST_CORRECTION",
    "LARGEST_M",
    "MANY_VARIABLES",
    "NEGLIGIBLE_SHARE",
    "PSI_BOUNDARY",
]

NEGLIGIBLE_SHARE = 0.01
"""A gap that is at most this part of the risk, label noise included, no longer matters to anybody who measures it."""

BAYES_ERROR = 0.002
"""Relative standard error of the Bayes risk in an audit: factors are read to two digits."""

INTERVAL = 1.96
"""Standard errors on either side of a sample mean in a 95 % interval."""

MANY_VARIABLES = 24
"""Dimension from which Newton's method is left out when linear attention is minimised: a Hessian costs d⁴."""

FEW_TASKS = 30
"""Fewer tasks than this, and a reader is told that intervals are wide: that of a variance known from 30 draws is a
factor of two and a half from end to end, from 10 draws a factor of seven."""

LARGEST_M = 2**40
"""Where the search for a context length ends: no prompt is longer."""

BAYES_WORK = 16_000_000
"""Products of numbers spent on the Bayes risks of all draws, of which there are a hundred or so: a second or two."""

INTERVAL_MATRICES = 256
"""Wishart matrices for the Bayes risks, the same for all draws, which so differ by their estimates alone."""

LARGEST_CORRECTION = 2.5
"""A larger factor says that there is hardly anything to correct."""

PSI_BOUNDARY = 1e-3
"""Part of the largest eigenvalue of Ψ below which the smallest counts as 0, which REML approaches and never reaches."""
