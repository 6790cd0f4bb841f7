"""Tasks that depend on the inputs: correlated with the first example."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import TASK, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, earlier: Mapping[str, np.ndarray]) -> np.ndarray:
    first_input = np.swapaxes(earlier["X"][:, :1], -1, -2)
    return 0.6 * first_input + 0.8 * rng.standard_normal(shape)  # variance 0.36 + 0.64 = 1


LAWS = (ViolatingLaw("tasks that depend on the inputs", TASK, _noise, needs=frozenset({"X"}), letter="w(X)", order=60),)
