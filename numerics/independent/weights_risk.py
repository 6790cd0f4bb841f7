"""The risk of raw weights from d + 1 normals and one χ² a prompt, besides the task; nothing is as large as S.

Fixed weights see of G = [[S, s], [sᵀ, r]] one product Gv only: the coefficient is u + (P, k)Gv (block_prediction). With
G = BWBᵀ/M as in ``sufficient_statistics`` and c = Bᵀv, Wc = Zᵀ(Zc) for a standard Gaussian Z, M×(d+1). Zc is
|c|g with g standard Gaussian, and what Z is across c is independent of it, so that given |g|² = q, a χ² with M degrees
of freedom, Wc has the law of qc + √q(|c|z − c⟨c, z⟩/|c|), z standard Gaussian in d + 1 dimensions.
"""

import numpy as np

from numerics.independent.chunks import Draw, moments_of_chunks
from numerics.independent.forward_passes import covariance_root
from numerics.independent.literal_prompts import require_widths
from numerics.independent.running_moments import Estimate
from numerics.independent.small_products import through
from numerics.tolerances.memory_budgets import CHUNK_BYTES
from numerics.values.block_weights import RawWeights, effective_weights
from numerics.values.number_types import Seed
from numerics.values.problem import Problem

__all__ = ["risk_of_weights", "wishart_times"]


def risk_of_weights(
    problem: Problem, weights: RawWeights, *, samples: int, seed: Seed = 0, workers: int | None = None
) -> Estimate:
    """R = E(prediction − y)² of a block, query and label averaged: E‖coefficient − w‖²_H + σ².

    The same number as ``risk_on_prompts``, from draws of all that these weights see of a prompt. The estimate depends
    on ``seed``, not on ``workers``, the number of threads (all processors unless given). Raises ValueError for weights
    of other shapes and for fewer than two samples.

    >>> from theorycheck import Problem, closed_forms
    >>> problem = Problem(H=[[2, 1], [1, 2]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> risk = risk_of_weights(problem, closed_forms.optimal_block(problem), samples=10_000)
    >>> abs(risk.mean - 1 - closed_forms.minimal_excess(problem)) < 5 * risk.standard_error
    True
    """
    require_widths(problem, weights)
    chunk = max(1, CHUNK_BYTES // (16 * 8 * (problem.d + 1)))
    draw = _losses(problem, weights)
    return moments_of_chunks(lambda: draw, samples, chunk, seed=seed, workers=workers).estimate()


def _losses(problem: Problem, weights: RawWeights) -> Draw:
    M, d, sigma = problem.M, problem.d, np.sqrt(problem.sigma2)
    u, P, k, v_1, v_0 = effective_weights(weights)
    F = covariance_root(problem.H)
    # rows, in the coordinates in which H = I: ω = Fᵀw, and what the coefficient is made of
    center, task_root = problem.beta_star.T @ F, covariance_root(problem.Psi).T @ F
    seen, start, step, along = v_1.T @ F, u.T @ F, F.T @ P.T @ F, k.T @ F

    def losses(size: int, rng: np.random.Generator) -> np.ndarray:
        omega = center + through(rng.standard_normal((size, d)), task_root)
        c = np.concatenate([seen + v_0 * omega, np.full((size, 1), sigma * v_0)], axis=1)
        t = wishart_times(c, M, rng) / M
        last = np.einsum("bi,bi->b", omega, t[:, :d]) + sigma * t[:, d]
        error = through(t[:, :d], step) + start + last[:, None] * along - omega
        return np.einsum("bi,bi->b", error, error) + problem.sigma2

    return losses


def wishart_times(c: np.ndarray, M: int, rng: np.random.Generator) -> np.ndarray:
    """Wc (size, p), each for a W of its own, for c (size, p): the law that this module starts with.

    It rests on one fact, as Bartlett's decomposition does: the components of a standard Gaussian vector along and
    across a direction are independent.
    """
    z = rng.standard_normal(c.shape)
    q = rng.chisquare(M, (len(c), 1))
    length = np.linalg.norm(c, axis=1, keepdims=True)
    along = np.einsum("bi,bi->b", c, z)[:, None] / np.where(length > 0, length, 1)
    return (q - np.sqrt(q) * along) * c + np.sqrt(q) * length * z
