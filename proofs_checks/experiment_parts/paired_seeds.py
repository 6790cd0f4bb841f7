"""Differences between arms seed by seed, and on which side of a level an interval lies."""

from collections.abc import Mapping

import numpy as np

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiment_parts.seed_intervals import Interval, mean_interval
from proofs_checks.experiment_parts.seed_results import Results

__all__ = ["by_sign", "combined_by_seed", "interval_of", "side"]


def combined_by_seed(results: Results, name: str, weights: Mapping[str, float]) -> np.ndarray:
    """Σ weight · value over arms, for each seed (n,) that every one of the arms has; NaN where a run diverged."""
    columns = [
        {r.seed: value for r, value in zip(results.of(arm), results.numbers(arm, name), strict=True)} for arm in weights
    ]
    seeds = sorted(set.intersection(*(set(column) for column in columns)))
    shares = list(weights.values())
    return np.array([sum(w * column[s] for w, column in zip(shares, columns, strict=True)) for s in seeds])


def interval_of(values: np.ndarray, fewest: int) -> Interval:
    """Student's interval of the mean; of fewer than ``fewest`` seeds it is infinite, so that it decides nothing."""
    found = mean_interval(values)
    return found if len(values) >= fewest else Interval(found.value, -np.inf, np.inf)


def by_sign(interval: Interval) -> Word:
    """Yes above 0, no below, else undecided."""
    if interval.low > 0:
        return Word.YES
    return Word.NO if interval.high < 0 else Word.UNDECIDED


def side(interval: Interval, level: float) -> str:
    """Where a difference lies: above, below or undecided at x %, x half of the interval in % of a level.

    >>> side(Interval(0.1, -0.1, 0.3), 2.0)
    'undecided at 10 %'
    """
    if interval.low > 0:
        return "above"
    if interval.high < 0:
        return "below"
    half = (interval.high - interval.low) / 2
    return f"undecided at {100 * half / level:.2g} %" if np.isfinite(half) else "undecided: too few seeds that ended"
