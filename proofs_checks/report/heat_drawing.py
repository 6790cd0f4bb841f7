"""Heat maps drawn, and their numbers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from proofs_checks.illustrations.series import HeatMap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_heat", "heat_rows"]


def draw_heat(figure: "Figure", axes: "Axes", heat: HeatMap) -> None:
    """Cells with a scale of colours beside them."""
    from matplotlib.colors import LogNorm, Normalize

    values = np.ma.masked_invalid(np.array(heat.values, dtype=np.float64))
    positive = values.count() > 0 and float(values.min()) > 0
    norm = LogNorm() if heat.log_colour and positive else Normalize()
    mesh = axes.pcolormesh(list(heat.x_edges), list(heat.y_edges), values, norm=norm, cmap="viridis")
    figure.colorbar(mesh, ax=axes, label=heat.label)
    if heat.log_x:
        axes.set_xscale("log")
    if heat.log_y:
        axes.set_yscale("log")
    if heat.x_line is not None:
        axes.axvline(heat.x_line, color="white", linestyle="--", linewidth=1.4)
    if heat.y_line is not None:
        axes.axhline(heat.y_line, color="white", linestyle="--", linewidth=1.4)
    axes.set_xlabel(heat.x)
    axes.set_ylabel(heat.y)
    axes.grid(visible=False)
    if heat.line:
        axes.set_title(heat.line, fontsize="small", loc="left")


def heat_rows(heat: HeatMap) -> Iterator[tuple[float, float, float]]:
    """The middles of the cells with their values, where there is one."""
    across, up = _middles(heat.x_edges, heat.log_x), _middles(heat.y_edges, heat.log_y)
    for y, row in zip(up, heat.values, strict=True):
        yield from ((x, y, value) for x, value in zip(across, row, strict=True) if not np.isnan(value))


def _middles(edges: Sequence[float], logarithmic: bool) -> list[float]:
    ends = np.log(edges) if logarithmic else np.array(edges, dtype=np.float64)
    middles = (ends[1:] + ends[:-1]) / 2
    found: list[float] = (np.exp(middles) if logarithmic else middles).tolist()
    return found
