"""Sizes of figures, and what is drawn in them where a user has no problem."""

__all__ = [
    "CURVE_POINTS",
    "DIMENSION_LENGTHS",
    "DOTS_PER_INCH",
    "EXAMPLE_DIMENSION",
    "EXAMPLE_LENGTH",
    "FIGURE_SAMPLES",
    "FLOW_STARTS",
    "GAP_LENGTHS",
    "GAP_STARTS",
    "LARGE_DIMENSION",
    "LEGEND",
    "LENGTHS_SHOWN",
    "MOST_STEPS",
    "PANEL",
    "PIXELS_PER_POINT",
    "RESOLVED",
    "SWEEP_BAND",
    "SWEEP_CELLS",
    "SWEEP_DIMENSIONS",
    "SWEEP_LENGTHS",
    "SWEEP_NORMS",
    "SWEEP_PICTURES",
]

PANEL = (4.0, 3.1)
"""Inches: two panels fill the width of a page."""

LEGEND = 0.55
"""Inches of height for a line of the legend below the panels."""

MOST_STEPS = 6
"""Steps between marks on a horizontal axis of numbers that are not whole: with more the digits of a panel touch."""

DOTS_PER_INCH = 160
"""Sharp on a screen of twice the usual density."""

PIXELS_PER_POINT = 4 / 3
"""As CSS has it: 96 pixels and 72 points an inch."""

EXAMPLE_DIMENSION, EXAMPLE_LENGTH = 4, 8
"""Small enough to be drawn within seconds, and larger than what every formula is simple at."""

FIGURE_SAMPLES = 30_000
"""At most, for a point of a curve, which shows its standard error."""

SWEEP_CELLS = 14
"""Cells along an axis of a sweep with more values: of 3,000 points some fifteen lie in each of 14 × 14."""

SWEEP_BAND = (0.1, 0.9)
"""The part of the problems that a band shows: the ends are those of single problems."""

SWEEP_PICTURES = 12
"""Quantities of a sweep that are drawn; the files have all."""

SWEEP_DIMENSIONS, SWEEP_LENGTHS, SWEEP_NORMS = (1, 2, 4, 8, 16), (1, 2, 4, 8, 16, 32), (0.0, 0.5, 1.0, 1.5, 2.0)
"""Problems of a sweep over d, M and ‖β*‖, the first two in equal steps of a logarithm."""

DIMENSION_LENGTHS, LENGTHS_SHOWN, LARGE_DIMENSION = (2, 4, 8, 16, 32, 64, 128), (4, 16, 64), 16
"""Context lengths of the curve, those whose shares are drawn, and a dimension in which the effective one shows."""

FLOW_STARTS, CURVE_POINTS = (0.5, 1.0, 2.0), 60
"""Scales of the start, one a curve, and points of a curve: more are not told apart."""

RESOLVED = 1e-6
"""Of the start: below, a curve shows the integrator's tolerance."""

GAP_LENGTHS, GAP_STARTS = (1, 2, 4, 8, 16, 32, 64, 128), 6
"""Context lengths of the curve, and starts of the descent at each: the best of them is shown."""
