"""A picture as numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from numerics import Problem

__all__ = ["Curve", "Draw", "Illustration", "Look", "Panel"]


class Look(StrEnum):
    """How a curve is drawn: what is claimed is a line, what was observed are points."""

    LINE = "line"
    DASHED = "dashed"
    POINTS = "points"


@dataclass(frozen=True)
class Curve:
    """y against x, with standard errors where y was sampled; curves of one ``colour`` belong together.

    ``interval`` holds the lower and upper ends of intervals that are not symmetric.
    """

    label: str
    x: Sequence[float]
    y: Sequence[float]
    look: Look = Look.LINE
    colour: int = 1
    error: Sequence[float] | None = None
    interval: tuple[Sequence[float], Sequence[float]] | None = None


@dataclass(frozen=True)
class Panel:
    """Curves on common axes; ``names`` stand at x = 0, 1, … where x is no number. ``from_zero`` is about y."""

    x: str
    y: str
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    names: tuple[str, ...] = ()
    from_zero: bool = False


@dataclass(frozen=True)
class Illustration:
    """Panels side by side, with a caption that says how every number was found."""

    name: str
    title: str
    caption: str
    panels: tuple[Panel, ...]


Draw = Callable[[Problem, int], Illustration]
"""From a problem and a seed to a picture."""
