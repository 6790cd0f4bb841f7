"""A problem with labels in another unit: what is trained in it, and what its weights are in the first one.

Adam moves every weight by about the learning rate a step, so that labels of size 20 leave some weights far behind.
"""

import numpy as np

from numerics.values.block_weights import EffectiveWeights
from numerics.values.problem import Problem

__all__ = ["in_first_unit", "in_unit", "label_unit", "risk_of_zero"]


def risk_of_zero(problem: Problem) -> float:
    """The risk of predicting 0 without noise, tr(HΨ) + ‖β*‖²_H."""
    beta = problem.beta_star
    return float(np.trace(problem.H @ problem.Psi) + (beta.T @ problem.H @ beta).item())


def label_unit(problem: Problem) -> float:
    """The root mean square of the labels."""
    return float(np.sqrt(risk_of_zero(problem) + problem.sigma2))


def in_unit(problem: Problem, unit: float) -> Problem:
    """The same problem with labels divided by ``unit``; risks are divided by its square."""
    return Problem(
        H=problem.H,
        Psi=problem.Psi / unit**2,
        beta_star=problem.beta_star / unit,
        sigma2=problem.sigma2 / unit**2,
        M=problem.M,
    )


def in_first_unit(weights: EffectiveWeights, unit: float) -> EffectiveWeights:
    """What predicts the same, times ``unit``, from labels that are ``unit`` times as large."""
    u, P, k, v_1, v_0 = weights
    return EffectiveWeights(unit * u, P, k / unit, unit * v_1, v_0)
