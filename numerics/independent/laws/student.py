"""Student's t: tails so heavy that few moments exist."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import INPUTS, ViolatingLaw
from numerics.tolerances import STUDENT_FREEDOM

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    # with ν degrees of freedom the variance is ν/(ν − 2)
    return rng.standard_t(STUDENT_FREEDOM, shape) * np.sqrt((STUDENT_FREEDOM - 2) / STUDENT_FREEDOM)


LAWS = (ViolatingLaw("heavy tails (Student t)", INPUTS, _noise, letter="t", order=10),)
