"""What is too large to be asked for, and where an audit says beforehand how long it takes."""

__all__ = [
    "ANNOUNCED_DIMENSION",
    "LARGEST_MAGNITUDE",
    "LARGEST_NUMERIC_SIZE",
    "MOST_BOOTSTRAP_DRAWS",
    "SECONDS_AT_1000",
    "SMALLEST_MAGNITUDE",
]

LARGEST_NUMERIC_SIZE = 256
"""Of the sizes that a claim gives as numbers: every check makes arrays of them."""

MOST_BOOTSTRAP_DRAWS = 100_000
"""Of a bootstrap: the ends of an interval are then known to 0.5 % of its length."""

SMALLEST_MAGNITUDE, LARGEST_MAGNITUDE = 1e-70, 1e70
"""Of the largest entry of each part of a problem: figures have products of four of them, and float64 ends at 1e±308."""

ANNOUNCED_DIMENSION, SECONDS_AT_1000 = 200, 60
"""Dimensions from which on an audit says beforehand how long it may take, and what one processor takes at 1000."""
