"""Points at which both sides are integrated numerically, and what they may differ by."""

__all__ = [
    "ENOUGH_INTEGRATED",
    "ENOUGH_REFUSED",
    "FIRST_ATTEMPTS",
    "FIRST_POINTS",
    "OTHER_ATTEMPTS",
    "OTHER_POINTS",
    "QUADRATURE_AGREEMENT",
]

QUADRATURE_AGREEMENT = 1e-6
"""What two sides may differ by, relatively, of which a rule may be off a tenth: poles off the real axis by as much as
the Gaussian spreads leave 1e-8 or less at the numbers of nodes that are used."""

FIRST_ATTEMPTS, OTHER_ATTEMPTS = 16, 4
"""Draws at magnitudes of order one, and at any other, for points that meet the hypotheses
and at which the rule reaches its digits: noise must not be small."""

FIRST_POINTS, OTHER_POINTS = 2, 1
"""Points of order one, and of any other magnitude, as for exact points: a wrong
side agrees with the right one at almost no point."""

ENOUGH_REFUSED = 4
"""Points at which the rule has too few digits, after which others of their magnitude are not tried."""

ENOUGH_INTEGRATED = 5
"""Fewer points than this show little where nothing is exact."""
