"""What experiments with networks are judged by, which is fixed beforehand and no part of a setting."""

__all__ = [
    "DRAWN_BAYES_ERROR",
    "EQUAL_PARAMETERS",
    "ERRORS_ALLOWED",
    "RESAMPLED_TASKS",
    "SEEDS_FOR_PAIRS",
    "SEEDS_FOR_SIDES",
    "TRAPPED",
]

DRAWN_BAYES_ERROR = 1e-3
"""Relative standard error of the Bayes risk that is drawn; differences to it are taken prompt by prompt, without it."""

EQUAL_PARAMETERS = 0.05
"""Part by which numbers of weights may differ that are called as many: widths are multiples of the number of heads."""

ERRORS_ALLOWED = 3
"""Standard errors between a sampled excess, all seeds together, and its closed form: five shifts are then said to
differ by chance in one experiment of seventy."""

SEEDS_FOR_PAIRS = 5
"""Of networks that are compared seed by seed, before a difference has a side."""

SEEDS_FOR_SIDES = 8
"""Of a network, before it is said to lie above or below a level: with fewer, one run on a plateau is all of the
spread."""

RESAMPLED_TASKS = 2000
"""Samples of tasks with replacement: the ends of a 95 % interval are then the 50th of each side."""

TRAPPED = 0.1
"""Part of a level by which a run that is called trapped ends above it: noise of tests is a fifth of that."""
