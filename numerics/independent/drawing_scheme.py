"""How a sample is drawn: what is repeated in a group of draws, and what is taken away from it."""

from dataclasses import dataclass, field

import numpy as np

from numerics.independent.crossing import Repeats

__all__ = ["SINGLE_DRAWS", "DrawingScheme"]


@dataclass(frozen=True, eq=False)
class DrawingScheme:
    """``coefficients`` (k, p) of the controls in each of the p entries; None where nothing is taken away."""

    repeats: Repeats = field(default_factory=dict)
    coefficients: np.ndarray | None = None


SINGLE_DRAWS = DrawingScheme()
