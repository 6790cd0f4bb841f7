"""How much of a value a message or a notebook shows."""

__all__ = ["SHOWN_CHARACTERS", "SHOWN_ENTRIES"]

SHOWN_CHARACTERS = 60
"""Characters of a wrong value that a message shows."""

SHOWN_ENTRIES = 36
"""Of a matrix in a formula: a larger one is not read there."""
