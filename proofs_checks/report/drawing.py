"""Pictures drawn: SVG whose colours follow the page that they stand in, PNG for slides, and the numbers as CSV."""

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import escape

from proofs_checks.illustrations.series import Curve, HeatMap, Illustration, Look, Panel
from proofs_checks.report.heat_drawing import draw_heat, heat_rows
from proofs_checks.settings.presentation.figure_sizes import DOTS_PER_INCH, LEGEND, MOST_STEPS, PANEL, PIXELS_PER_POINT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.typing import RcKeyType

__all__ = ["as_csv", "as_figure", "as_png", "as_svg"]

EXTENT = re.compile(r' width="([0-9.]+)pt" height="[0-9.]+pt"')

# what a curve or the frame is drawn in, and the name that a page may give it another colour by
INK, GRID = "#1d2129", "#d9dde3"
SERIES = ("#1f5fa8", "#b4451f", "#2c7a4b", "#7a3f98")
VARIABLES = {INK: "--ink", GRID: "--rule", **{c: f"--series-{i}" for i, c in enumerate(SERIES, start=1)}}

SETTINGS: "dict[RcKeyType, str | float | bool]" = {
    "svg.fonttype": "none",  # letters stay letters: they can be read out, found and copied
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.6,
    "lines.markersize": 4.5,
    "legend.frameon": False,
}
LINES: dict[Look, str | tuple[int, tuple[int, int]]] = {Look.LINE: "-", Look.DASHED: (0, (4, 2)), Look.POINTS: "none"}
MARKERS: dict[Look, str | None] = {Look.LINE: None, Look.DASHED: None, Look.POINTS: "o"}


def as_svg(illustration: Illustration) -> str:
    """An ``svg`` element. In a page that defines --ink, --rule and --series-1 to 4 it takes its colours from there."""
    import matplotlib as mpl

    with mpl.rc_context({**SETTINGS, "svg.hashsalt": illustration.name}):
        file = io.StringIO()
        # without a date the same numbers give the same file
        _figure(illustration).savefig(file, format="svg", transparent=True, metadata={"Date": None})
    svg = file.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    # several pictures on one page must not share the names of their parts
    svg = re.sub(r'((?:id="|xlink:href="#|url\(#))', rf"\g<1>{illustration.name}-", svg)
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable}, {colour})")
    return EXTENT.sub(lambda found: _extent(float(found[1]), illustration.title), svg, count=1)


def _extent(points: float, title: str) -> str:
    """As wide as there is room for, up to the size that the letters were chosen for."""
    style = f"width: 100%; max-width: {points * PIXELS_PER_POINT:.0f}px"
    return f' role="img" aria-label="{escape(title)}" style="{style}"'


def as_figure(illustration: Illustration) -> "Figure":
    """The picture for notebooks and scripts, which may change it."""
    import matplotlib as mpl

    with mpl.rc_context(SETTINGS):
        return _figure(illustration)


def as_png(illustration: Illustration) -> bytes:
    """The picture on white."""
    import matplotlib as mpl

    with mpl.rc_context(SETTINGS):
        file = io.BytesIO()
        _figure(illustration).savefig(file, format="png", dpi=DOTS_PER_INCH, facecolor="white")
    return file.getvalue()


def as_csv(illustration: Illustration) -> str:
    """A row for each point: panel, curve, x, y, twice the standard error where y was sampled, the ends of a band.

    Ends are those of an interval where there is one, else of the band. Of a heat map it is x and y of the middle of
    each cell, and the value there.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["panel", "curve", "x", "y", "error", "low", "high"])
    for panel in illustration.panels:
        if isinstance(panel, HeatMap):
            writer.writerows([f"{panel.y} against {panel.x}", panel.label, *row, "", ""] for row in heat_rows(panel))
            continue
        for curve in panel.curves:
            nothing = [""] * len(curve.x)
            low, high = curve.interval or curve.band or (nothing, nothing)
            writer.writerows(
                [f"{panel.y} against {panel.x}", curve.label, *row]
                for row in zip(curve.x, curve.y, curve.error or nothing, low, high, strict=True)
            )
    return file.getvalue()


def _figure(illustration: Illustration) -> "Figure":
    # the figure is made without pyplot, which would look for a screen and keep figures alive
    from matplotlib.figure import Figure

    panels = illustration.panels
    labels = {tuple(curve.label for curve in panel.curves) for panel in panels if not isinstance(panel, HeatMap)}
    shared = len(labels) == 1 and not any(isinstance(panel, HeatMap) for panel in panels)
    figure = Figure(figsize=(PANEL[0] * max(len(panels), 1.5), PANEL[1] + LEGEND * shared), layout="constrained")
    all_axes = figure.subplots(1, len(panels), squeeze=False)[0]
    for axes, panel in zip(all_axes, panels, strict=True):
        if isinstance(panel, HeatMap):
            draw_heat(figure, axes, panel)
            continue
        _panel(axes, panel)
        if not shared and len(panel.curves) > 1:
            # above the panel: inside it a legend would hide a curve
            axes.legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    if shared and len(next(iter(labels))) > 1:  # a single curve is what the axis says
        figure.legend(*all_axes[0].get_legend_handles_labels(), loc="outside upper left", ncols=len(panels) + 1)
    return figure


def _panel(axes: "Axes", panel: Panel) -> None:
    from matplotlib.ticker import MaxNLocator

    for curve in panel.curves:
        _curve(axes, curve)
    if panel.shaded_to is not None:
        axes.axvspan(
            min(x for c in panel.curves for x in c.x), panel.shaded_to, color=GRID, alpha=0.5, linewidth=0, zorder=0
        )
    axes.set_xlabel(panel.x)
    axes.set_ylabel(panel.y)
    if panel.names:
        axes.set_xticks(range(len(panel.names)), panel.names)
        axes.set_xlim(-0.5, len(panel.names) - 0.5)
    elif panel.log_x:
        axes.set_xscale("log", base=2)
        axes.xaxis.set_major_formatter("{x:g}")
    else:
        whole = all(float(x).is_integer() for curve in panel.curves for x in curve.x)
        axes.xaxis.set_major_locator(MaxNLocator(nbins="auto" if whole else MOST_STEPS, integer=whole))
    if panel.log_y:
        axes.set_yscale("log")
    if panel.from_zero:
        axes.set_ylim(bottom=0)


def _curve(axes: "Axes", curve: Curve) -> None:
    colour, line, marker = SERIES[(curve.colour - 1) % len(SERIES)], LINES[curve.look], MARKERS[curve.look]
    if curve.band is not None:
        axes.fill_between(curve.x, *curve.band, color=colour, alpha=0.18, linewidth=0)
    errors: Sequence[float] | list[list[float]] | None = curve.error
    if curve.interval is not None:
        low, high = curve.interval
        errors = [
            [y - a for y, a in zip(curve.y, low, strict=True)],
            [b - y for y, b in zip(curve.y, high, strict=True)],
        ]
    if errors is None:
        axes.plot(curve.x, curve.y, color=colour, label=curve.label, linestyle=line, marker=marker)
    else:
        axes.errorbar(
            curve.x,
            curve.y,
            yerr=errors,
            capsize=2.5,
            elinewidth=1,
            color=colour,
            label=curve.label,
            linestyle=line,
            marker=marker,
        )
