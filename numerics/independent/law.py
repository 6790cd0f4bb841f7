"""What a law is to a sampler, and what one says of itself that breaks a hypothesis.

Where a theorem samples X = mean + A Z Bᵀ with standard Gaussian Z, a law replaces Z by other noise, with entries of
mean 0 and variance 1 all the same unless that is what it is to break. Shapes: inputs X (size, M, d), one example a
row; the query x (size, d, 1); the task w (size, d, 1); labels y (size, M, 1).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

__all__ = ["INPUTS", "LABELS", "TASK", "Law", "Noise", "ViolatingLaw", "refuse_misplaced"]

Noise = Callable[[tuple[int, ...], np.random.Generator, Mapping[str, np.ndarray]], np.ndarray]
"""Noise of a shape from a generator, and from the noise drawn before, by the names of symbols."""

INPUTS, TASK, LABELS = frozenset({"X", "x"}), frozenset({"w"}), frozenset({"y"})
"""The random symbols of a prompt, by name."""


@dataclass(frozen=True)
class Law:
    """Noise for the symbols named ``changes``; those named ``needs`` must have been drawn before."""

    name: str
    changes: frozenset[str]
    noise: Noise
    needs: frozenset[str] = field(default=frozenset(), kw_only=True)

    def drawn(self, shape: tuple[int, ...], rng: np.random.Generator, earlier: Mapping[str, np.ndarray]) -> np.ndarray:
        """The noise. Raises ValueError for another shape: repeated along an axis it would be another law.

        So it does for entries that are no finite floats, of which nothing could be told.
        """
        noise = self.noise(shape, rng, earlier)
        if np.shape(noise) != shape:
            message = f"the law {self.name!r} gives the shape {np.shape(noise)} for {shape}: give each entry its own"
            raise ValueError(message)
        if noise.dtype != np.float64 or not np.all(np.isfinite(noise)):
            message = f"the law {self.name!r} gives entries of {noise.dtype} that are not all finite: give float64"
            raise ValueError(message)
        return noise


@dataclass(frozen=True)
class ViolatingLaw(Law):
    """A law that breaks one hypothesis of Gaussian prompts and leaves the rest as it is.

    It is tried where an ``Assumption`` lists its name among its violations, and where it names the assumption itself,
    in ``breaks``. ``letter`` is the heading of a narrow column; ``order`` its place, and no two laws have the same.
    """

    letter: str = field(kw_only=True)
    order: int = field(kw_only=True)
    breaks: frozenset[str] = field(default=frozenset(), kw_only=True)


def refuse_misplaced(law: Law, order: Sequence[str]) -> None:
    """Raise ValueError unless the law can be had where symbols of these names are drawn, one after the other.

    Where it changes nothing, or what it needs is not there, the sample would be of another law under its name.
    """
    if not isinstance(law, Law):
        message = f"the law is {law!r}, a {type(law).__name__}: give a numerics.independent.law.Law"
        raise ValueError(message)
    changed = [name for name in order if name in law.changes]
    if not changed:
        message = (
            f"the law {law.name!r} changes {', '.join(sorted(law.changes)) or 'nothing'}, and what is drawn is "
            f"{', '.join(order) or 'nothing'}: leave the law out"
        )
        raise ValueError(message)
    missing = sorted(law.needs - set(order[: order.index(changed[0])]))
    if missing:
        message = f"the law {law.name!r} of {changed[0]} needs {', '.join(missing)}, which is not drawn before it"
        raise ValueError(message)
