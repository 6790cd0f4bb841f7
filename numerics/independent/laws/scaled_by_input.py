"""Label noise whose variance grows with the input."""

from collections.abc import Mapping

import numpy as np

from numerics.independent.law import LABELS, ViolatingLaw

__all__ = ["LAWS"]


def _noise(shape: tuple[int, ...], rng: np.random.Generator, earlier: Mapping[str, np.ndarray]) -> np.ndarray:
    lengths = np.sqrt((earlier["X"] ** 2).mean(axis=-1, keepdims=True))
    return lengths * rng.standard_normal(shape)


LAWS = (
    ViolatingLaw(
        "a variance that depends on the input", LABELS, _noise, needs=frozenset({"X"}), letter="ε(x)", order=100
    ),
)
