"""Points that fill a box: sequences of low discrepancy, whose first n points lie evenly for every n."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.stats import qmc

from numerics.values.number_types import Seed

__all__ = ["SAMPLERS", "filling"]

SAMPLERS: dict[str, Callable[[int, np.random.Generator], qmc.QMCEngine]] = {
    "sobol": lambda d, rng: qmc.Sobol(d, rng=rng),
    "halton": lambda d, rng: qmc.Halton(d, rng=rng),
    "latin_hypercube": lambda d, rng: qmc.LatinHypercube(d, rng=rng),
}
"""By name. The first n points of a Sobol or Halton design are those of a larger one of the same seed."""


def filling(
    ends: Sequence[tuple[float, float]], logarithmic: Sequence[bool], samples: int, sampler: str, seed: Seed
) -> np.ndarray:
    """So many points (samples, axes) between the ends of each axis, evenly, or evenly in their logarithm.

    Source of the designs: ``scipy.stats.qmc``. Raises KeyError for an unknown sampler, ValueError for no points.

    >>> filling([(0, 1), (1, 100)], [False, True], 4, "halton", 0).shape
    (4, 2)
    """
    if samples < 1:
        message = f"{samples} samples fill nothing: give at least 1"
        raise ValueError(message)
    engine = SAMPLERS[sampler](len(ends), np.random.default_rng(seed))
    power = (samples - 1).bit_length()
    # a Sobol sequence is balanced at powers of 2, and says so otherwise
    unit = engine.random(2**power if sampler == "sobol" else samples)[:samples]
    low, high = np.array(ends, dtype=np.float64).T
    log = np.array(logarithmic)
    low, high = np.where(log, np.log(np.where(log, low, 1)), low), np.where(log, np.log(np.where(log, high, 1)), high)
    points = low + unit * (high - low)
    points[:, log] = np.exp(points[:, log])
    return points
