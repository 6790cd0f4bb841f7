"""What a rejection of independent Gaussian noise is to be put down to: one departure shows in several tests.

Means that differ between tasks correlate neighbours and inflate variances; serial noise moves means; variances that
differ between tasks, or follow the inputs, have the kurtosis of a mixture; and heavy tails let variances differ.
"""

import numpy as np

from numerics.data.law_test import LawTest
from numerics.data.residual_tests import GROWS, OFFSETS, VARIANCE, ResidualTests
from numerics.data.residuals_by_task import Residuals
from numerics.tolerances.table_thresholds import CAUSE_DRAWS, FOLLOWS_FOR_CERTAIN, OWN_KURTOSIS, TEST_LEVEL

__all__ = ["cause_of"]


def cause_of(
    found: tuple[LawTest, ...], plain: Residuals, constant: tuple[np.ndarray, Residuals] | None, y: np.ndarray
) -> LawTest | None:
    """The test that names the reason; None where that with the smallest p-value does.

    ``constant`` holds which rows (n,) are of tasks that allow for a constant, and their residual space with it.
    """
    rejected = {t for t in found if (t.p_value or 0.0) * len(found) < TEST_LEVEL}
    if not rejected:
        return None
    space, e = plain, y
    means = next((t for t in found if t.about == OFFSETS), None)
    if means in rejected:
        if constant is None:
            return means
        # what is left where every task has a constant: means that differ show in all tests, and in none of these
        kept, space = constant
        e = y[kept]
        tests = ResidualTests(space)
        p = tests.p_values(space.project(e)[:, None])[0]
        left = {tuple(name) for name, value in zip(tests.names(), p, strict=True) if value * len(p) < TEST_LEVEL}
        rejected = {t for t in rejected if (t.about, t.test) in left or t.about == GROWS}
        if not left:
            return means
    return _of_scale(rejected, space, e)


def _of_scale(rejected: set[LawTest], space: Residuals, e: np.ndarray) -> LawTest | None:
    """The test that names the reason, of tails and of scales: tails, where tasks have them each on its own."""
    worst = min(rejected, key=lambda t: t.p_value or 0.0, default=None)
    tails = next((t for t in rejected if t.test == "kurtosis"), None)
    follows = next((t for t in rejected if t.about == GROWS and (t.p_value or 0.0) < FOLLOWS_FOR_CERTAIN), None)
    scales = [t for t in rejected if t.about == VARIANCE]
    if tails is None or worst is None or worst not in (tails, *scales, follows):
        return worst
    if follows is not None:
        return follows
    if not scales or _tails_within_tasks(space, e):
        return tails
    return min(scales, key=lambda t: t.p_value or 0.0)


def _tails_within_tasks(space: Residuals, e: np.ndarray) -> bool:
    """Whether residuals in units of the noise of their own task have tails, by rank among drawn noise."""
    if not (space.freedom >= OWN_KURTOSIS).any():
        return False
    rng = np.random.default_rng(0)
    observed = _kurtosis_within(space, e)
    drawn = [_kurtosis_within(space, rng.standard_normal(len(e))) for _ in range(CAUSE_DRAWS)]
    return bool(np.sum(np.array(drawn) >= observed) < 2)


def _kurtosis_within(space: Residuals, e: np.ndarray) -> float:
    r = space.project(e)
    own = space.sums(r * r) / space.freedom
    u = r * space.weight / np.sqrt(np.maximum(own, 1e-300))[space.task]
    square = u * u
    return float((square * square)[(space.freedom >= OWN_KURTOSIS)[space.task]].sum())
