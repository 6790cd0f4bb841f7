"""What is known of standard noise before it is drawn, to be taken away from what is sampled: control variates.

Entries of standard noise have mean 0 and variance 1 and are uncorrelated; that is what standard means, and nothing else
is used here. So the entries z_i and the products z_i z_j − δ_ij have mean 0, and f less a fixed combination of them has
the mean of f, with less variance where f is much like a quadratic form in the noise. Coefficients are fitted to draws
of their own, never to those that are compared with a claim. Source: R. Y. Rubinstein and R. Marcus, Operations Research
33 (1985), for several controls at once.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement

import numpy as np

from numerics.evaluation.arithmetic import multiply
from numerics.tolerances.repeated_draws import MOST_CONTROLS, RIDGE

__all__ = ["controls", "fitted"]


def controls(noises: Mapping[str, np.ndarray], axes: tuple[int, ...] = ()) -> np.ndarray:
    """Controls (k, …) at the noise of each symbol (*batch, n, m), averaged over some axes of the batch.

    Of a vector its entries and their products, of a matrix the products of its columns ZᵀZ − nI; of what has too many
    of them the sum of squares alone.
    """
    room, found = MOST_CONTROLS, list[np.ndarray]()
    for noise in sorted(noises.values(), key=_number):
        is_complete = _number(noise) <= room
        room -= _number(noise) if is_complete else 1
        found += [c.mean(axis=axes) if axes else c for c in (_of(noise) if is_complete else _total(noise))]
    return np.stack(np.broadcast_arrays(*found)) if found else np.empty((0, 1))


def fitted(known: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The coefficients (k, p) by which controls (k, cells) explain most of what values (cells, p) vary by.

    They need not be exact: whatever they are, what they multiply has mean 0.
    """
    centred = known - known.mean(axis=1, keepdims=True)
    gram = centred @ centred.T
    gram[np.diag_indices_from(gram)] += RIDGE * max(float(np.trace(gram)), 1.0)
    coefficients: np.ndarray = np.linalg.solve(gram, centred @ (values - values.mean(axis=0)))
    return coefficients


def _number(noise: np.ndarray) -> int:
    rows, columns = noise.shape[-2:]
    size = rows * columns if 1 in (rows, columns) else columns
    return size * (size + 1) // 2 + (size if 1 in (rows, columns) else 0)


def _of(noise: np.ndarray) -> Iterator[np.ndarray]:
    rows, columns = noise.shape[-2:]
    if 1 in (rows, columns):
        entries = [noise[..., i, j] for i in range(rows) for j in range(columns)]
        yield from entries
        for i, j in combinations_with_replacement(range(len(entries)), 2):
            yield entries[i] * entries[j] - (i == j)
        return
    products = multiply(np.swapaxes(noise, -1, -2), noise)
    for i, j in combinations_with_replacement(range(columns), 2):
        yield products[..., i, j] - rows * (i == j)


def _total(noise: np.ndarray) -> Iterator[np.ndarray]:
    rows, columns = noise.shape[-2:]
    yield np.einsum("...ij,...ij->...", noise, noise) - rows * columns
