"""Lengths of what is printed as text."""

__all__ = ["FIRST_ESTIMATE", "LONGEST_LABEL", "LONGEST_LINE", "LONGEST_WORD", "NARROW_TERMINAL"]

LONGEST_WORD, LONGEST_LINE = 300, 3000
"""Characters of a word, such as a path, and of a whole line on stderr."""

LONGEST_LABEL = 100
"""Characters of a column's name: questions of a survey stand as headings of its columns."""

FIRST_ESTIMATE = 4
"""Theorems after which the time left is estimated: they differ by a factor of fifty."""

NARROW_TERMINAL = 72
"""Columns below which there is no room for the evidence beside theorem and verdict."""
