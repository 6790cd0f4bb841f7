"""Tasks that vary more along some coordinates than along others."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import TASK, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    # variances 1, 2, 3, … along the coordinates
    return np.sqrt(np.arange(1.0, shape[-2] + 1))[:, None] * rng.standard_normal(shape)


LAWS = (ViolatingLaw("an anisotropic law of tasks", TASK, _noise, letter="Ψ≠I", order=130),)
