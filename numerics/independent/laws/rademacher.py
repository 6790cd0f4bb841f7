"""Two points with equal chances: ±1 for the entries of inputs, ±√v exactly."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.law import INPUTS, TASK, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return rng.integers(0, 2, shape) * 2.0 - 1.0


def _moment(k: int, variance: Fraction) -> Fraction:
    return Fraction(0) if k % 2 else variance ** (k // 2)


LAWS = (
    ViolatingLaw("bounded entries (Rademacher)", INPUTS, _noise, letter="±1", order=20),
    ViolatingLaw("a discrete set of tasks", TASK, _noise, letter="w=±1", order=70),
    DiscreteLaw("a law of two points, ±√v with equal chances", _moment, True, _noise, order=10),
)
