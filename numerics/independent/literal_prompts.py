"""The risk of raw weights on literal prompts: every prompt's token matrix is built and passed through the block.

The token matrix is stored as its transpose, one token a row, which is the order in which inputs are drawn: normals
fill (size, M+1, d+1), one product with diag(Fᵀ, σ), FFᵀ = H, makes inputs and label noise of them in the buffer of the
token matrix, and labels are added in place. Of the output only the last column is computed, which holds the
prediction, and products are associated towards it, so that no (M+1)×(M+1) matrix is formed. Otherwise this is
``model``, in buffers that are reused; the tests compare the two to rounding.
"""

from typing import NamedTuple

import numpy as np

from numerics.independent.chunks import Draw, moments_of_chunks
from numerics.independent.forward_passes import covariance_root
from numerics.independent.running_moments import Estimate
from numerics.independent.small_products import product, through
from numerics.tolerances.memory_budgets import CHUNK_BYTES, LITERAL_BYTES
from numerics.values.block_weights import RawWeights
from numerics.values.number_types import Seed
from numerics.values.problem import Problem, require_problem

__all__ = ["LiteralPrompts", "PromptBuffers", "last_column", "prompts_per_chunk", "require_widths", "risk_on_prompts"]


class LiteralPrompts(NamedTuple):
    """Prompts as transposed token matrices (size, M+1, d+1), with the labels (size,) that the queries lack."""

    tokens: np.ndarray
    labels: np.ndarray


def risk_on_prompts(
    problem: Problem, weights: RawWeights, *, prompts: int, seed: Seed = 0, workers: int | None = None
) -> Estimate:
    """R = E(prediction − y)² of a block by literal prompts; the noise σ² of the query's label is part of it.

    Linear attention alone has W_1 = W_2 = I. The estimate depends on ``seed``, not on ``workers``, the number of
    threads (all processors unless given); memory does not depend on ``prompts``. Raises ValueError for weights of
    other shapes, fewer than two prompts, and prompts so large that a few do not fit in memory.

    >>> from theorycheck import Problem, closed_forms
    >>> problem = Problem(H=[[2, 1], [1, 2]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> risk = risk_on_prompts(problem, closed_forms.optimal_block(problem), prompts=1000)
    >>> abs(risk.mean - 1 - closed_forms.minimal_excess(problem)) < 5 * risk.standard_error
    True
    """
    require_widths(problem, weights)
    chunk = prompts_per_chunk(problem)
    return moments_of_chunks(
        lambda: _squared_errors(problem, weights, chunk), prompts, chunk, seed=seed, workers=workers
    ).estimate()


def last_column(tokens: np.ndarray, weights: RawWeights) -> np.ndarray:
    """The last columns (size, d+1) of linear_transformer_block on the transposed token matrices (size, M+1, d+1)."""
    W_K, W_Q, W_P, W_V, W_1, W_2 = weights
    size, M = len(tokens), tokens.shape[1] - 1
    query = tokens[:, -1]
    # E𝓜Eᵀ(W_Kᵀ W_Q e) is E𝓜 times the scores of the tokens, and 𝓜 takes the query's own score away
    scores = product(tokens, through(query, W_Q.T, W_K)[..., None], np.empty((size, M + 1, 1)))
    scores[:, -1] = 0
    attended = product(tokens.mT, scores, np.empty((size, tokens.shape[2], 1)))[..., 0] / M
    return through(query + through(attended, W_V.T, W_P), W_1.T, W_2)


class PromptBuffers:
    """Memory for prompts of one problem, filled again and again."""

    def __init__(self, problem: Problem, size: int) -> None:
        M, d = problem.M, problem.d
        self.task_root, self.center = covariance_root(problem.Psi), problem.beta_star[:, 0]
        self.root = np.zeros((d + 1, d + 1))
        self.root[:d, :d] = covariance_root(problem.H).T
        self.root[d, d] = np.sqrt(problem.sigma2)
        self.normals, self.tokens = np.empty((2, size, M + 1, d + 1))
        self.tasks, self.means = np.empty((size, d)), np.empty((size, M + 1, 1))

    def draw(self, size: int, rng: np.random.Generator) -> LiteralPrompts:
        """``size`` prompts, as views that the next draw overwrites."""
        d = self.center.shape[0]
        tasks = self.center + through(rng.standard_normal(out=self.tasks[:size]), self.task_root.T)
        normals = rng.standard_normal(out=self.normals[:size])
        tokens = product(normals, self.root, self.tokens[:size])
        tokens[..., d:] += product(tokens[..., :d], tasks[..., None], self.means[:size])
        labels = tokens[:, -1, d].copy()
        tokens[:, -1, d] = 0
        return LiteralPrompts(tokens, labels)


def _squared_errors(problem: Problem, weights: RawWeights, chunk: int) -> Draw:
    buffers = PromptBuffers(problem, chunk)

    def draw(size: int, rng: np.random.Generator) -> np.ndarray:
        tokens, labels = buffers.draw(size, rng)
        return (last_column(tokens, weights)[:, -1] - labels) ** 2

    return draw


def prompts_per_chunk(problem: Problem) -> int:
    """How many prompts are drawn at once. Raises ValueError where a few do not fit in memory."""
    each = 2 * 8 * (problem.M + 1) * (problem.d + 1)
    if each > LITERAL_BYTES:
        message = (
            f"one prompt of M = {problem.M} examples and d = {problem.d} takes {each / 2**20:,.0f} MiB: "
            "use risk_of_weights, whose cost does not depend on M"
        )
        raise ValueError(message)
    return max(1, CHUNK_BYTES // each)


def require_widths(problem: Problem, weights: RawWeights) -> None:
    """Raise ValueError, with all shapes, for raw weights that do not fit together or do not fit the problem."""
    require_problem(problem)
    if not isinstance(weights, RawWeights):
        message = f"the weights are a {type(weights).__name__}: give numerics.RawWeights(W_K, W_Q, W_P, W_V, W_1, W_2)"
        raise ValueError(message)
    for pair in (weights[:2], weights[2:4], weights[4:]):
        if pair[0].shape != pair[1].shape or pair[0].shape[1:] != (problem.d + 1,):
            shapes = ", ".join(f"{name} {weight.shape}" for name, weight in weights._asdict().items())
            remedy = f"W_K and W_Q, W_P and W_V, W_1 and W_2 one shape each, (any, {problem.d + 1})"
            message = f"the weights have the shapes {shapes}: give {remedy}"
            raise ValueError(message)
