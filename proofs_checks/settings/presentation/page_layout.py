"""Widths and lengths of reports as text and HTML."""

__all__ = ["AXIS_HEIGHT", "FEATURES_SHOWN", "HTML_BARS", "PRIVATE_LETTERS", "REASONS_SHOWN", "TEXT_BARS", "TEXT_WIDTH"]

TEXT_WIDTH = 100
"""Characters of a line where the terminal is wider or unknown: longer lines are hard to read."""

HTML_BARS = 60
"""Eigenvalues that are drawn on a page; the rest is counted."""

TEXT_BARS = 12
"""The same in a terminal, a line each."""

FEATURES_SHOWN = 3
"""Features up to which the entries beside the diagonal are listed."""

PRIVATE_LETTERS = 0xE000
"""From here on letters are for private use: each stands for a piece of text while the LaTeX is read."""

AXIS_HEIGHT = 0.25
"""In em: the height of the fraction line above the line of writing."""

REASONS_SHOWN = 20
"""Kinds of reasons why a sweep has no number somewhere; failures.csv has all of them."""
