"""Steps at which a run is looked at."""

import numpy as np

__all__ = ["geometric_steps"]


def geometric_steps(steps: int, count: int) -> tuple[int, ...]:
    """0, and at most so many steps up to the last one, ever farther apart: curves are drawn over log steps.

    >>> geometric_steps(1000, 4)
    (0, 1, 10, 100, 1000)
    """
    return (0, *sorted({round(s) for s in np.geomspace(1, steps, count)}))
