"""How long bounds are searched for the point where they are tightest, and how found points are rounded."""

__all__ = [
    "COORDINATE_DENOMINATORS",
    "FURTHER_SIZES",
    "GENERATIONS",
    "POPULATION",
    "ROUNDED_DENOMINATOR",
    "ROUNDING_OF_SLACK",
    "SIMPLE_COORDINATES",
    "THIN_GENERATIONS",
    "WIDE_GENERATIONS",
]

POPULATION, GENERATIONS = 48, 80
"""About four thousand points for each size: in eight to twenty variables the search has settled by then."""

THIN_GENERATIONS = 4
"""Where hypotheses are equations every point is solved for, which takes some milliseconds."""

FURTHER_SIZES = 2
"""By how much sizes are raised where a claim has no value at small ones."""

WIDE_GENERATIONS = 40
"""How long the search over magnitudes lasts: they settle before values do."""

ROUNDING_OF_SLACK = 1e-9
"""Less than this is no tighter: float64 leaves a relative slack of 1e-16 times the condition of what is inverted."""

ROUNDED_DENOMINATOR = 64
"""Coordinates are multiples of one in so many where equations are solved, which keeps fractions short."""

SIMPLE_COORDINATES = (0.0, 1.0, -1.0)
"""What coordinates are replaced by first."""

COORDINATE_DENOMINATORS = (1, 2, 4, 8, 16, 64, 256, 4096)
"""Values a coordinate is rounded to, simplest first: a counterexample is to be checked by hand."""
