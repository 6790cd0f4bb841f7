"""Inputs with a mean, whose second moment is H all the same."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import INPUTS, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    noise = rng.standard_normal(shape)
    first = (..., slice(0, 1), slice(None)) if shape[-1] == 1 else (..., slice(0, 1))
    noise[first] = 0.9 + np.sqrt(0.19) * noise[first]  # mean square 0.81 + 0.19 = 1
    return noise


LAWS = (ViolatingLaw("a mean that is not 0, with the same second moment", INPUTS, _noise, letter="m²", order=50),)
