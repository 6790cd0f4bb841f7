"""Forward passes written from the definition: token matrix, mask and raw weights, batched over prompts.

Shapes: X (…, M, d) holds one example per row, y (…, M, 1), x (…, d, 1). The token matrix is (…, d+1, M+1).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from numerics.values.number_types import Number
from numerics.values.problem import Problem

__all__ = [
    "AttentionWeights",
    "Prompts",
    "covariance_root",
    "linear_attention",
    "linear_transformer_block",
    "many_heads",
    "mask",
    "merged_attention",
    "one_step_gd",
    "prediction",
    "sample_prompts",
    "token_matrix",
]


AttentionWeights = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""W_K, W_Q, W_P, W_V of one head."""


class Prompts(NamedTuple):
    """Prompts with hidden tasks: X (size, M, d), y (size, M, 1), x (size, d, 1), label (size,), w (size, d, 1)."""

    X: np.ndarray
    y: np.ndarray
    x: np.ndarray
    label: np.ndarray
    w: np.ndarray


def token_matrix(X: np.ndarray, y: np.ndarray, x: np.ndarray, guess: Number = 0.0) -> np.ndarray:
    """E = [[Xᵀ, x], [yᵀ, guess]], (…, d+1, M+1), with a guess (…) of the query's label, 0 unless another is given.

    Raises ValueError where the shapes do not conform.
    """
    *batch, M, d = X.shape
    if y.shape[-2:] != (M, 1) or x.shape[-2:] != (d, 1):
        message = f"X has shape {X.shape}, y {y.shape} and x {x.shape}: give X (…, M, d), y (…, M, 1) and x (…, d, 1)"
        raise ValueError(message)
    E = np.zeros((*batch, d + 1, M + 1))
    E[..., :d, :M] = np.swapaxes(X, -1, -2)
    E[..., :d, M:] = x
    E[..., d:, :M] = np.swapaxes(y, -1, -2)
    E[..., d, M] = guess
    return E


def mask(M: int) -> np.ndarray:
    """diag(I_M, 0), (M+1)×(M+1): the query's token does not attend to itself."""
    return np.diag(np.append(np.ones(M), 0.0))


def linear_attention(E: np.ndarray, W_K: np.ndarray, W_Q: np.ndarray, W_P: np.ndarray, W_V: np.ndarray) -> np.ndarray:
    """E + W_Pᵀ W_V E 𝓜 Eᵀ W_Kᵀ W_Q E / M, (…, d+1, M+1).

    W_K and W_Q are d_k×(d+1), W_P and W_V are d_v×(d+1). Raises ValueError for other shapes.
    """
    return E + _attended(E, W_K, W_Q, W_P, W_V)


def many_heads(E: np.ndarray, heads: Sequence[AttentionWeights]) -> np.ndarray:
    """E + Σ_h W_Pᵀ W_V E 𝓜 Eᵀ W_Kᵀ W_Q E / M, (…, d+1, M+1), over heads (W_K, W_Q, W_P, W_V) of any widths.

    Raises ValueError for weights of other shapes than those of ``linear_attention``.
    """
    return E + sum(_attended(E, *head) for head in heads)


def merged_attention(E: np.ndarray, W_PV: np.ndarray, W_KQ: np.ndarray) -> np.ndarray:
    """E + W_PV E Eᵀ W_KQ E / N, (…, d+1, N+1), with both weights (d+1)×(d+1): no mask, the query attends to itself."""
    N = E.shape[-1] - 1
    _require_pair("W_PV", W_PV, "W_KQ", W_KQ, E.shape[-2])
    return E + W_PV @ (E @ E.mT) @ (W_KQ @ E) / N


def linear_transformer_block(
    E: np.ndarray,
    W_K: np.ndarray,
    W_Q: np.ndarray,
    W_P: np.ndarray,
    W_V: np.ndarray,
    W_1: np.ndarray,
    W_2: np.ndarray,
) -> np.ndarray:
    """W_2ᵀ W_1 · linear_attention(E, …), (…, d+1, M+1), with W_1 and W_2 of shape d_f×(d+1)."""
    _require_pair("W_1", W_1, "W_2", W_2, E.shape[-2])
    return W_2.T @ (W_1 @ linear_attention(E, W_K, W_Q, W_P, W_V))


def prediction(output: np.ndarray) -> np.ndarray:
    """The bottom-right entry of an output (…, d+1, M+1), which stands where the query's label is missing."""
    return output[..., -1, -1]


def one_step_gd(X: np.ndarray, y: np.ndarray, x: np.ndarray, beta: np.ndarray, Gamma: np.ndarray) -> np.ndarray:
    """⟨β + Γ Xᵀ(y − Xβ)/M, x⟩, (…), with β d×1 and Γ d×d."""
    M = X.shape[-2]
    adapted = beta + Gamma @ (X.mT @ (y - X @ beta)) / M
    return (adapted.mT @ x)[..., 0, 0]


def sample_prompts(problem: Problem, size: int, rng: np.random.Generator) -> Prompts:
    """``size`` prompts: w ~ N(β*, Ψ), the M examples and the query i.i.d. N(0, H), labels wᵀx + N(0, σ²)."""
    M, d = problem.M, problem.d
    w = problem.beta_star + covariance_root(problem.Psi) @ rng.standard_normal((size, d, 1))
    inputs = rng.standard_normal((size, M + 1, d)) @ covariance_root(problem.H).T
    labels = inputs @ w + np.sqrt(problem.sigma2) * rng.standard_normal((size, M + 1, 1))
    return Prompts(inputs[:, :M], labels[:, :M], inputs[:, M:].mT, labels[:, M, 0], w)


def covariance_root(covariance: np.ndarray) -> np.ndarray:
    """F with F Fᵀ = C, (d, d), for singular C too."""
    eigenvalues, vectors = np.linalg.eigh(covariance)
    return vectors * np.sqrt(np.maximum(eigenvalues, 0))


def _attended(E: np.ndarray, W_K: np.ndarray, W_Q: np.ndarray, W_P: np.ndarray, W_V: np.ndarray) -> np.ndarray:
    """What one head adds to the tokens."""
    tokens, M = E.shape[-2], E.shape[-1] - 1
    _require_pair("W_K", W_K, "W_Q", W_Q, tokens)
    _require_pair("W_P", W_P, "W_V", W_V, tokens)
    attention = (W_K @ E).mT @ (W_Q @ E)
    return W_P.T @ (W_V @ E @ mask(M) @ attention) / M


def _require_pair(left: str, a: np.ndarray, right: str, b: np.ndarray, tokens: int) -> None:
    if a.shape != b.shape or a.shape[-1] != tokens:
        message = f"{left} has shape {a.shape} and {right} {b.shape}: give both one shape (any, {tokens})"
        raise ValueError(message)
