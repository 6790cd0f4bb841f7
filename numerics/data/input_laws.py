"""What a table says of its inputs: independent Gaussian rows of one mean and covariance, whatever the task.

Every statistic is one that no affine map of the features changes, so that its law under the hypothesis is that for
standard normal rows with the same numbers of rows: the smallest p-value is ranked among those of drawn tables, exactly.
Column by column, deviations from the mean of a task are residuals of a regression on a constant, and are tested for
correlated neighbours and unequal variances as residuals are.
"""

import numpy as np

from numerics.data.calibration import bonferroni, sequential_p_value
from numerics.data.law_test import HypothesisTests, LawTest
from numerics.data.normal_scores import kurtosis_score, skewness_score
from numerics.data.residuals_by_task import Residuals
from numerics.data.table import Table
from numerics.data.tails import chi_square_tail, f_tail, normal_tail, two_sided
from numerics.tolerances.sample_sizes import SMALLEST_TESTED
from numerics.tolerances.table_thresholds import INPUTS_CALIBRATED

__all__ = ["DEPENDENT", "MEAN", "VARIANCE", "VARIES", "input_laws", "mardia"]


def mardia(sample: np.ndarray) -> tuple[float, float]:
    """p-values of Mardia's multivariate skewness and kurtosis of a sample (n, d).

    Source: K. V. Mardia, Measures of multivariate skewness and kurtosis with applications, Biometrika 57 (1970); its
    skewness is the squared norm of the third moment of the whitened sample, which costs n d³ instead of n² d. Raises
    ValueError where the sample does not span d dimensions.
    """
    n, d = sample.shape
    centred = sample - sample.mean(axis=0)
    eigenvalues, vectors = np.linalg.eigh(centred.T @ centred / n)
    if n <= d or eigenvalues[0] <= 0:
        message = f"{n} points do not span {d} dimensions: give more"
        raise ValueError(message)
    z = centred @ (vectors / np.sqrt(eigenvalues))
    skewness = 0.0
    for c in range(d):
        skewness += n * float((((z * z[:, c : c + 1]).T @ z / n) ** 2).sum()) / 6
    kurtosis = float(((z**2).sum(axis=1) ** 2).mean())
    standard = (kurtosis - d * (d + 2)) / np.sqrt(8 * d * (d + 2) / n)
    return float(chi_square_tail(skewness, d * (d + 1) * (d + 2) / 6)), float(two_sided(standard))


def input_laws(table: Table, rng: np.random.Generator) -> HypothesisTests:
    """Tests of the features of a table, and their p-value, exact up to the number of draws."""
    X = table.X[np.argsort(table.task, kind="stable")]
    n, d = X.shape
    if n < max(SMALLEST_TESTED, 2 * d):
        reason = f"{n} rows in {d} dimensions are too few to test"
        return HypothesisTests((LawTest("features: Gaussian", "Mardia", None, n, reason),), None, reason)
    tests = _ColumnTests(table.rows_of_task, d)
    p = tests.p_values(X)
    found = tuple(LawTest(*name, float(value), n) for name, value in zip(tests.names(table.features), p, strict=True))
    constant = [name for name, varies in zip(table.features, tests.vary(X), strict=True) if not varies]
    if constant:
        never = LawTest(f"{constant[0]} {VARIES}", "by construction", 0.0, n)
        return HypothesisTests((*found, never), 0.0, "by construction", never)
    if X.size > INPUTS_CALIBRATED:
        return HypothesisTests(found, bonferroni(p), f"corrected for {len(p)} tests", _cause(found))

    def draws(count: int) -> np.ndarray:
        return np.array([tests.p_values(rng.standard_normal((n, d))).min() for _ in range(count)])

    value = sequential_p_value(float(p.min()), draws)
    return HypothesisTests(found, value, f"of {len(p)} tests together, exact", _cause(found))


DEPENDENT, MEAN = "neighbouring rows of a task are independent", "has one mean in all tasks"
"""How the names of tests end."""


def _cause(found: tuple[LawTest, ...]) -> LawTest | None:
    """Rows that depend on their neighbours move the means of tasks, and not the other way round."""
    lags = [t for t in found if t.about.endswith(DEPENDENT)]
    smallest = min(found, key=lambda t: t.p_value or 0.0)
    if not smallest.about.endswith((MEAN, VARIANCE)) or not lags:
        return None
    lag = min(lags, key=lambda t: t.p_value or 0.0)
    return lag if (lag.p_value or 0.0) < 1e-4 else None


