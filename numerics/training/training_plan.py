"""How a model is trained: optimiser, learning rate and its schedule, steps, and when it is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from numerics.tolerances.training_numbers import DIVERGED
from numerics.training.checkpoints import geometric_steps
from numerics.training.learning_rates import SCHEDULES
from numerics.training.optimisers import OPTIMISERS
from numerics.values.binding import suggestion

__all__ = ["Arrays", "Followed", "TrainingPlan"]

Arrays = Sequence[np.ndarray]
"""The weights of a model, or a gradient of the same shapes."""


@dataclass(frozen=True, eq=False)
class Followed:
    """``excess`` at the steps of the plan, NaN from where a run diverged and was given up; the weights at the end."""

    excess: np.ndarray
    weights: list[np.ndarray]
    diverged: bool


@dataclass(frozen=True)
class TrainingPlan:
    """``optimiser`` and ``schedule`` by name; a run is looked at before it begins and ``points`` times.

    Raises ValueError, in one line, for what cannot work.
    """

    optimiser: str
    rate: float
    schedule: str
    steps: int
    points: int

    def __post_init__(self) -> None:
        for what, name, known in (
            ("optimiser", self.optimiser, tuple(OPTIMISERS)),
            ("schedule", self.schedule, tuple(SCHEDULES)),
        ):
            if name not in known:
                message = f"{what} is {name!r}{suggestion(name, known)}: give one of {', '.join(known)}"
                raise ValueError(message)
        if not 0 < self.rate < np.inf:
            message = f"rate is {self.rate!r}: give a learning rate above 0"
            raise ValueError(message)
        for what, count in (("steps", self.steps), ("points", self.points)):
            if count < 1:
                message = f"{what} is {count}: give at least 1"
                raise ValueError(message)

    @property
    def seen_at(self) -> tuple[int, ...]:
        """The steps at which it is looked at, 0 for the start."""
        return geometric_steps(self.steps, self.points)

    def follow(
        self,
        start: Arrays,
        gradient: Callable[[list[np.ndarray]], Arrays],
        excess: Callable[[list[np.ndarray]], float],
        scale: float,
    ) -> Followed:
        """Train from ``start``; ``excess`` is given up for diverged where it exceeds ``DIVERGED`` times ``scale``."""
        optimiser, schedule = OPTIMISERS[self.optimiser](), SCHEDULES[self.schedule]
        weights, seen, wanted = list(start), list[float](), frozenset(self.seen_at)
        # a run that diverges overflows before it is looked at
        with np.errstate(over="ignore", invalid="ignore"):
            for step in range(self.steps + 1):
                if step in wanted:
                    value = excess(weights)
                    if not value <= DIVERGED * scale:
                        break
                    seen.append(value)
                if step < self.steps:
                    weights = optimiser.step(weights, gradient(weights), self.rate * schedule(step / self.steps))
        missing = len(self.seen_at) - len(seen)
        return Followed(np.array(seen + [np.nan] * missing), weights, missing > 0)
