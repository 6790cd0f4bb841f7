"""Numbers of the check by Coq: when two statements count as one, and how long a file may take."""

__all__ = ["AGREE", "DRAWS", "JOBS", "MOST_SECONDS", "POINTS", "TRIED_POINTS"]

POINTS = 2
"""Random points at which two statements are compared: two formulas agree at one by chance with probability 0."""

DRAWS = 2
"""Values of random matrices at a point: two integrands that differ as functions differ in their sum, almost surely."""

AGREE = 1e-7
"""Relative difference that is rounding: some 10⁴ operations on numbers of the order of one, and one inversion."""

JOBS = 2
"""Files that are compiled at once: each takes up to a gigabyte."""

MOST_SECONDS = 60
"""Processor time of one file, after which it counts as not accepted."""

TRIED_POINTS = 4
"""Random points at which the sides of an equality that Coq did not compute are compared, at sizes from 2 to 4."""
