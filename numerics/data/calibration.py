"""One p-value for the smallest of several: how small would it have been by chance?"""

from collections.abc import Callable

import numpy as np

from numerics.tolerances.table_thresholds import EXTREMES, MOST_DRAWS

__all__ = ["bonferroni", "sequential_p_value"]


def bonferroni(p_values: np.ndarray) -> float:
    """A bound on the chance that the smallest of these (k,) is as small as it is, for every dependence of the tests."""
    return float(min(1.0, len(p_values) * p_values.min()))


def sequential_p_value(
    smallest: float, draws: Callable[[int], np.ndarray], most: int = MOST_DRAWS, extremes: int = EXTREMES
) -> float:
    """The rank of ``smallest`` among what the hypothesis draws, by as few draws as tell.

    ``draws(n)`` returns the same statistic of n tables (n,) that obey the hypothesis, smaller meaning further from it.
    After ``extremes`` draws at least as small, the l-th among them, the p-value is extremes/l; after ``most`` draws, of
    which k are, it is (k + 1)/(most + 1). Either is at most α with a probability of at most α. The smallest of closed
    p-values is ranked, and not of Monte Carlo ones, which tie at 1/(most + 1) and would lose their power.

    Source: J. Besag and P. Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991).

    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> sequential_p_value(0.0001, lambda n: rng.random(n), most=499)
    0.002
    >>> 0.1 < sequential_p_value(0.3, lambda n: rng.random(n)) < 0.9
    True
    """
    used = seen = 0
    batch = 2 * extremes
    while used < most:
        for value in draws(min(batch, most - used)):
            used += 1
            seen += bool(value <= smallest)
            if seen == extremes:
                return seen / used
        batch *= 2
    return (seen + 1) / (most + 1)
