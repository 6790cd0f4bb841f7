"""At which sizes cases are looked for, and what counts as nothing there."""

from fractions import Fraction

__all__ = [
    "CANCELLED",
    "DIRECTION_DENOMINATORS",
    "MEMBERS_TRIED",
    "MOST_BORDER_PAIRS",
    "NAMES_SHOWN",
    "TOLD_FROM_ZERO",
    "WITNESS_SCALES",
    "WITNESS_SIZES",
]

MEMBERS_TRIED = (2, 1, 3)
"""Numbers of members for which a claim about any number is tried: two are the first that are added up, one has to be
what is known of one, and three are more than the two that a square of a sum multiplies."""

WITNESS_SIZES = (2, 1, 3, 4)
"""Smallest sizes of a witness, in the order in which they are tried: at 2 matrices need not
commute, and nothing is large yet."""

MOST_BORDER_PAIRS = 24
"""Of symbols at their borders: all that four matrices have, and a random choice of more."""

WITNESS_SCALES = tuple(Fraction(2) ** k for k in (0, -20, 20, -6, 6, -2, 2))
"""Where a witness is looked for: all sizes small, what is neither definite nor signed from tiny to huge."""

NAMES_SHOWN = 5
"""Raw weights come by the dozen: so many names are enough to see what was drawn."""

CANCELLED = 1e-10
"""What is this much smaller than its terms is their rounding: 2⁻⁵³ times some thousands of operations."""

TOLD_FROM_ZERO = 0.2
"""Relative standard error up to which a mean is not 0 but for chance: five standard errors."""

DIRECTION_DENOMINATORS = tuple(2**k for k in (0, 1, 2, 3, 4, 8, 16, 32, 50))
"""Denominators of a vector that shows a matrix not to be ⪰ 0, simplest first."""
