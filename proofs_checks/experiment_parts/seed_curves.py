"""Curves of several seeds as one with a band, and floors as lines beside them."""

from collections.abc import Sequence

import numpy as np

from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.illustrations.series import Curve, Look
from proofs_checks.settings.presentation.figure_sizes import SWEEP_BAND

__all__ = ["band_of_seeds", "floor_line"]


def band_of_seeds(label: str, x: Sequence[float], curves: np.ndarray, colour: int) -> Curve:
    """The median over seeds of curves (n, k), with the part from 10 % to 90 % of them as a band.

    Where a run has diverged, its curve counts as infinite, and points without a finite median are left out.
    """
    ordered = np.sort(np.where(np.isfinite(curves), curves, np.inf), axis=0)
    places = [round(q * (len(ordered) - 1)) for q in (SWEEP_BAND[0], 0.5, SWEEP_BAND[1])]
    low, median, high = ordered[places]
    kept = np.isfinite(high)
    at = np.asarray(x, dtype=np.float64)
    return Curve(
        label,
        at[kept].tolist(),
        median[kept].tolist(),
        colour=colour,
        band=(low[kept].tolist(), high[kept].tolist()),
    )


def floor_line(floor: Floor, ends: tuple[float, float], colour: int) -> Curve:
    """A dashed line at the level of a floor."""
    return Curve(floor.label, list(ends), [floor.value, floor.value], Look.DASHED, colour)
