"""A network trained by Adam on fresh prompts: rate with warm-up and cosine, gradients clipped, one thread.

The same seed and versions give the same weights: weights and prompts are drawn by NumPy, from streams of their own.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from numerics.tolerances.training_defaults import CLIPPED_NORM, LAST_SHARE_OF_RATE, TEST_BATCH, WARM_UP_SHARE
from numerics.training.model_settings import require_counts, require_positive
from numerics.training.prompt_laws import DrawnPrompts, PromptLaw
from numerics.training.torch_border import Parameters, leaves, require_torch

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["Network", "NetworkRun", "NetworkTraining", "predictions", "share_of_rate", "train_network"]


class Network(Protocol):
    """What is trained: weights to start from, and predictions of them."""

    def start(self, rng: np.random.Generator) -> dict[str, np.ndarray]: ...

    def predict(self, weights: Parameters, tokens: "Tensor") -> "Tensor": ...


@dataclass(frozen=True, kw_only=True)
class NetworkTraining:
    """How a network is trained: ``steps`` of Adam at ``rate`` on ``batch`` prompts each, looked at ``looks`` times.

    ``frozen`` are names of weights that stay as they start. Raises ValueError for what cannot work.
    """

    steps: int
    batch: int
    rate: float
    looks: int = 10
    frozen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        require_counts(steps=self.steps, batch=self.batch, looks=self.looks)
        require_positive(rate=self.rate)
        if self.looks > self.steps:
            message = f"{self.looks} looks at {self.steps} steps: give at most one look a step"
            raise ValueError(message)


class NetworkRun(NamedTuple):
    """Trained weights, steps and values of the looks, CPU seconds; ``diverged`` is the step of the first NaN."""

    weights: dict[str, np.ndarray]
    steps: tuple[int, ...]
    looks: tuple[float, ...]
    cpu_seconds: float
    diverged: int | None


def share_of_rate(step: int, steps: int) -> float:
    """The part of the largest rate at step 0 ≤ ``step`` < ``steps``: rises linearly, then falls as a cosine.

    >>> share_of_rate(5, 100)
    1.0
    """
    warm = max(1, round(WARM_UP_SHARE * steps))
    if step < warm:
        return (step + 1) / warm
    along = (step - warm) / max(1, steps - warm)
    return LAST_SHARE_OF_RATE + (1 - LAST_SHARE_OF_RATE) * (1 + math.cos(math.pi * along)) / 2


def train_network(
    network: Network,
    law: PromptLaw,
    training: NetworkTraining,
    seed: int | np.random.SeedSequence,
    look: Callable[[Parameters], float],
) -> NetworkRun:
    """Weights after training on prompts of that law, labels in units of √E[y²].

    A run whose loss is not finite ends there and says so. Raises ValueError where PyTorch is not installed, and where a
    frozen weight is none of the network's.
    """
    require_torch()
    import torch

    torch.set_num_threads(1)
    start, prompts = np.random.SeedSequence(seed).spawn(2) if isinstance(seed, int) else seed.spawn(2)
    arrays = network.start(np.random.default_rng(start))
    if training.frozen - arrays.keys():
        unknown = ", ".join(sorted(training.frozen - arrays.keys()))
        message = f"{unknown} is no weight of the network, which has {', '.join(arrays)}"
        raise ValueError(message)
    weights = leaves(arrays, training.frozen)
    free = [weight for weight in weights.values() if weight.requires_grad]
    adam = torch.optim.Adam(free, training.rate, fused=True)
    rng, unit = np.random.default_rng(prompts), law.unit()
    every, before, diverged = training.steps // training.looks, time.process_time(), None
    at: list[int] = []
    seen: list[float] = []
    for step in range(training.steps):
        for group in adam.param_groups:
            group["lr"] = training.rate * share_of_rate(step, training.steps)
        tokens, labels = law.draw(training.batch, rng).tokens(unit)
        loss = (network.predict(weights, torch.from_numpy(tokens)) - torch.from_numpy(labels)).square().mean()
        if not math.isfinite(loss.item()):
            diverged = step
            break
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(free, CLIPPED_NORM)
        adam.step()
        if (step + 1) % every == 0:
            at.append(step + 1)
            seen.append(look(weights))
    found = {name: weight.detach().numpy().copy() for name, weight in weights.items()}
    return NetworkRun(found, tuple(at), tuple(seen), time.process_time() - before, diverged)


def predictions(network: Network, weights: Parameters, prompts: DrawnPrompts, unit: float) -> np.ndarray:
    """What the network predicts (n,), in the units of the labels that it is given; float64."""
    import torch

    tokens, _ = prompts.tokens(unit)
    with torch.no_grad():
        parts = [
            network.predict(weights, torch.from_numpy(tokens[i : i + TEST_BATCH])).numpy()
            for i in range(0, len(tokens), TEST_BATCH)
        ]
    return unit * np.concatenate(parts).astype(np.float64)
