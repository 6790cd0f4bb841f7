"""How much of a table is read, looked at and shown."""

__all__ = [
    "FEW_LABELS",
    "LARGEST_ENTRY",
    "MOST_CELLS",
    "MOST_LEVELS",
    "POINTS_OF_PICTURE",
    "ROWS_AT_A_TIME",
    "SMALLEST_SPREAD",
    "SNIFFED",
]

ROWS_AT_A_TIME = 8192
"""Rows that are held as text at one time."""

SNIFFED = 2**16
"""Characters that are looked at: hundreds of rows."""

LARGEST_ENTRY, SMALLEST_SPREAD = 1e100, 1e-100
"""Of a column: sums of squares, and products of two of them, then stay within the range of float64."""

MOST_LEVELS = 50
"""Categories that become columns of their own; with more of them than tasks have rows nothing is estimated."""

MOST_CELLS = 2_000_000
"""Cells that are looked at: some seconds, and less than 1 GiB."""

FEW_LABELS = 10
"""Categories up to which indicators of them are suggested."""

POINTS_OF_PICTURE = 200
"""Points of a picture, beyond which nobody tells them apart."""
