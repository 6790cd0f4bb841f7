"""Laws of tasks with one mean and covariance: w = β* + Ψ^½ ζ, ζ with independent entries of mean 0 and variance 1."""

from collections.abc import Callable, Mapping

import numpy as np

__all__ = ["TASK_LAWS", "TaskLaw"]

TaskLaw = Callable[[np.random.Generator, tuple[int, int]], np.ndarray]
"""From a generator and a shape to independent entries of mean 0 and variance 1."""


def _gaussian(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return rng.standard_normal(shape)


def _two_points(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return rng.integers(0, 2, shape) * 2.0 - 1


def _laplace(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return rng.laplace(scale=0.5**0.5, size=shape)


TASK_LAWS: Mapping[str, TaskLaw] = {"gaussian": _gaussian, "two-points": _two_points, "laplace": _laplace}
"""By name."""
