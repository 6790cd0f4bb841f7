"""A block, or linear attention alone, trained from raw weights on fresh prompts, with its exact risk along the way."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from numerics.tolerances.training_numbers import DIVERGED
from numerics.training.block_gradients import block_gradient
from numerics.training.label_units import risk_of_zero
from numerics.training.learning_rates import Schedule
from numerics.training.optimisers import Optimiser
from numerics.training.prompt_draws import PromptSource
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights, RawWeights, effective_weights

__all__ = ["TrainedBlock", "effective", "exact_gradient", "sampled_gradient", "train_block"]

Gradient = Callable[[RawWeights], RawWeights]


@dataclass(frozen=True, eq=False)
class TrainedBlock:
    """The exact excess at ``steps``, the weights at the end, and whether the run diverged and was given up."""

    steps: tuple[int, ...]
    excess: np.ndarray
    weights: RawWeights
    diverged: bool


def train_block(
    start: RawWeights,
    risk: BlockRisk,
    gradient: Gradient,
    optimiser: Optimiser,
    rate: float,
    schedule: Schedule,
    steps: int,
    seen_at: tuple[int, ...],
    *,
    perceptron: bool,
) -> TrainedBlock:
    """So many steps; the excess is seen at the steps ``seen_at``, in order, 0 for the start.

    The excess of linear attention is that of u = 0. Where it diverges, what would have been seen later is NaN.
    """
    weights, seen = start, []
    scale = risk_of_zero(risk.problem)
    wanted = frozenset(seen_at)
    for step in range(steps + 1):
        if step in wanted:
            value = float(risk.excess(effective(weights, perceptron=perceptron)))
            if not value <= DIVERGED * scale:
                break
            seen.append(value)
        if step < steps:
            moved = optimiser.step(weights, gradient(weights), rate * schedule(step / steps))
            weights = RawWeights(*moved)
    excess = np.array(seen + [np.nan] * (len(seen_at) - len(seen)))
    return TrainedBlock(seen_at, excess, weights, len(seen) < len(seen_at))


def effective(weights: RawWeights, *, perceptron: bool) -> EffectiveWeights:
    """What the model computes with: linear attention has no u, whatever W₁ and W₂ are."""
    found = effective_weights(weights)
    return found if perceptron else found._replace(u=np.zeros_like(found.u))


def sampled_gradient(source: PromptSource, batch: int, *, perceptron: bool) -> Gradient:
    """The gradient on prompts that are drawn anew each time."""
    return lambda weights: block_gradient(weights, source.draw(batch), perceptron=perceptron)[1]


def exact_gradient(risk: BlockRisk, *, perceptron: bool) -> Gradient:
    """The gradient of the exact excess: descent without any noise of sampling."""

    def gradient(weights: RawWeights) -> RawWeights:
        if perceptron:
            return risk.excess_and_gradient_of_raw(weights)[1]
        return _of_attention(risk, weights)

    return gradient


def _of_attention(risk: BlockRisk, weights: RawWeights) -> RawWeights:
    by = risk.excess_and_gradient(effective(weights, perceptron=False))[1]
    W_K, W_Q, W_P, W_V, W_1, W_2 = weights
    d_K = np.concatenate([by.P.mT, by.k.mT], axis=-2)
    d_v = np.concatenate([by.v_1[:, 0], [by.v_0]])
    p = W_P[:, -1]
    d_P = np.zeros_like(W_P)
    d_P[:, -1] = W_V @ d_v
    return RawWeights(
        W_Q[:, :-1] @ d_K.T,
        np.pad(W_K @ d_K, ((0, 0), (0, 1))),
        d_P,
        np.outer(p, d_v),
        np.zeros_like(W_1),
        np.zeros_like(W_2),
    )
