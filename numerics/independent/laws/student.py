"""Student's t: tails so heavy that few moments exist."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import INPUTS, ViolatingLaw
from numerics.tolerances.sample_sizes import STUDENT_FREEDOM

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    """With ν degrees of freedom, over its standard deviation √(ν/(ν − 2)) (Student, Biometrika 6, 1908).

    Moments below order ν exist, and the kurtosis is 3(ν − 2)/(ν − 4): see STUDENT_FREEDOM.
    """
    return rng.standard_t(STUDENT_FREEDOM, shape) * np.sqrt((STUDENT_FREEDOM - 2) / STUDENT_FREEDOM)


LAWS = (ViolatingLaw("heavy tails (Student t)", INPUTS, _noise, letter="t", order=10),)
