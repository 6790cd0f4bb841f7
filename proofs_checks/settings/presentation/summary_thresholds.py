"""What the summary and the pictures of an audit count as large, and how much they hold."""

__all__ = ["LARGE_SHARE", "MANY_EXAMPLES", "MOST_ADVICE", "PANELS"]

LARGE_SHARE = 0.1
"""The part of the excess of linear attention that its missing start has to make up before anything is advised."""

MANY_EXAMPLES = 1e7
"""Examples that no prompt holds: a context length above it is said in words."""

MOST_ADVICE = 2
"""Remedies that one line holds; the notes of a table have all."""

PANELS = 3
"""Panels side by side; of more features the first are drawn."""
