"""The squared error of a block on a batch of prompts, and its gradient in every raw weight, by hand.

With K the first d columns of W_KᵀW_Q, ω the last row of W₂ᵀW₁, p = W_P ω and v = W_Vᵀp, a block predicts
ŷ = vᵀG K x + ω_{1..d}ᵀx from G = ZᵀZ/M and the query x. Linear attention alone is ω = e_{d+1}, which is not trained.
"""

from collections.abc import Sequence

import numpy as np

from numerics.training.prompt_draws import PromptBatch
from numerics.values.block_weights import RawWeights, Widths

__all__ = ["attention_as_block", "block_gradient", "random_weights"]


def random_weights(d: int, widths: Widths, scale: float, rng: np.random.Generator, *, perceptron: bool) -> RawWeights:
    """Independent N(0, scale²) entries; without ``perceptron`` W₁ = W₂ = I, as linear attention has them."""
    sizes = [width for width in widths[: 2 + perceptron] for _ in range(2)]
    drawn = [scale * rng.standard_normal((width, d + 1)) for width in sizes]
    return RawWeights._make(drawn) if perceptron else attention_as_block(drawn)


def attention_as_block(weights: Sequence[np.ndarray]) -> RawWeights:
    """W_K, W_Q, W_P, W_V as those of a block whose perceptron does nothing."""
    one = np.eye(weights[0].shape[-1])
    return RawWeights._make([*weights, one, one])


def block_gradient(weights: RawWeights, prompts: PromptBatch, *, perceptron: bool) -> tuple[float, RawWeights]:
    """The mean of (ŷ − label)² over the batch and its gradient; without ``perceptron`` that of W₁ and W₂ is 0."""
    G, x, label = prompts
    W_K, W_Q, W_P, W_V, W_1, W_2 = weights
    d = x.shape[-1]
    K = W_K.T @ W_Q[:, :d]
    last = W_1.T @ W_2[:, -1]
    p = W_P @ last
    v = W_V.T @ p
    Gc = (G @ (x @ K.T)[..., None])[..., 0]
    Gv = G @ v
    shortcut = last[:d] if perceptron else np.zeros(d)
    error = Gc @ v + x @ shortcut - label
    slope = 2 * error / len(label)
    d_v, d_K = slope @ Gc, (slope[:, None] * Gv).T @ x
    d_p = W_V @ d_v
    gradient = RawWeights(
        W_K=W_Q[:, :d] @ d_K.T,
        W_Q=np.pad(W_K @ d_K, ((0, 0), (0, 1))),
        W_P=np.outer(d_p, last),
        W_V=np.outer(p, d_v),
        W_1=np.zeros_like(W_1),
        W_2=np.zeros_like(W_2),
    )
    if perceptron:
        d_last = W_P.T @ d_p
        d_last[:d] += slope @ x
        d_W_2 = np.zeros_like(W_2)
        d_W_2[:, -1] = W_1 @ d_last
        gradient = gradient._replace(W_1=np.outer(W_2[:, -1], d_last), W_2=d_W_2)
    return float(np.mean(error * error)), gradient
