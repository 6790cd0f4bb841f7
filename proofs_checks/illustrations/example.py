"""The problem that pictures show where a user has none, and its relatives along a sweep."""

from dataclasses import replace

import numpy as np

from numerics import Problem
from proofs_checks.settings.presentation.figure_sizes import EXAMPLE_DIMENSION, EXAMPLE_LENGTH

__all__ = ["EXAMPLE", "power_law", "with_dimension", "with_signal"]


def power_law(d: int, M: int) -> Problem:
    """Inputs whose variances fall like 1/j, tasks alike in every direction, a shared signal of norm 1."""
    inputs = np.diag(1 / np.arange(1, d + 1))
    return Problem(H=inputs, Psi=np.eye(d) / d, beta_star=np.full(d, d**-0.5), sigma2=0.25, M=M)


EXAMPLE = power_law(EXAMPLE_DIMENSION, EXAMPLE_LENGTH)


def with_dimension(problem: Problem, d: int) -> Problem:
    """The example in that dimension; of a user's problem its first d directions."""
    if problem is EXAMPLE:
        return power_law(d, problem.M)
    return replace(problem, H=problem.H[:d, :d], Psi=problem.Psi[:d, :d], beta_star=problem.beta_star[:d])


def with_signal(problem: Problem, norm: float) -> Problem:
    """The same problem with ‖β*‖ = norm, in the direction of its own signal if it has one."""
    own = float(np.linalg.norm(problem.beta_star))
    direction = problem.beta_star / own if own else np.full((problem.d, 1), problem.d**-0.5)
    return replace(problem, beta_star=norm * direction)
