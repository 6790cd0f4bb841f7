"""The border to numbers that have no one type: the one place of ``numerics`` where ``Any`` stands.

Closed forms are evaluated by one walk in whichever arithmetic is asked for, in floats, fractions, intervals, series or
so many digits (mpmath has no types), and entry by entry where a value is a matrix (NumPy's arrays of objects have
none). Which it is in a given case, the arithmetic says.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["MpmathContext", "Number", "Seed"]

Number = Any
"""A number of some arithmetic, or an array of such; also what a user gives for one, before it is looked at."""

MpmathContext = Any
"""What mpmath computes in: so many digits, or intervals."""

Seed = int | Sequence[int] | np.random.SeedSequence
"""What streams of random numbers are spawned from."""
