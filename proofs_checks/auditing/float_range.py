"""Problems in units in which products of their numbers leave the range of float64, and what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from numerics.values.problem import Problem
from proofs_checks.settings.refused_work import LARGEST_MAGNITUDE, SMALLEST_MAGNITUDE

__all__ = ["within_float64"]


@contextmanager
def within_float64(problem: Problem) -> Iterator[None]:
    """Where figures of the problem are computed. Raises ValueError, with the number and the remedy, beforehand for one
    that float64 has no room for, and afterwards where there was none after all.
    """
    for name, array in problem.values().items():
        if name in {"M", "N", "d"}:
            continue
        largest = float(np.abs(array).max())
        if largest and not SMALLEST_MAGNITUDE <= largest <= LARGEST_MAGNITUDE:
            span = f"{SMALLEST_MAGNITUDE:g} to {LARGEST_MAGNITUDE:g}"
            message = (
                f"{name} has the largest entry {largest:.3g}, and figures are computed for {span} "
                "(float64 ends at 1e308): measure inputs and labels in other units"
            )
            raise ValueError(message)
    try:
        with np.errstate(over="ignore", under="ignore"):
            yield
    except ArithmeticError as error:
        message = (
            f"a figure of this problem leaves the range of float64 ({error}): measure inputs and labels in other "
            "units, so that H, Psi and sigma2 are near 1"
        )
        raise ValueError(message) from error
