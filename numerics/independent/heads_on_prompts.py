"""The risk of several heads of linear attention on literal prompts: each prompt's token matrix passes through all heads."""

from collections.abc import Sequence

import numpy as np

from numerics.independent.chunks import Draw, moments_of_chunks
from numerics.independent.forward_passes import AttentionWeights
from numerics.independent.literal_prompts import PromptBuffers, last_column, prompts_per_chunk
from numerics.independent.running_moments import Estimate
from numerics.values.block_weights import RawWeights
from numerics.values.number_types import Seed
from numerics.values.problem import Problem, require_problem

__all__ = ["heads_of", "risk_of_heads_on_prompts"]


def risk_of_heads_on_prompts(
    problem: Problem, heads: Sequence[AttentionWeights], *, prompts: int, seed: Seed = 0, workers: int | None = None
) -> Estimate:
    """R = E(prediction − y)² of heads (W_K, W_Q, W_P, W_V) that are added up; σ² of the query's label is part of it.

    Raises ValueError without heads, for weights of other shapes than (any, d+1), fewer than two prompts, and prompts so
    large that a few do not fit in memory.

    >>> import numpy as np
    >>> from theorycheck import Problem
    >>> problem = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[0, 0], sigma2=1, M=20)
    >>> W = np.eye(3)
    >>> estimate = risk_of_heads_on_prompts(problem, [(0 * W, W, W, W)], prompts=1000)  # it predicts 0
    >>> abs(estimate.mean - 3) < 5 * estimate.standard_error
    True
    """
    require_problem(problem)
    _require_heads(problem, heads)
    chunk = prompts_per_chunk(problem)
    return moments_of_chunks(
        lambda: _squared_errors(problem, heads, chunk), prompts, chunk, seed=seed, workers=workers
    ).estimate()


def heads_of(A: np.ndarray, k: np.ndarray, a: np.ndarray, v: np.ndarray, beta: np.ndarray) -> list[AttentionWeights]:
    """Raw weights of n heads with P = A − kβᵀ, k, v₁ = a − v₀β and v₀ = v, for A (n, d, d), k and a (n, d), v (n,).

    Their widths are d_k = d and d_v = 1; β is d×1.
    """
    d = A.shape[-1]
    W_Q, W_P = np.eye(d, d + 1), np.eye(d + 1)[-1:]
    found = []
    for A_h, k_h, a_h, v_h in zip(A, k, a, v, strict=True):
        W_K = np.concatenate([A_h - np.outer(k_h, beta), k_h[:, None]], axis=1)
        W_V = np.append(a_h - v_h * beta[:, 0], v_h)[None]
        found.append((W_K, W_Q, W_P, W_V))
    return found


def _squared_errors(problem: Problem, heads: Sequence[AttentionWeights], chunk: int) -> Draw:
    buffers = PromptBuffers(problem, chunk)
    same = np.eye(problem.d + 1)
    raw = [RawWeights(*head, same, same) for head in heads]

    def draw(size: int, rng: np.random.Generator) -> np.ndarray:
        tokens, labels = buffers.draw(size, rng)
        # each column holds the query's own entry, which is 0 where the label is missing
        return (sum(last_column(tokens, weights)[:, -1] for weights in raw) - labels) ** 2

    return draw


def _require_heads(problem: Problem, heads: Sequence[AttentionWeights]) -> None:
    if not heads:
        message = "there are no heads: give at least one, as (W_K, W_Q, W_P, W_V)"
        raise ValueError(message)
    for number, (W_K, W_Q, W_P, W_V) in enumerate(heads, start=1):
        for pair in ((W_K, W_Q), (W_P, W_V)):
            if pair[0].shape != pair[1].shape or pair[0].shape[1:] != (problem.d + 1,):
                shapes = ", ".join(str(w.shape) for w in (W_K, W_Q, W_P, W_V))
                message = f"head {number} has the shapes {shapes}: give W_K and W_Q, W_P and W_V one shape each, "
                message += f"(any, {problem.d + 1})"
                raise ValueError(message)