VARIANCE = "has one variance in all tasks"

VARIES = "varies within tasks"


class _ColumnTests:
    """The tests of features (n, d) of tasks with ``rows`` (T,) rows each, in this order."""

    def __init__(self, rows: np.ndarray, d: int) -> None:
        from scipy import special

        self.rows, self.n, self.d = rows, int(rows.sum()), d
        self.start = np.concatenate([[0], np.cumsum(rows)[:-1]])
        self.space = Residuals(np.ones((self.n, 1)), self.start)
        self.freedom = rows - 1.0
        self.within = int(self.freedom.sum())
        self.lagged = self.within > 1 and len(self.space.first) > 0
        self.compared = len(rows) > 1 and self.within > 0
        self.several = self.freedom > 0
        self.varied = int(self.several.sum()) > 1
        if self.lagged:
            self.lag = self.space.moments_of_lag()
        if self.varied:
            f = self.freedom[self.several]
            mean = (f * (special.digamma(f / 2) + np.log(2 / f))).sum()
            n = f.sum()
            self.bartlett_mean = n * (special.digamma(n / 2) + np.log(2 / n)) - mean
            self.bartlett_spread = np.sqrt(max((f**2 * special.polygamma(1, f / 2)).sum() - 2 * n, 1e-12))
            self.spread = np.sqrt((8 * f**2 + 16 * f).sum())

    def names(self, features: tuple[str, ...]) -> list[tuple[str, str]]:
        """What is tested and by what, in the order of ``p_values``."""
        found = [(f"{x}: Gaussian", moment) for moment in ("skewness", "kurtosis") for x in features]
        if self.d > 1:
            found += [("all together: Gaussian", f"Mardia, {moment}") for moment in ("skewness", "kurtosis")]
        if self.lagged:
            found += [(f"{x}: {DEPENDENT}", "Durbin-Watson") for x in features]
        if self.varied:
            found += [(f"{x} {VARIANCE}", test) for test in ("score", "Bartlett") for x in features]
        if self.compared:
            found += [(f"{x} {MEAN}", "analysis of variance") for x in features]
        return found

    def vary(self, X: np.ndarray) -> np.ndarray:
        """Which features vary within any task (d,)."""
        deviations: np.ndarray = np.abs(self.space.project(X)).max(axis=0)
        varies: np.ndarray = deviations > 1e-9 * np.abs(X - X.mean(axis=0)).max(axis=0)
        return varies if self.within else np.ones(self.d, dtype=bool)

    def p_values(self, X: np.ndarray) -> np.ndarray:
        """Closed p-values (k,)."""
        n, size = self.n, np.array(float(self.n))
        u = (X - X.mean(axis=0)) / X.std(axis=0)
        square = u * u
        third = (square * u).mean(axis=0) * np.sqrt(n / 6)
        fourth = ((square * square).mean(axis=0) - 3) * np.sqrt(n / 24)
        found = [two_sided(skewness_score(third, size))]
        found.append(two_sided(kurtosis_score(fourth, size)))
        if self.d > 1:
            found.append(np.array(mardia(X)))
        r = self.space.project(X)
        squares = r**2
        by_task = self.space.sums(squares)
        inside = np.maximum(by_task.sum(axis=0), 1e-300)
        if self.lagged:
            i = self.space.first
            lag = ((r[i] * r[i + 1]).sum(axis=0) / inside - self.lag[0]) / self.lag[1]
            found.append(two_sided(lag))
        if self.varied:
            found += self._variances(by_task[self.several] * self.within / inside)
        if self.compared:
            groups = len(self.rows) - 1
            total = ((X - X.mean(axis=0)) ** 2).sum(axis=0)
            F = (np.maximum(total - inside, 0) / groups) / (inside / self.within)
            found.append(f_tail(F, groups, self.within))
        return np.nan_to_num(np.concatenate(found), nan=0.0)

    def _variances(self, q: np.ndarray) -> list[np.ndarray]:
        f = self.freedom[self.several][:, None]
        score = ((q - f) ** 2 - 2 * f).sum(axis=0) / self.spread
        ratio = -(f * np.log(np.maximum(q, 1e-300) / f)).sum(axis=0)
        return [normal_tail(score), normal_tail((ratio - self.bartlett_mean) / self.bartlett_spread)]
