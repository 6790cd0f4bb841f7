"""What a table is asked for before laws are tested and estimates have intervals, and what that may cost."""

__all__ = [
    "BOUNDARY",
    "CAUSE_DRAWS",
    "COLLINEAR",
    "COVERAGE",
    "EQUAL_SIZES",
    "EXTREMES",
    "FOLLOWS_FOR_CERTAIN",
    "GONE",
    "INPUTS_CALIBRATED",
    "INVOLVED",
    "MOST_DRAWS",
    "MOST_OF_ROWS",
    "MOST_PAIRED_ROWS",
    "MOST_REFITTED",
    "MOST_TENSOR",
    "MOVES",
    "MOVES_OF_FEW",
    "NEGLIGIBLE_CENTRING",
    "NOISE_BATCH",
    "NOISE_CALIBRATED",
    "NO_RESIDUAL",
    "NO_SIGNAL",
    "NO_SIGNAL_TO_MOVE",
    "OWN_KURTOSIS",
    "REFITS",
    "REFIT_STEPS",
    "SCALES_APART",
    "SORTED_BY_CHANCE",
    "TASKS_CALIBRATED",
    "TASKS_LEFT_OUT",
    "TASK_BATCH",
    "TASK_STEPS",
    "TEST_LEVEL",
    "VARIES_WITHIN",
]

TEST_LEVEL = 0.01
"""A hypothesis about a law counts as broken where a test of it, corrected for their number, has a smaller p-value."""

COVERAGE = 0.95
"""Nominal coverage of intervals."""

EXTREMES = 10
"""Draws at least as extreme after which nothing more is drawn: the p-value is then known to a third of itself."""

MOST_DRAWS = 499
"""Draws at most: p-values down to 0.002, a fifth of the level that they are compared with."""

NO_SIGNAL = 1e-12
"""Of the signal in the variance of a coefficient, at the least: scores are defined where tasks do not vary at all."""

VARIES_WITHIN = 1e-9
"""Part of the variation of a column below which what is left within tasks is rounding."""

COLLINEAR = 30.0
"""Condition index of scaled columns from which estimates suffer, by experience. Source: D. A. Belsley, E. Kuh and
R. E. Welsch, Regression Diagnostics (1980), section 3.2."""

INVOLVED = 0.3
"""Part of the largest coefficient of a near dependence from which a column takes part in it."""

SCALES_APART = 1e6
"""Ratio of the standard deviations of two columns from which a reader is told of it."""

SORTED_BY_CHANCE = 1e-9
"""Chance that unsorted rows look sorted, below which a reader is told: tables have at most thousands of columns."""

REFITS = 100
"""Tables drawn from the fit: the variance of figures is then known to a seventh."""

MOST_REFITTED = 200
"""Tasks up to which tables are drawn: above, the information of so many tasks is accurate, and refits take long."""

REFIT_STEPS = 60
"""Steps of a refit: near the boundary they are short, and figures move by less than they vary."""

INPUTS_CALIBRATED = 1_000_000
"""Rows times features up to which tables are drawn: some tens of ms each."""

NOISE_CALIBRATED = 2_000_000
"""Rows times features up to which the smallest p-value is ranked among those of drawn noise: some tens of ms a draw."""

NOISE_BATCH = 400_000
"""Numbers that one batch of drawn noise has, with the products that projecting takes."""

NEGLIGIBLE_CENTRING = 0.3
"""Standard deviations by which what centring leaves may move the statistic of neighbours: at 1 % it is then called
broken in 1.2 %, and a constant in every task would cost more power than that."""

NO_RESIDUAL = 1e-3
"""Rows with 1 − h below this are fitted nearly exactly: their standardised residual is a ratio of rounding errors."""

MOST_PAIRED_ROWS = 512
"""Rows of a task up to which all pairs of its rows are gone through."""

MOST_TENSOR = 2_000_000
"""Numbers of a table of tensor powers (rows of a task times q^k) up to which it is made instead."""

BOUNDARY = 1e-6
"""An eigenvalue of Ψ below this part of the largest has reached 0, for what a table can tell."""

GONE = 1e-9
"""Ψ of this size, relative to the noise of an average task, is 0 for every purpose, and reached ever more slowly."""

TASKS_CALIBRATED = 12_000
"""Tasks times squared features up to which tables are drawn from the fit: above, closed p-values are accurate."""

TASK_STEPS = 8
"""Steps of the fit to each drawn table: the statistics then move by less than they vary."""

TASK_BATCH = 60_000
"""Numbers of the covariances of one batch of drawn tables."""

EQUAL_SIZES = 1e-6
"""Logarithms of sizes this near to each other differ by rounding."""

MOST_OF_ROWS = 0.5
"""Share of all rows from which a task has most of them."""

TASKS_LEFT_OUT = 3
"""Tasks that are left out in turn, those whose coefficients are furthest from β in their own units and weight."""

MOVES, MOVES_OF_FEW = 2.0, 20.0
"""Factor by which tr(HΨ)/σ² changes without a task that moves the answer: 2, or 1 + 20/T where tasks are so few that
any of them may move it as far."""

NO_SIGNAL_TO_MOVE = 0.05
"""A signal that small counts as none, whatever it is a multiple of."""

FOLLOWS_FOR_CERTAIN = 1e-8
"""A p-value of a variance that follows the inputs which heavy tails alone do not reach: they multiply its spread."""

CAUSE_DRAWS = 99
"""Draws of Gaussian noise by which tails within tasks are told from scales of tasks."""

OWN_KURTOSIS = 3
"""Degrees of freedom from which a task shows a kurtosis of its own."""
