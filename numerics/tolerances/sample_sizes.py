"""How many draws an estimate takes, and how sure its tests are."""

__all__ = [
    "EXAMPLES_FOR_ALL_TERMS",
    "FALSE_ALARM",
    "MAXIMUM_SAMPLES",
    "MINIMUM_SAMPLES",
    "MISS",
    "PILOT_SAMPLES",
    "SERIES_ORDER",
    "SMALLEST_TESTED",
    "STUDENT_FREEDOM",
    "TERM_SIZE_DRAWS",
]

MINIMUM_SAMPLES = 4_096
"""Fewer samples say too little about the standard error itself (its relative error is 1/√(2N) even without tails)."""

PILOT_SAMPLES = 64
"""From which the coefficients of control variates are fitted, at least: k of them cost some k/64 of what is gained. An
eighth of the least number of samples, where that is more, hardly adds to the time."""

MAXIMUM_SAMPLES = 4_000_000
"""Where a simulation stops although its aim is not reached: some seconds for the integrands of this project."""

FALSE_ALARM = 1e-3
"""Nominal chance that one sample rejects a true claim. A refutation takes two independent samples that reject in the
same direction, of which the chance is half the square of it, 5e-7, each of the three times at most that it is tried."""

MISS = 1e-3
"""Chance that an error of exactly the reported detectable size goes unseen in one comparison."""

STUDENT_FREEDOM = 9
"""Degrees of freedom of heavy-tailed inputs: the moments of order 8 that the standard errors of quartic integrands need
exist, and the kurtosis, 4.2 instead of 3, moves what rests on it by parts of itself at small M."""

SMALLEST_TESTED = 20
"""Smaller samples are not tested for a law: the kurtosis of D'Agostino and Pearson is calibrated from 20 on, and what
would be found below are only the grossest departures."""

TERM_SIZE_DRAWS = 256
"""Enough for the size of a term, which is meant to be right within a factor of two or so."""

SERIES_ORDER = 2
"""Terms of the series of the Bayes risk that are control variates; one where M < ``EXAMPLES_FOR_ALL_TERMS``. In
hundreds of estimates with 4,096 samples each, at d = 1 to 8, errors were then what the samples said. Two terms at M = 1
made them a fifth to a third larger, and four terms at M ≤ 4 up to seven times as large: the tails of high powers hardly
ever show in a sample."""

EXAMPLES_FOR_ALL_TERMS = 4
"""Examples in a prompt from which both terms are taken: with fewer, the tails of the second hardly show in a sample."""
