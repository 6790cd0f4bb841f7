"""Problems in units in which products of their numbers leave the range of float64, and what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from numerics.values.problem import Problem

__all__ = ["within_float64"]

SMALLEST, LARGEST = 1e-70, 1e70
"""Of the largest entry of each part of a problem: figures have products of four of them, and float64 ends at 1e±308."""


@contextmanager
def within_float64(problem: Problem) -> Iterator[None]:
    """Where figures of the problem are computed. Raises ValueError, with the number and the remedy, beforehand for one
    that float64 has no room for, and afterwards where there was none after all.
    """
    for name, array in problem.values().items():
        if name in {"M", "N", "d"}:
            continue
        largest = float(np.abs(array).max())
        if largest and not SMALLEST <= largest <= LARGEST:
            message = (
                f"{name} has the largest entry {largest:.3g}, and figures are computed for {SMALLEST:g} to {LARGEST:g} "
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
