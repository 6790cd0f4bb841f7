"""Steps at which a run is looked at, and how what is seen there is kept."""

import numpy as np

__all__ = ["geometric_steps", "six_digits"]


def geometric_steps(steps: int, count: int) -> tuple[int, ...]:
    """0, and at most so many steps up to the last one, ever farther apart: curves are drawn over log steps.

    >>> geometric_steps(1000, 4)
    (0, 1, 10, 100, 1000)
    """
    return (0, *sorted({round(s) for s in np.geomspace(steps, 1, count)}))


def six_digits(values: np.ndarray) -> list[float]:
    """A curve (n,) with as many digits as a picture can use: many runs are kept.

    >>> six_digits(np.array([1 / 3, 2e-9 / 3]))
    [0.333333, 6.66667e-10]
    """
    return [float(f"{value:.6g}") for value in values.tolist()]
