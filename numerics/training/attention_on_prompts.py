"""Linear attention, or the block, trained on prompts of any kind: changing covariances, whitened, rows of tables."""

from collections.abc import Callable

import numpy as np

from numerics.training.block_gradients import block_gradient, random_weights
from numerics.training.label_units import in_first_unit
from numerics.training.learning_rates import SCHEDULES
from numerics.training.optimisers import Adam
from numerics.training.prompt_draws import PromptBatch
from numerics.training.prompt_laws import DrawnPrompts
from numerics.values.block_weights import EffectiveWeights, RawWeights, Widths, effective_weights

__all__ = ["attention_predictions", "train_attention"]


def train_attention(
    draw: Callable[[np.random.Generator], DrawnPrompts],
    *,
    d: int,
    unit: float,
    steps: int,
    rate: float,
    rng: np.random.Generator,
    perceptron: bool = False,
) -> EffectiveWeights:
    """The weights that Adam finds in so many steps at ``rate`` with a cosine, a fresh batch of ``draw`` at each.

    Labels are divided by ``unit`` in training; the weights are for labels as they are. ``perceptron`` makes it a block.
    """
    weights, adam = random_weights(d, Widths(d, d, d), (d + 1) ** -0.5, rng, perceptron=perceptron), Adam()
    for step in range(steps):
        batch = _as_read(draw(rng), unit)
        gradient = block_gradient(weights, batch, perceptron=perceptron)[1]
        weights = RawWeights(*adam.step(weights, gradient, rate * SCHEDULES["cosine"](step / steps)))
    found = effective_weights(weights)
    return in_first_unit(found if perceptron else found._replace(u=np.zeros_like(found.u)), unit)


def attention_predictions(weights: EffectiveWeights, prompts: DrawnPrompts) -> np.ndarray:
    """uᵀx + vᵀG(Pᵀ; kᵀ)x of each query (n,), G = ZᵀZ/M over the examples: a block's, or attention's at u = 0."""
    read = _as_read(prompts, 1.0)
    keys = np.concatenate([weights.P.T, weights.k.T])
    v = np.append(weights.v_1[:, 0], weights.v_0)
    asked = (read.G @ (read.query @ keys.T)[..., None])[..., 0]
    found: np.ndarray = asked @ v + read.query @ weights.u[:, 0]
    return found


def _as_read(prompts: DrawnPrompts, unit: float) -> PromptBatch:
    """What a linear attention layer reads of prompts, labels in that unit."""
    labels = prompts.labels / unit
    Z = np.concatenate([prompts.inputs, labels[..., None]], axis=-1)[:, :-1]
    return PromptBatch(Z.mT @ Z / Z.shape[1], prompts.inputs[:, -1], labels[:, -1])
