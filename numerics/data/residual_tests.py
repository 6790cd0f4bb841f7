"""Tests of noise: Gaussian, of one variance, independent along the rows of a task, and with mean 0 in every task.

Statistics that no scale changes, with moments under Gaussian noise that are exact given X (``residuals_by_task``), so
that rows that were fitted closely, unequal numbers of rows and any features are allowed for. Sources: the Hermite sums
of orders 3 and 4 are those of C. M. Jarque and A. K. Bera, International Statistical Review 55 (1987); Bartlett's ratio
is joined by the score of the same alternative, which sees many short tasks; lag 1 is the statistic of J. Durbin and
G. S. Watson, Biometrika 37 (1950); variance that follows the features that of T. S. Breusch and A. R. Pagan,
Econometrica 47 (1979); and the means of tasks are tested by an exact F.
"""

from typing import NamedTuple

import numpy as np

from numerics.data.residuals_by_task import Residuals
from numerics.data.tails import f_tail, normal_tail, two_sided

__all__ = ["GROWS", "LAG", "OFFSETS", "VARIANCE", "ResidualTests", "p_values_of_means"]


class _Named(NamedTuple):
    about: str
    test: str


class ResidualTests:
    """The tests for one residual space, ready for many vectors of residuals.

    ``size`` (n,) is what variance may follow, row by row, or None.
    """

    def __init__(self, space: Residuals, size: np.ndarray | None = None) -> None:
        from scipy import special

        self.space = space
        self.third, self.fourth = (np.sqrt(f * space.sum_of_correlations(k)) for k, f in ((3, 6.0), (4, 24.0)))
        self.lag = space.moments_of_lag()
        self.size = None if size is None or np.ptp(size) == 0 else (size - size.mean()) / size.std()
        if self.size is not None:
            self.size_moments = space.moments_of_weighted(self.size)
        f, n = space.freedom, space.total
        self.spread = np.sqrt((8 * f**2 + 48 * f - 32 * f).sum())
        mean = (f * (special.digamma(f / 2) + np.log(2 / f))).sum()
        self.bartlett_mean = n * (special.digamma(n / 2) + np.log(2 / n)) - mean
        self.bartlett_spread = np.sqrt(max((f**2 * special.polygamma(1, f / 2)).sum() - 2 * n, 1e-12))

    @property
    def several(self) -> bool:
        """Whether there are two tasks to compare."""
        return len(self.space.start) > 1

    def names(self) -> list[_Named]:
        """What is tested, and by what, in the order of ``p_values``."""
        found = [_Named("residuals: Gaussian", "skewness"), _Named("residuals: Gaussian", "kurtosis")]
        found.append(_Named(LAG, "Durbin-Watson"))
        if self.several:
            found += [_Named(VARIANCE, "score"), _Named(VARIANCE, "Bartlett")]
        if self.size is not None:
            found.append(_Named(GROWS, "Breusch-Pagan"))
        return found

    def p_values(self, r: np.ndarray) -> np.ndarray:
        """Closed p-values (b, k) of residuals r (n, b)."""
        space, f, n = self.space, self.space.freedom[:, None], self.space.total
        squares = r**2
        by_task = space.sums(squares)
        total = by_task.sum(axis=0)
        u = r * space.weight[:, None] / np.sqrt(total / n)
        on = (space.weight > 0).sum()
        skewness = (u * (u * u - 3)).sum(axis=0) / self.third
        kurtosis = ((u * u * (u * u - 6)).sum(axis=0) + 3 * on) / self.fourth
        i = space.first
        lag = ((r[i] * r[i + 1]).sum(axis=0) / total - self.lag[0]) / max(self.lag[1], 1e-300)
        found = [two_sided(skewness), two_sided(kurtosis), two_sided(lag)]
        if self.several:
            q = by_task * n / total
            score = (((q - f) ** 2 - 2 * f).sum(axis=0)) / self.spread
            ratio = -(f * np.log(np.maximum(q, 1e-300) / f)).sum(axis=0)
            found += [normal_tail(score), normal_tail((ratio - self.bartlett_mean) / self.bartlett_spread)]
        if self.size is not None:
            mean, spread = self.size_moments
            found.append(two_sided(((self.size @ squares) / total - mean) / max(spread, 1e-300)))
        return np.stack(found, axis=1)


def p_values_of_means(space: Residuals, r: np.ndarray, missed: np.ndarray | None = None) -> np.ndarray:
    """p-values (b,) of the F statistic of a constant of its own for each task, for residuals r (n, b).

    ``missed`` (T, q), which goes with a single r, holds what the constants may be although the hypothesis holds: sums
    of its columns with standard normal coefficients, by whose covariance the statistic is standardised. 1 where every
    constant is fitted.
    """
    some = space.constant > 0
    k, n = space.groups, space.total
    if not 0 < k < n:
        return np.ones(r.shape[1])
    u = space.sums(r)[some] / np.sqrt(space.constant[some, None])
    explained = (u**2).sum(axis=0)
    left = np.maximum((r**2).sum(axis=0) - explained, 1e-300)
    if missed is not None:
        # in units of the noise beside the constants, which the fit without them may overrate
        Z = missed[some] * np.sqrt(space.constant[some, None] * (n - k) / left)
        inner = Z.T @ u
        explained = explained - (inner * np.linalg.solve(np.eye(Z.shape[1]) + Z.T @ Z, inner)).sum(axis=0)
    return f_tail(explained / k / (left / (n - k)), k, n - k)


OFFSETS = "residuals have one mean in all tasks"
"""Where they have not, tasks differ in an intercept, which the theorems do not know."""

LAG = "neighbouring residuals are uncorrelated"

VARIANCE = "one noise variance for all tasks"

GROWS = "noise does not grow with the inputs"
