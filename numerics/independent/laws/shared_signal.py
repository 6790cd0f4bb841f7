"""Tasks around a signal that they share, where none is claimed."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import TASK, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return 1.0 + rng.standard_normal(shape)


LAWS = (ViolatingLaw("a shared signal", TASK, _noise, letter="β*≠0", order=120),)
