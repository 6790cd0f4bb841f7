"""How near one step of gradient descent is certified to be to Bayes, for one problem."""

import numpy as np

from numerics.values.problem import Problem
from numerics.with_engine.signal_spectrum import signal_of

__all__ = ["near_optimality_factor"]


def near_optimality_factor(problem: Problem) -> float:
    """1 + (tr(HΨ) + ‖H^½ΨH^½‖)/σ²: min excess(GD-β) is at most this times R_Bayes. Raises ValueError for σ² = 0."""
    sigma2 = problem.sigma2
    if sigma2 == 0:
        message = "sigma2 is 0: the Bayes risk is compared with gradient descent for noisy labels, give sigma2 > 0"
        raise ValueError(message)
    return 1 + signal_of(problem).total(lambda mu: np.append(mu, mu.max()) / sigma2, "the certified factor")
