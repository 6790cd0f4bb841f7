"""Errors that a sample must show, and draws that are spent on it."""

__all__ = [
    "CHEAP",
    "COMPARISON_SAMPLES",
    "EARLY_LOOKS",
    "EARLY_MISS",
    "EARLY_SKEWNESS",
    "EARLY_WORK",
    "ENOUGH_SAMPLED",
    "FAR_STEP",
    "FEW_DRAWS",
    "GLANCE",
    "HEAVY_TAIL",
    "LARGEST_SHARE",
    "LONG_SAMPLES",
    "NO_ROUNDING",
    "REPEATED_MARGIN",
    "REQUIRED_ERROR",
    "ROUNDING_STEP",
    "SETTLING",
    "SPREAD_ATTEMPTS",
    "SPREAD_ERROR",
    "SPREAD_LIMIT",
    "SPREAD_NUMBERS",
    "TAKEN_AT_ONCE",
    "UNREACHABLE",
    "WANTED_ERROR",
]

REQUIRED_ERROR = 0.01
"""A sampled claim is confirmed only if a relative error of this size would have been seen: the mistakes to be found
(a lost transpose or noise term, (M+2)/M for (M+1)/M) change a value by more at the sizes that are sampled."""

WANTED_ERROR = 0.0095
"""The detectable error that a sample is planned for, a little below the required one: a pilot may see too
little of a tail."""

COMPARISON_SAMPLES = 250_000_000
"""What both samples of a comparison may draw: the first a fifth of it, which shows an error of 1 % at a relative
standard deviation of 10, the rest only to repeat a rejection."""

UNREACHABLE = 1e-12
"""A relative error that no sample attains: the size alone decides when sampling stops."""

CHEAP = 400_000_000
"""Floats of a sample with which a point is taken without looking further: some eight tenths of a second, of which more
points would save less than it takes to look at them."""

TAKEN_AT_ONCE = 200_000_000
"""Floats of a sample with which the first point met is taken: some three tenths of a second, of which other points save
a third and take as much to look at."""

HEAVY_TAIL = 4.0
"""Relative standard deviation from which a point is called heavy-tailed: the required error takes 7 million draws."""

LARGEST_SHARE = 0.1
"""A sample of whose variance one draw makes up this part has not settled: with a finite fourth moment the share falls
like 1/N, with an infinite variance of tail index α < 2 it stays near 1 − α/2 on average, whatever N is."""

SPREAD_ERROR, SPREAD_LIMIT = 0.05, 0.25
"""The relative error that samples at points of other magnitudes are planned for, and the largest they may leave unseen:
what is wrong by a term shows there as parts of the whole, and small errors are the business of the long sample."""

SPREAD_NUMBERS = 60_000_000
"""Floats that the first sample at such a point may cost: some tenths of a second."""

SPREAD_ATTEMPTS = 4
"""Draws for one admissible point of each kind."""

FEW_DRAWS = 100
"""Fewer draws say nothing, not even how many more are needed."""

GLANCE = 32
"""What is grossly wrong shows in this part of the samples, and need not wait for all of them."""

EARLY_LOOKS = (1 / 16, 1 / 4, 2 / 5, 3 / 5)
"""Parts of a sample after which a claim may be accepted: of a true equation three fifths are drawn on average, and more
looks would save a hundredth. A bound that is far from sharp is accepted at the first."""

EARLY_MISS = 5e-4
"""Of the chance MISS that an error goes unseen so much is for the looks before the last, in equal parts: the sample is
six hundredths longer where it has to be whole. What is drawn on average is least for five to seven tenths of it."""

EARLY_SKEWNESS = 0.5
"""The skewness term, skewness·z³/(6√N), up to which a claim is accepted early: there squares of normal numbers miss 2.7
times as often as nominally on the side of their tail (measured; 5.5 times at 1), as whole samples may."""

EARLY_WORK = 20_000_000
"""Floats that a sample costs before it is looked at early: some hundredths of a second."""

ENOUGH_SAMPLED = 5
"""Points of different magnitudes, the one of the long sample among them, that a claim must pass."""

SETTLING = 4
"""How much longer a sample is that shows whether the variance settles."""

LONG_SAMPLES = 3
"""Points of the long sample that are tried, as long as what they show may be rounding."""

REPEATED_MARGIN = 1.1
"""How much longer than needed a repeated sample is: its own standard deviation may turn out larger."""

ROUNDING_STEP = 1e-6
"""Relative: far above rounding, far below what a claim that is false by a visible amount would notice."""

FAR_STEP = 1e-2
"""Relative: a step after which nothing cancels any more, so that terms show how large they are."""

NO_ROUNDING = 1e-4
"""Of what is sampled 1 % beside the point, where rounding at the point is 1e-6 of it: factors of singular covariances
are off by 1e-8 of it. A gap that shows is larger."""
