"""Prompts drawn afresh for every step, as what a linear attention layer reads of them."""

from typing import NamedTuple

import numpy as np

from numerics.training.task_draws import TASK_LAWS
from numerics.values.problem import Problem

__all__ = ["PromptBatch", "PromptSource"]


class PromptBatch(NamedTuple):
    """G = ZᵀZ/M (B, d+1, d+1) of the examples Z = (X, y), the queries (B, d) and their labels (B,)."""

    G: np.ndarray
    query: np.ndarray
    label: np.ndarray


class PromptSource:
    """Prompts of a problem, with a task of its own for each: x ~ N(0, H), w ~ N(β*, Ψ), y = wᵀx + N(0, σ²).

    Tasks may follow another of ``TASK_LAWS``.
    """

    def __init__(self, problem: Problem, rng: np.random.Generator, tasks: str = "gaussian") -> None:
        self.problem, self.rng, self._law = problem, rng, TASK_LAWS[tasks]
        self._inputs, self._tasks = _root(problem.H), _root(problem.Psi)

    def draw(self, batch: int) -> PromptBatch:
        """So many prompts."""
        d, M = self.problem.d, self.problem.M
        tasks = self.problem.beta_star[:, 0] + self._law(self.rng, (batch, d)) @ self._tasks
        Z = np.empty((batch, M + 1, d + 1))
        Z[..., :d] = self.rng.standard_normal((batch, M + 1, d)) @ self._inputs
        noise = np.sqrt(self.problem.sigma2) * self.rng.standard_normal((batch, M + 1))
        Z[..., d] = (Z[..., :d] @ tasks[..., None])[..., 0] + noise
        examples = Z[:, :M]
        return PromptBatch(examples.mT @ examples / M, Z[:, M, :d], Z[:, M, d])


def _root(covariance: np.ndarray) -> np.ndarray:
    """The symmetric root of a covariance ⪰ 0."""
    values, vectors = np.linalg.eigh(covariance)
    return (vectors * np.sqrt(values.clip(0))) @ vectors.T
