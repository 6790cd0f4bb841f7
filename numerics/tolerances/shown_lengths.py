"""How much of a value a message or a notebook shows."""

__all__ = ["SHOWN_CHARACTERS", "SHOWN_COLUMNS", "SHOWN_ENTRIES", "WRITTEN_OUT_BITS"]

SHOWN_CHARACTERS = 60
"""Characters of a wrong value that a message shows."""

SHOWN_ENTRIES = 36
"""Of a matrix in a formula: a larger one is not read there."""

WRITTEN_OUT_BITS = 2000
"""Of the whole numbers that a message shows; Python itself refuses to write out some thousands of digits."""

SHOWN_COLUMNS = 20
"""Names of a table's columns that a message lists."""
