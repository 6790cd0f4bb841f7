"""Widths and lengths of reports as text and HTML."""

__all__ = ["FEATURES_SHOWN", "HTML_BARS", "REASONS_SHOWN", "TEXT_BARS", "TEXT_WIDTH"]

TEXT_WIDTH = 100
"""Characters of a line where the terminal is wider or unknown: longer lines are hard to read."""

HTML_BARS = 60
"""Eigenvalues that are drawn on a page; the rest is counted."""

TEXT_BARS = 12
"""The same in a terminal, a line each."""

FEATURES_SHOWN = 3
"""Features up to which the entries beside the diagonal are listed."""

REASONS_SHOWN = 20
"""Kinds of reasons why a sweep has no number somewhere; failures.csv has all of them."""
