"""The excess risk of the Bayes predictor in two other ways: sampled from its definition, and exact at d = 1."""

from dataclasses import replace
from typing import Any

import mpmath

from numerics.independent.running_moments import Estimate
from numerics.tolerances.digits_carried import GUARD_DIGITS
from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES
from numerics.values.problem import Problem
from numerics.with_engine.checked_existence import monte_carlo
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS


def bayes_excess(
    problem: Problem, *, relative_error: float = 0.01, seed: Any = 0, max_samples: int = MAXIMUM_SAMPLES
) -> Estimate:
    """R_Bayes, estimated over sample covariances; query, labels, task and noise are integrated in closed form."""
    estimate = monte_carlo(
        BAYES_EXCESS, problem.values(), relative_error=relative_error, seed=seed, max_samples=max_samples
    )
    return replace(estimate, engine_assisted=True)


def bayes_excess_in_one_dimension(problem: Problem, digits: int = 30) -> Any:
    """R_Bayes at d = 1 to that many digits, as an mpmath number: E[hψσ²/(σ² + hψχ²)], χ² with M degrees of freedom.

    With E exp(−tχ²) = (1 + 2t)^(−M/2) and b = σ²/(hψ) it is σ² ∫ exp(−bt)(1 + 2t)^(−M/2) dt over t ≥ 0, whose integrand
    has no peak: it falls at the rate b + M, and where b is small, slower beyond 1. The integral is over log t, on
    which the trapezoidal rule doubles its digits with its nodes; derived here.
    """
    M = problem.M
    with mpmath.workdps(digits + GUARD_DIGITS):
        signal = mpmath.mpf(problem.H.item()) * mpmath.mpf(problem.Psi.item())
        if not signal:
            return mpmath.mpf(0)
        noise = mpmath.mpf(problem.sigma2)
        value = noise * _integral(noise / signal, M)
    with mpmath.workdps(digits):
        return +value


def _integral(b: Any, M: int) -> Any:
    """∫ exp(−bt)(1 + 2t)^(−M/2) dt over t ≥ 0, at the precision of mpmath."""
    half = mpmath.mpf(M) / 2

    def integrand(x: Any) -> Any:
        t = mpmath.exp(x)
        return mpmath.exp(x - b * t - half * mpmath.log1p(2 * t))

    # below, t alone is less than the last digit of the integral, of which 1/(b + M) is the size; above, bt ends it
    tiny = mpmath.log(mpmath.eps)
    low, high = tiny - mpmath.log(b + M) - 5, mpmath.log(-tiny / b + 1) + 2
    step, value, before = mpmath.mpf(1) / 4, None, mpmath.mpf(0)
    while value is None or abs(value - before) > abs(value) * mpmath.sqrt(mpmath.eps):
        before, nodes = (value or before), int((high - low) / step) + 1
        value = step * mpmath.fsum(integrand(low + i * step) for i in range(nodes))
        step /= 2
    return value
