"""Descent by a gradient: with momentum of the first and second kind (Adam), or plain (SGD)."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from numerics.tolerances.training_numbers import ADAM_EPSILON, ADAM_FIRST, ADAM_SECOND

__all__ = ["OPTIMISERS", "Adam", "GradientDescent", "Optimiser"]


class Optimiser(Protocol):
    """Changes weights by a gradient of the same shapes."""

    def step(self, weights: Sequence[np.ndarray], gradient: Sequence[np.ndarray], rate: float) -> list[np.ndarray]:
        """The weights after one step."""
        ...


class GradientDescent:
    """w − rate·g."""

    def step(self, weights: Sequence[np.ndarray], gradient: Sequence[np.ndarray], rate: float) -> list[np.ndarray]:
        return [w - rate * g for w, g in zip(weights, gradient, strict=True)]


class Adam:
    """w − rate·m̂/(√v̂ + ε), m̂ and v̂ running means of g and g² without the bias of their start (arXiv 1412.6980)."""

    def __init__(self) -> None:
        self._steps = 0
        self._first: list[np.ndarray] = []
        self._second: list[np.ndarray] = []

    def step(self, weights: Sequence[np.ndarray], gradient: Sequence[np.ndarray], rate: float) -> list[np.ndarray]:
        if not self._steps:
            self._first = [np.zeros_like(w) for w in weights]
            self._second = [np.zeros_like(w) for w in weights]
        self._steps += 1
        first, second = 1 - ADAM_FIRST**self._steps, 1 - ADAM_SECOND**self._steps
        moved = []
        for i, (w, g) in enumerate(zip(weights, gradient, strict=True)):
            self._first[i] = ADAM_FIRST * self._first[i] + (1 - ADAM_FIRST) * g
            self._second[i] = ADAM_SECOND * self._second[i] + (1 - ADAM_SECOND) * g * g
            moved.append(w - rate * (self._first[i] / first) / (np.sqrt(self._second[i] / second) + ADAM_EPSILON))
        return moved


OPTIMISERS: Mapping[str, type[Adam] | type[GradientDescent]] = {"adam": Adam, "sgd": GradientDescent}
"""By name."""
