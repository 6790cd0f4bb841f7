"""A block, or linear attention alone, trained from raw weights, with its exact excess along the way."""

from collections.abc import Callable

import numpy as np

from numerics.training.block_gradients import block_gradient
from numerics.training.label_units import risk_of_zero
from numerics.training.prompt_draws import PromptSource
from numerics.training.training_plan import Followed, TrainingPlan
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights, RawWeights, effective_weights

__all__ = ["BlockGradient", "effective", "exact_gradient", "sampled_gradient", "train_block"]

BlockGradient = Callable[[RawWeights], RawWeights]


def train_block(
    plan: TrainingPlan, start: RawWeights, risk: BlockRisk, gradient: BlockGradient, *, perceptron: bool
) -> tuple[Followed, RawWeights]:
    """The run, and the raw weights at its end."""
    run = plan.follow(
        start,
        lambda weights: gradient(RawWeights._make(weights)),
        lambda weights: float(risk.excess(effective(RawWeights._make(weights), perceptron=perceptron))),
        risk_of_zero(risk.problem),
    )
    return run, RawWeights._make(run.weights)


def effective(weights: RawWeights, *, perceptron: bool) -> EffectiveWeights:
    """What the model computes with: linear attention has no u, whatever W₁ and W₂ are."""
    found = effective_weights(weights)
    return found if perceptron else found._replace(u=np.zeros_like(found.u))


def sampled_gradient(source: PromptSource, batch: int, *, perceptron: bool) -> BlockGradient:
    """The gradient on so many prompts that are drawn anew each time. Raises ValueError for fewer than one."""
    if batch < 1:
        message = f"batch is {batch}: give at least 1"
        raise ValueError(message)
    return lambda weights: block_gradient(weights, source.draw(batch), perceptron=perceptron)[1]


def exact_gradient(risk: BlockRisk, *, perceptron: bool) -> BlockGradient:
    """The gradient of the exact excess: descent without any noise of sampling."""

    def of_block(weights: RawWeights) -> RawWeights:
        return risk.excess_and_gradient_of_raw(weights)[1]

    return of_block if perceptron else lambda weights: _of_attention(risk, weights)


def _of_attention(risk: BlockRisk, weights: RawWeights) -> RawWeights:
    by = risk.excess_and_gradient(effective(weights, perceptron=False))[1]
    W_K, W_Q, W_P, W_V, W_1, W_2 = weights
    d_K = np.concatenate([by.P.mT, by.k.mT], axis=-2)
    d_v = np.append(by.v_1[:, 0], by.v_0)
    d_P = np.zeros_like(W_P)
    d_P[:, -1] = W_V @ d_v
    return RawWeights(
        W_K=W_Q[:, :-1] @ d_K.T,
        W_Q=np.pad(W_K @ d_K, ((0, 0), (0, 1))),
        W_P=d_P,
        W_V=np.outer(W_P[:, -1], d_v),
        W_1=np.zeros_like(W_1),
        W_2=np.zeros_like(W_2),
    )
