"""A picture as numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from numerics import Problem

__all__ = ["Curve", "Draw", "HeatMap", "Illustration", "Look", "Panel"]


class Look(StrEnum):
    """How a curve is drawn: what is claimed is a line, what was observed are points."""

    LINE = "line"
    DASHED = "dashed"
    POINTS = "points"


@dataclass(frozen=True)
class Curve:
    """y against x, with standard errors where y was sampled; curves of one ``colour`` belong together.

    ``interval`` holds the lower and upper ends of intervals that are not symmetric, ``band`` those of an area.
    """

    label: str
    x: Sequence[float]
    y: Sequence[float]
    look: Look = Look.LINE
    colour: int = 1
    error: Sequence[float] | None = None
    interval: tuple[Sequence[float], Sequence[float]] | None = None
    band: tuple[Sequence[float], Sequence[float]] | None = None


@dataclass(frozen=True)
class Panel:
    """Curves on common axes; ``names`` stand at x = 0, 1, … where x is no number. ``from_zero`` is about y.

    Where x is at most ``shaded_to``, the background is grey.
    """

    x: str
    y: str
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    names: tuple[str, ...] = ()
    from_zero: bool = False
    shaded_to: float | None = None


@dataclass(frozen=True)
class HeatMap:
    """Colours over a rectangle: ``values[i][j]`` between ``y_edges`` i, i + 1 and ``x_edges`` j, j + 1, NaN for none.

    A dashed line stands at ``x_line`` or ``y_line``, and ``line`` says what it is.
    """

    x: str
    y: str
    label: str
    x_edges: Sequence[float]
    y_edges: Sequence[float]
    values: Sequence[Sequence[float]]
    log_x: bool = False
    log_y: bool = False
    log_colour: bool = False
    x_line: float | None = None
    y_line: float | None = None
    line: str = ""


@dataclass(frozen=True)
class Illustration:
    """Panels side by side, with a caption that says how every number was found."""

    name: str
    title: str
    caption: str
    panels: tuple[Panel | HeatMap, ...]


Draw = Callable[[Problem, int], Illustration]
"""From a problem and a seed to a picture."""
