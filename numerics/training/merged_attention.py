"""Linear attention with merged weights W^PV and W^KQ, all (d+1)² of each, on sampled prompts without a mask.

ŷ = pᵀ (E Eᵀ/N) Q x with p the last row of W^PV and Q the first d columns of W^KQ, E the N examples and the query with a
label of 0 (arXiv 2306.09927). Labels are noise-free, tasks N(0, I), inputs N(0, Λ).
"""

import numpy as np

from numerics.training.training_plan import Arrays, Followed, TrainingPlan
from numerics.transformer.trained_flow import PopulationLoss, Weights

__all__ = ["between_starts", "merged_gradient", "sampled_prompts", "train_merged"]

Prompts = tuple[np.ndarray, np.ndarray, np.ndarray]
"""E Eᵀ/N (B, d+1, d+1), the query (B, d) and its label (B,)."""


def sampled_prompts(Lambda: np.ndarray, N: int, batch: int, rng: np.random.Generator) -> Prompts:
    """So many prompts. Raises ValueError for fewer than one."""
    if batch < 1:
        message = f"batch is {batch}: give at least 1"
        raise ValueError(message)
    d = len(Lambda)
    values, vectors = np.linalg.eigh(Lambda)
    tasks = rng.standard_normal((batch, d, 1))
    E = np.empty((batch, N + 1, d + 1))
    E[..., :d] = rng.standard_normal((batch, N + 1, d)) @ ((vectors * np.sqrt(values)) @ vectors.T)
    E[..., d] = (E[..., :d] @ tasks)[..., 0]
    label = E[:, N, d].copy()
    E[:, N, d] = 0
    return E.mT @ E / N, E[:, N, :d], label


def merged_gradient(weights: Weights, prompts: Prompts) -> tuple[float, Weights]:
    """½ of the mean squared error, and its gradient in all entries, most of which are never read."""
    G, x, label = prompts
    d = x.shape[-1]
    p, Q = weights.W_PV[-1], weights.W_KQ[:, :d]
    GQx = (G @ (x @ Q.T)[..., None])[..., 0]
    error = GQx @ p - label
    slope = error / len(label)
    gradient = Weights(np.zeros_like(weights.W_PV), np.zeros_like(weights.W_KQ))
    gradient.W_PV[-1] = slope @ GQx
    gradient.W_KQ[:, :d] = (slope[:, None] * (G @ p)).T @ x
    return float(np.mean(error * error)) / 2, gradient


def train_merged(
    plan: TrainingPlan, start: Weights, loss: PopulationLoss, batch: int, rng: np.random.Generator
) -> tuple[Followed, Weights]:
    """A run on fresh prompts, its exact loss along the way, and the weights at its end."""

    def gradient(weights: list[np.ndarray]) -> Arrays:
        return merged_gradient(Weights._make(weights), sampled_prompts(loss.Lambda, loss.N, batch, rng))[1]

    run = plan.follow(start, gradient, lambda w: loss(Weights._make(w)), float(np.trace(loss.Lambda)))
    return run, Weights._make(run.weights)


def between_starts(first: Weights, second: Weights, part: float) -> Weights:
    """(1 − part) of the first and ``part`` of the second."""
    return Weights(*((1 - part) * a + part * b for a, b in zip(first, second, strict=True)))
