"""One-step gradient descent from β with matrix step Γ, trained: GD-(β, Γ) predicts ⟨β + Γ Xᵀ(y − Xβ)/M, x⟩."""

from collections.abc import Callable

import numpy as np

from numerics.training.label_units import risk_of_zero
from numerics.training.prompt_draws import PromptBatch, PromptSource
from numerics.training.training_plan import Arrays, Followed, TrainingPlan
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights

__all__ = ["exact_gd_gradient", "gd_beta_gradient", "gd_excess", "sampled_gd_gradient", "train_gd_beta"]

GdGradient = Callable[[list[np.ndarray]], Arrays]


def gd_beta_gradient(beta: np.ndarray, Gamma: np.ndarray, prompts: PromptBatch) -> tuple[float, Arrays]:
    """The mean squared error on prompts at β (d, 1), Γ (d, d), and its gradient."""
    G, x, label = prompts
    d = x.shape[-1]
    S = G[:, :d, :d]
    residual = G[:, :d, d] - (S @ beta)[..., 0]
    moved = x @ Gamma
    error = x @ beta[:, 0] + (moved * residual).sum(axis=-1) - label
    slope = 2 * error / len(label)
    d_beta = slope @ (x - (S @ moved[..., None])[..., 0])
    return float(np.mean(error * error)), (d_beta[:, None], (slope[:, None] * x).T @ residual)


def sampled_gd_gradient(source: PromptSource, batch: int) -> GdGradient:
    """The gradient on so many prompts that are drawn anew each time. Raises ValueError for fewer than one."""
    if batch < 1:
        message = f"batch is {batch}: give at least 1"
        raise ValueError(message)
    return lambda weights: gd_beta_gradient(weights[0], weights[1], source.draw(batch))[1]


def exact_gd_gradient(risk: BlockRisk) -> GdGradient:
    """The gradient of the exact excess, as that of the block with u = β, P = Γ, k = 0, v₁ = −β, v₀ = 1."""

    def gradient(weights: list[np.ndarray]) -> Arrays:
        by = risk.excess_and_gradient(_as_block(*weights))[1]
        return by.u - by.v_1, by.P

    return gradient


def gd_excess(risk: BlockRisk) -> Callable[[list[np.ndarray]], float]:
    """The exact excess of weights (β, Γ)."""
    return lambda weights: float(risk.excess(_as_block(*weights)))


def train_gd_beta(plan: TrainingPlan, start: Arrays, risk: BlockRisk, gradient: GdGradient) -> Followed:
    """The run; ``start`` is (β, Γ)."""
    return plan.follow(start, gradient, gd_excess(risk), risk_of_zero(risk.problem))


def _as_block(beta: np.ndarray, Gamma: np.ndarray) -> EffectiveWeights:
    return EffectiveWeights(beta, Gamma, np.zeros_like(beta), -beta, np.float64(1))
