"""A skewed law: of the gamma family in floats, of two points where moments are to be exact."""

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.law import INPUTS, LABELS, TASK, ViolatingLaw
from numerics.tolerances.exact_budgets import ATOM_DENOMINATOR

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    # a gamma law of shape 4 has mean 4, variance 4 and skewness 1
    return rng.standard_gamma(4.0, shape) / 2 - 2


def _moment(k: int, variance: Fraction) -> Fraction:
    """Of 2s and −v/(2s), where s is near √v, with chances that make the mean 0.

    Atoms a and −b have the mean 0 for chances b/(a + b) and a/(a + b), and then the variance ab, which is v here.
    """
    if not variance:
        return Fraction(k == 0)
    root = Fraction(math.sqrt(variance)).limit_denominator(ATOM_DENOMINATOR) or variance
    above, below = 2 * root, variance / (2 * root)
    chance = below / (above + below)
    return chance * above**k + (1 - chance) * (-below) ** k


LAWS = (
    ViolatingLaw("skewed entries", INPUTS, _noise, letter="skew", order=30),
    ViolatingLaw("a skewed law of tasks", TASK, _noise, letter="w sk", order=80),
    ViolatingLaw("skewed noise", LABELS, _noise, letter="ε sk", order=110),
    DiscreteLaw("a skewed law", _moment, False, _noise, order=20),
)
