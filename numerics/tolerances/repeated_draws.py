"""When drawing what is cheap several times for one draw of what is dear pays off, and when controls do."""

__all__ = [
    "MOST_CONTROLS",
    "NORMAL_COST",
    "REPEATS_WEIGHED",
    "RIDGE",
    "SCHEME_GROUPS",
    "SCHEME_VALUES",
    "VALUES_ALONG_AXIS",
    "WORTH_CONTROLLING",
    "WORTH_REPEATING",
]

REPEATS_WEIGHED = (1, 2, 3, 4, 6, 8, 12, 16)
"""Values along an axis that are weighed against each other."""

WORTH_REPEATING = 0.9
"""A group has to cost at most this part of what single draws cost for the same error: less is not worth the trouble."""

NORMAL_COST = 4
"""What a normal costs, in floats that are computed: some 8 ns beside 2."""

VALUES_ALONG_AXIS = 4
"""Values along an axis by which it is seen what varies along it."""

MOST_CONTROLS = 64
"""Controls of one integrand: fitted to some thousands of draws they cost a few hundredths of what they gain."""

WORTH_CONTROLLING = 0.8
"""The part of the work that may be left for controls to be used: computing them takes time, too."""

RIDGE = 1e-10
"""Of the trace of the normal equations, so that noise that never varies leaves them solvable."""

SCHEME_GROUPS, SCHEME_VALUES = 256, 8192
"""Groups of draws, and values in all, by which it is seen what is worth repeating and taking away, at least."""
