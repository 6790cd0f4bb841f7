"""Label noise that all examples of a prompt have in part in common."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import LABELS, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    common = rng.standard_normal((shape[0], 1, shape[2]))
    return np.sqrt(0.5) * (common + rng.standard_normal(shape))


LAWS = (ViolatingLaw("correlated noise", LABELS, _noise, letter="ε ρ", order=90),)
