"""Inputs with a mean."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import INPUTS, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return 0.5 + rng.standard_normal(shape)


LAWS = (ViolatingLaw("a mean that is not 0", INPUTS, _noise, letter="mean", order=40),)
