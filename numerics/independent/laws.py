"""Laws that break one hypothesis of Gaussian prompts and leave the rest as it is.

Where a theorem samples X = mean + A Z Bᵀ with standard Gaussian Z, a law here replaces Z by other noise, with entries
of mean 0 and variance 1 all the same unless that is what it is to break. Shapes: inputs X (size, M, d), one example a
row; the query x (size, d, 1); the task w (size, d, 1); labels y (size, M, 1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from numerics.tolerances.sample_sizes import STUDENT_FREEDOM

__all__ = ["VIOLATING_LAWS", "Law"]

Noise = Callable[[tuple[int, ...], np.random.Generator, Mapping[str, np.ndarray]], np.ndarray]


@dataclass(frozen=True)
class Law:
    """Noise for the symbols named ``changes``, computed from a shape, a generator and the noise drawn before.

    ``needs`` names symbols whose noise must have been drawn before, without which the law cannot be had. ``letter`` is
    the heading of a narrow column.
    """

    name: str
    letter: str
    changes: frozenset[str]
    noise: Noise
    needs: frozenset[str] = field(default=frozenset())


def _student(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    """Student's t with ν degrees of freedom (Biometrika 6, 1908) over its standard deviation √(ν/(ν − 2)).

    Moments below order ν exist, and the kurtosis is 3(ν − 2)/(ν − 4): see STUDENT_FREEDOM.
    """
    return rng.standard_t(STUDENT_FREEDOM, shape) * np.sqrt((STUDENT_FREEDOM - 2) / STUDENT_FREEDOM)


def _signs(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return rng.integers(0, 2, shape) * 2.0 - 1.0


def _skewed(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    # a gamma law of shape 4 has mean 4, variance 4 and skewness 1
    return rng.standard_gamma(4.0, shape) / 2 - 2


def _off_centre(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    noise = rng.standard_normal(shape)
    first = (..., slice(0, 1), slice(None)) if shape[-1] == 1 else (..., slice(0, 1))
    noise[first] = 0.9 + np.sqrt(0.19) * noise[first]  # mean square 1: the second moment of x is still H
    return noise


def _moved(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return 0.5 + rng.standard_normal(shape)


def _task_follows_input(
    shape: tuple[int, ...], rng: np.random.Generator, earlier: Mapping[str, np.ndarray]
) -> np.ndarray:
    first_input = np.swapaxes(earlier["X"][:, :1], -1, -2)
    return 0.6 * first_input + 0.8 * rng.standard_normal(shape)


def _common(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    common = rng.standard_normal((shape[0], 1, shape[2]))
    return np.sqrt(0.5) * (common + rng.standard_normal(shape))


def _scaled_by_input(shape: tuple[int, ...], rng: np.random.Generator, earlier: Mapping[str, np.ndarray]) -> np.ndarray:
    lengths = np.sqrt((earlier["X"] ** 2).mean(axis=-1, keepdims=True))
    return lengths * rng.standard_normal(shape)


def _shifted(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    return 1.0 + rng.standard_normal(shape)


def _stretched(shape: tuple[int, ...], rng: np.random.Generator, _: Mapping[str, np.ndarray]) -> np.ndarray:
    # variances 1, 2, 3, … along the coordinates
    return np.sqrt(np.arange(1.0, shape[-2] + 1))[:, None] * rng.standard_normal(shape)


_INPUTS, _TASK, _LABELS, _X = frozenset({"X", "x"}), frozenset({"w"}), frozenset({"y"}), frozenset({"X"})

VIOLATING_LAWS = {
    law.name: law
    for law in (
        Law("heavy tails (Student t)", "t", _INPUTS, _student),
        Law("bounded entries (Rademacher)", "±1", _INPUTS, _signs),
        Law("skewed entries", "skew", _INPUTS, _skewed),
        Law("a mean that is not 0", "mean", _INPUTS, _moved),
        Law("a mean that is not 0, with the same second moment", "m²", _INPUTS, _off_centre),
        Law("tasks that depend on the inputs", "w(X)", _TASK, _task_follows_input, needs=_X),
        Law("a discrete set of tasks", "w=±1", _TASK, _signs),
        Law("a skewed law of tasks", "w sk", _TASK, _skewed),
        Law("correlated noise", "ε ρ", _LABELS, _common),
        Law("a variance that depends on the input", "ε(x)", _LABELS, _scaled_by_input, needs=_X),
        Law("skewed noise", "ε sk", _LABELS, _skewed),
        Law("a shared signal", "β*≠0", _TASK, _shifted),
        Law("an anisotropic law of tasks", "Ψ≠I", _TASK, _stretched),
    )
}
"""By the name under which an ``Assumption`` lists it among its violations."""
