"""The weights of a linear transformer block: as they are trained, and as they enter its prediction."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from numerics.values.number_types import Number

__all__ = ["EffectiveWeights", "RawWeights", "Widths", "effective_weights", "last_row_and_values", "pack", "unpack"]


class EffectiveWeights(NamedTuple):
    """What a block computes with: u, k, v_1 of shape (…, d, 1), P (…, d, d), v_0 (…)."""

    u: Number
    P: Number
    k: Number
    v_1: Number
    v_0: Number


class Widths(NamedTuple):
    """Widths of a block: of keys and queries, of values, and of the perceptron."""

    d_k: int
    d_v: int
    d_f: int


class RawWeights(NamedTuple):
    """W_K, W_Q of shape (…, d_k, d+1), W_P, W_V (…, d_v, d+1), W_1, W_2 (…, d_f, d+1).

    >>> import numpy as np
    >>> from theorycheck import RawWeights
    >>> RawWeights(*(np.zeros((2, 4)) for _ in range(6))).W_K.shape
    (2, 4)
    """

    W_K: np.ndarray
    W_Q: np.ndarray
    W_P: np.ndarray
    W_V: np.ndarray
    W_1: np.ndarray
    W_2: np.ndarray


def effective_weights(raw: RawWeights) -> EffectiveWeights:
    """The effective weights of raw ones: block_prediction in numbers."""
    last, p = last_row_and_values(raw)
    K, v = raw.W_K.mT @ raw.W_Q[..., :-1], raw.W_V.mT @ p
    return EffectiveWeights(last[..., :-1, :], K[..., :-1, :].mT, K[..., -1:, :].mT, v[..., :-1, :], v[..., -1, 0])


def last_row_and_values(raw: RawWeights) -> tuple[np.ndarray, np.ndarray]:
    """The last row of W_2ᵀW_1 as a column (…, d+1, 1), and what W_P makes of it (…, d_v, 1)."""
    last = raw.W_1.mT @ raw.W_2[..., -1:]
    return last, raw.W_P @ last


def pack(arrays: Sequence[Number], batch: tuple[int, ...] = ()) -> np.ndarray:
    """All entries in one vector (…, n); ``batch`` is the leading shape that the arrays have in common."""
    return np.concatenate([np.reshape(a, (*batch, -1)) for a in arrays], axis=-1)


def unpack(vector: np.ndarray, shapes: Sequence[tuple[int, ...]]) -> list[np.ndarray]:
    """The arrays (…, *shape) that the last axis of ``vector`` (…, n) holds one after the other."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    ends = np.cumsum(sizes)
    pieces = zip(ends, sizes, shapes, strict=True)
    return [vector[..., end - size : end].reshape((*vector.shape[:-1], *shape)) for end, size, shape in pieces]
