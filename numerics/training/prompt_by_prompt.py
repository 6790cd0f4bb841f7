"""A network trained and then compared with predictors that have closed forms, prompt by prompt on the same prompts.

The mean of the difference of squared errors is the difference of the risks, and what the two have in common, the label
noise above all, is no noise of it. Added to the closed form of the predictor's excess, it is the network's.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from numerics.training.network_training import Network, NetworkTraining, predictions, train_network
from numerics.training.prompt_laws import DrawnPrompts, PromptLaw
from numerics.training.torch_border import Parameters, leaves

__all__ = ["ComparedRun", "Difference", "Predictor", "differences", "train_and_compare"]

Predictor = Callable[[DrawnPrompts], np.ndarray]
"""Predictions (n,) of the queries' labels."""


class Difference(NamedTuple):
    """The mean over prompts of a difference of squared errors, and its standard error."""

    mean: float
    standard_error: float


class ComparedRun(NamedTuple):
    """What became of a network: by predictor, its risk less that one's after training and at the looks before.

    ``diverged`` is the step at which the loss was no longer finite; then there are no differences.
    """

    weights: dict[str, np.ndarray]
    differences: dict[str, Difference]
    steps: tuple[int, ...]
    looks: dict[str, tuple[float, ...]]
    cpu_seconds: float
    diverged: int | None


def train_and_compare(
    network: Network,
    law: PromptLaw,
    training: NetworkTraining,
    seed: int,
    references: Mapping[str, Predictor],
    *,
    prompts: int,
    look_prompts: int,
) -> ComparedRun:
    """Trained on one stream of the seed and tested on others, which are the same for every network of that seed."""
    test, looked = (
        law.draw(size, np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(stream,))))
        for size, stream in ((prompts, 2), (look_prompts, 3))
    )
    errors = {name: _squared(predictor(looked), looked) for name, predictor in references.items()}
    looks: dict[str, list[float]] = {name: [] for name in references}

    def look(weights: Parameters) -> float:
        own = _squared(predictions(network, weights, looked, law.unit()), looked)
        for name, others in errors.items():
            looks[name].append(float((own - others).mean()))
        return float(own.mean())

    run = train_network(network, law, training, seed, look)
    found: dict[str, Difference] = {}
    if run.diverged is None:
        found = differences(network, run.weights, test, law.unit(), references)
    at = {name: tuple(values) for name, values in looks.items()}
    return ComparedRun(run.weights, found, run.steps, at, run.cpu_seconds, run.diverged)


def differences(
    network: Network,
    weights: Mapping[str, np.ndarray],
    prompts: DrawnPrompts,
    unit: float,
    references: Mapping[str, Predictor],
) -> dict[str, Difference]:
    """The network's risk less that of each predictor, on these prompts."""
    own = _squared(predictions(network, leaves(dict(weights)), prompts, unit), prompts)
    found = {}
    for name, predictor in references.items():
        apart = own - _squared(predictor(prompts), prompts)
        found[name] = Difference(float(apart.mean()), float(apart.std(ddof=1) / np.sqrt(len(apart))))
    return found


def _squared(guess: np.ndarray, prompts: DrawnPrompts) -> np.ndarray:
    squared: np.ndarray = (guess - prompts.labels[:, -1]) ** 2
    return squared
