"""How the axes of a sweep are drawn: in what order, on which scale, and in how many cells."""

from dataclasses import dataclass

import numpy as np

from proofs_checks.settings.presentation.figure_sizes import SWEEP_CELLS
from proofs_checks.sweeping.axes import SPECTRA
from proofs_checks.sweeping.points import SweepPoints
from proofs_checks.sweeping.specification import SweepSpec

__all__ = ["Scale", "scales_of"]

ORDER = ("M", "signal_to_noise", "beta_norm", "d", "alignment", "sigma2", "H_power_law", "Psi_power_law")
"""The axes that one looks at first."""


@dataclass(frozen=True)
class Scale:
    """An axis of numbers: each point's coordinate, and the cell that it lies in, between ``edges``."""

    name: str
    coordinates: np.ndarray
    edges: np.ndarray
    cells: np.ndarray
    logarithmic: bool

    @property
    def middles(self) -> np.ndarray:
        """Where each cell is drawn, if it is drawn as a point."""
        ends = np.log(self.edges) if self.logarithmic else self.edges
        middles = (ends[1:] + ends[:-1]) / 2
        return np.exp(middles) if self.logarithmic else middles


def scales_of(spec: SweepSpec) -> list[Scale]:
    """The axes that are numbers, those first that one looks at first."""
    points = SweepPoints(spec, "")
    names = [a.name for a in spec.axes if a.name not in SPECTRA]
    rows = [points.coordinates(index) for index in range(spec.size)]
    columns = {name: np.array([row[name] for row in rows], dtype=np.float64) for name in names}
    return [_scale(name, columns[name]) for name in ORDER if name in columns]


def _scale(name: str, column: np.ndarray) -> Scale:
    """Cells around each value where there are few, else of equal widths; logarithmic where all are above 0."""
    logarithmic = bool(column.min() > 0) and column.max() >= 8 * column.min()
    drawn = np.log(column) if logarithmic else column
    values = np.unique(drawn)
    if len(values) <= SWEEP_CELLS:
        inner = (values[1:] + values[:-1]) / 2
        edges = np.concatenate([[2 * values[0] - inner[0]], inner, [2 * values[-1] - inner[-1]]])
    else:
        edges = np.linspace(values[0], values[-1], SWEEP_CELLS + 1)
    cells = np.clip(np.searchsorted(edges, drawn, side="right") - 1, 0, len(edges) - 2)
    return Scale(name, column, np.exp(edges) if logarithmic else edges, cells, logarithmic)
