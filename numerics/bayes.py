"""The excess risk of the Bayes predictor of one problem, for which d > 1 has no closed form, and how near GD-β is."""

from dataclasses import replace
from typing import Any

import mpmath
import numpy as np

from numerics.estimation import monte_carlo
from numerics.problem import Problem
from numerics.running_moments import Estimate
from numerics.signal_spectrum import Signal
from numerics.tolerances import GUARD_DIGITS, MAXIMUM_SAMPLES
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS

__all__ = ["bayes_excess", "bayes_excess_in_one_dimension", "near_optimality_factor"]


def bayes_excess(
    problem: Problem, *, relative_error: float = 0.01, seed: Any = 0, max_samples: int = MAXIMUM_SAMPLES
) -> Estimate:
    """R_Bayes, estimated over sample covariances; query, labels, task and noise are integrated in closed form.

    Raises ValueError for σ² = 0, where least squares is exact as soon as M ≥ d and the formula divides by 0.
    """
    _require_noise(problem)
    estimate = monte_carlo(
        BAYES_EXCESS, problem.values(), relative_error=relative_error, seed=seed, max_samples=max_samples
    )
    return replace(estimate, engine_assisted=True)


def bayes_excess_in_one_dimension(problem: Problem, digits: int = 30) -> Any:
    """R_Bayes at d = 1 to that many digits, as an mpmath number: E[hψσ²/(σ² + hψχ²)], χ² with M degrees of freedom.

    Raises ValueError for d > 1 and for σ² = 0.
    """
    _require_noise(problem)
    if problem.d != 1:
        message = f"the problem has d = {problem.d}: this is for d = 1, use bayes_excess"
        raise ValueError(message)
    M = problem.M
    with mpmath.workdps(digits + GUARD_DIGITS):
        signal = mpmath.mpf(problem.H.item()) * mpmath.mpf(problem.Psi.item())
        noise = mpmath.mpf(problem.sigma2)
        constant = 2 / (mpmath.mpf(2) ** (mpmath.mpf(M) / 2) * mpmath.gamma(mpmath.mpf(M) / 2))

        # over u = √χ², in which the density is smooth at 0 for every M
        def integrand(u: Any) -> Any:
            return signal * noise / (noise + signal * u**2) * constant * u ** (M - 1) * mpmath.exp(-(u**2) / 2)

        # where the first factor bends, and where the density is
        breaks = {mpmath.sqrt(M), mpmath.sqrt(M) + 4} | ({mpmath.sqrt(noise / signal)} if signal else set())
        value = mpmath.quad(integrand, [0, *sorted(breaks), mpmath.inf])
    with mpmath.workdps(digits):
        return +value


def near_optimality_factor(problem: Problem) -> float:
    """1 + (tr(HΨ) + ‖H^½ΨH^½‖)/σ²: min excess(GD-β) is at most this times R_Bayes. Raises ValueError for σ² = 0."""
    _require_noise(problem)
    sigma2 = problem.sigma2
    signal = Signal(problem.H, problem.Psi)
    return 1 + signal.total(lambda mu: np.append(mu, mu.max()) / sigma2, "the certified factor")


def _require_noise(problem: Problem) -> None:
    if problem.sigma2 == 0:
        message = "sigma2 is 0: the Bayes risk is compared with gradient descent for noisy labels, give sigma2 > 0"
        raise ValueError(message)
