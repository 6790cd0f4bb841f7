"""(S, s, r) = (XᵀX, Xᵀy, yᵀy)/M of a prompt, drawn without the prompt: the cost does not depend on M.

Given the task w the rows of (X, y) are i.i.d. Gaussian, (X, y) = Z Bᵀ with Z standard Gaussian, M×(d+1), and
B = [[F, 0], [wᵀF, σ]], FFᵀ = H. So (X, y)ᵀ(X, y) = B W Bᵀ, W = ZᵀZ a Wishart matrix, which Bartlett's decomposition
(1933) writes as AAᵀ with A lower triangular: normals below the diagonal, and χ with M, M−1, … degrees of freedom on it.
For M ≤ d the same holds with M columns. The last row of A is what label noise adds: Xᵀε/σ = FA_x a and
εᵀε/σ² = |a|² + χ²_{M−d}.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from numerics.chunks import moments_of_chunks
from numerics.model import covariance_root
from numerics.problem import Problem
from numerics.running_moments import Estimate
from numerics.tolerances import CHUNK_BYTES

__all__ = ["Coefficient", "Statistics", "bartlett", "draw_statistics", "risk_of_predictor", "wishart"]


class Statistics(NamedTuple):
    """S = XᵀX/M (size, d, d), s = Xᵀy/M (size, d, 1) and r = yᵀy/M (size,) of prompts with tasks w (size, d, 1)."""

    S: np.ndarray
    s: np.ndarray
    r: np.ndarray
    w: np.ndarray


Coefficient = Callable[[Statistics], np.ndarray]
"""What a predictor that is linear in the query multiplies it with: (size, d, 1), from S, s and r alone."""


def bartlett(M: int, d: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``size`` factors A (size, d, min(M, d)), zero above the diagonal, of Wishart matrices AAᵀ."""
    columns = min(M, d)
    A = np.zeros((size, d, columns))
    widths = np.minimum(np.arange(d), columns)
    normals = rng.standard_normal((size, int(widths.sum())))
    start = 0
    for i, width in enumerate(widths):
        A[:, i, :width] = normals[:, start : start + width]
        start += width
    diagonal = range(columns)
    A[:, diagonal, diagonal] = np.sqrt(rng.chisquare(M - np.arange(columns), (size, columns)))
    return A


def wishart(M: int, d: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``size`` Wishart matrices (size, d, d) with M degrees of freedom and scale I, singular for M < d."""
    A = bartlett(M, d, size, rng)
    return A @ A.mT


def draw_statistics(problem: Problem, size: int, rng: np.random.Generator) -> Statistics:
    """``size`` independent (S, s, r) with their tasks, in law those of the prompts of ``numerics.model``."""
    M, d = problem.M, problem.d
    w = problem.beta_star + (rng.standard_normal((size, d)) @ covariance_root(problem.Psi).T)[..., None]
    A = bartlett(M, d + 1, size, rng)
    inputs = np.matmul(covariance_root(problem.H) / np.sqrt(M), A[:, :d])
    labels = w.mT @ inputs + np.sqrt(problem.sigma2 / M) * A[:, d:]
    return Statistics(inputs @ inputs.mT, inputs @ labels.mT, (labels * labels).sum(axis=(1, 2)), w)


def risk_of_predictor(
    problem: Problem, coefficient: Coefficient, *, samples: int, seed: Any = 0, workers: int | None = None
) -> Estimate:
    """R = E(⟨c, x⟩ − y)² of any predictor with a coefficient c(S, s, r): E‖c − w‖²_H + σ², query and label averaged.

    ``coefficient`` sees the tasks too, and must not use them. The estimate depends on ``seed``, not on ``workers``, the
    number of threads (all processors unless given). Raises ValueError for fewer than two samples, and for a
    coefficient of another shape than (size, d, 1).
    """

    def losses(size: int, rng: np.random.Generator) -> np.ndarray:
        statistics = draw_statistics(problem, size, rng)
        c = np.asarray(coefficient(statistics))
        if c.shape != statistics.s.shape:
            message = f"the coefficient has shape {c.shape}: return {statistics.s.shape}, as s has"
            raise ValueError(message)
        error = (c - statistics.w)[..., 0]
        return np.einsum("bi,bi->b", error @ problem.H, error) + problem.sigma2

    chunk = max(1, CHUNK_BYTES // (5 * 8 * (problem.d + 1) ** 2))
    return moments_of_chunks(lambda: losses, samples, chunk, seed=seed, workers=workers).estimate()
