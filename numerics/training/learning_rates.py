"""Learning rates over a run."""

from collections.abc import Callable, Mapping
from math import cos, pi

from numerics.tolerances.training_numbers import LAST_RATE

__all__ = ["SCHEDULES", "Schedule"]

Schedule = Callable[[float], float]
"""From the part of the run that is over, in [0, 1], to the part of the highest rate."""


def _constant(part: float) -> float:
    return 1.0


def _cosine(part: float) -> float:
    """Half a wave down to ``LAST_RATE``: at a constant rate training hovers some per cent above where it would land."""
    return LAST_RATE + (1 - LAST_RATE) * (1 + cos(pi * part)) / 2


SCHEDULES: Mapping[str, Schedule] = {"constant": _constant, "cosine": _cosine}
"""By name."""
