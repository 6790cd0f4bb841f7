"""Tail probabilities of the laws of statistics, without the tenth of a millisecond that each costs in ``scipy.stats``.

``scipy.special`` takes a part of a second to import and is imported where it is used.
"""

import numpy as np

__all__ = ["chi_square_tail", "f_tail", "normal_tail", "two_sided"]


def normal_tail(z: np.ndarray | float) -> np.ndarray:
    """P(Z > z)."""
    from scipy import special

    found: np.ndarray = special.ndtr(-np.asarray(z))
    return found


def two_sided(z: np.ndarray | float) -> np.ndarray:
    """P(|Z| > |z|)."""
    return 2 * normal_tail(np.abs(z))


def chi_square_tail(x: np.ndarray | float, freedom: float) -> np.ndarray:
    """P(χ² > x) with ``freedom`` degrees of freedom."""
    from scipy import special

    found: np.ndarray = special.chdtrc(freedom, np.asarray(x))
    return found


def f_tail(x: np.ndarray, above: float, below: float) -> np.ndarray:
    """P(F > x) with so many degrees of freedom above and below the line."""
    from scipy import special

    found: np.ndarray = special.fdtrc(above, below, np.asarray(x))
    return found
