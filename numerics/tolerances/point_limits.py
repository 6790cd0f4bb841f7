"""How admissible points are drawn, and how far one is moved to meet hypotheses."""

__all__ = [
    "DRAWN_SIZES",
    "LARGEST_SIZE",
    "MEETING_CHANGES",
    "MEETING_EXPONENTS",
    "MEETING_ROUNDS",
    "MOST_ALTERNATIVES",
    "POINT_ATTEMPTS",
    "RANGES_REMEMBERED",
    "SCALAR_REDRAWS",
    "SCALE_EXPONENTS",
    "SINGULAR_CHANCE",
    "SIZES_RAISED",
    "SIZE_COMBINATIONS",
    "SMALLEST_PIVOT",
    "ZERO_CHANCE",
]

DRAWN_SIZES = (2, 3)
"""Of matrices where the caller names none: sizes 1 let up to a third of wrong formulas pass."""

ZERO_CHANCE, SINGULAR_CHANCE = 0.125, 0.25
"""A zero variance or a singular matrix is an edge case, not the rule."""

POINT_ATTEMPTS = 8
"""Draws for one admissible point; the hypotheses that construction cannot meet exclude thin sets at most."""

SCALAR_REDRAWS = 64
"""Draws of a scalar with a rare property, such as that of being even and prime."""

SMALLEST_PIVOT = 1 / 64
"""How close to singular a definite matrix may come beside its largest entries; its scale may be far smaller."""

SCALE_EXPONENTS = 40
"""Of the powers of two that a symbol is multiplied by where magnitudes are searched through: a constant that is small
or large beside numbers of order one shows there."""

MOST_ALTERNATIVES = 32
"""Of hypotheses with "or" in them so many combinations are tried: each is a set of hypotheses of its own."""

MEETING_ROUNDS = 3
"""A change for one hypothesis may open a way for another; what three rounds do not settle is drawn anew."""

MEETING_EXPONENTS = 20
"""Scales from 2^-20 to 2^20 are tried where an inequality fails."""

MEETING_CHANGES = 600
"""Changes tried for one hypothesis: some tenths of a second."""

SIZES_RAISED = 16
"""By how much sizes are raised, one by one; a hypothesis about larger ones names a number."""

LARGEST_SIZE = 1000
"""Hypotheses that only larger sizes satisfy are left unmet: such matrices cannot be computed with."""

SIZE_COMBINATIONS = 200_000
"""Of sizes that are tried together: where there are more, those furthest from the wanted ones are left out first."""

RANGES_REMEMBERED = 1024
"""Ranges of which Hypothesis remembers its own special numbers, as many as it does itself."""
