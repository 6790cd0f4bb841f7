"""Tests of what the theorems assume of data: Gaussian laws, and independence where a table can show its absence.

``scipy.stats`` takes a second to import and is imported where it is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.data.fitting import Sums, least_squares_by_task
from numerics.data.table import Table
from numerics.tolerances.float_tolerances import RESIDUE
from numerics.tolerances.sample_sizes import SMALLEST_TESTED

__all__ = ["OFFSETS", "LawTest", "input_laws", "mardia", "noise_laws", "task_laws"]


OFFSETS = "residuals have one mean in all tasks"
"""Where they have not, tasks differ in an intercept, which the theorems do not know."""


@dataclass(frozen=True)
class LawTest:
    """A test of one consequence of a hypothesis: its p-value, or the ``reason`` why there is none."""

    about: str
    test: str
    p_value: float | None
    sample: int
    reason: str = ""


def mardia(sample: np.ndarray) -> tuple[float, float]:
    """p-values of Mardia's multivariate skewness and kurtosis of a sample (n, d).

    Source: K. V. Mardia, Measures of multivariate skewness and kurtosis with applications, Biometrika 57 (1970); its
    skewness is the squared norm of the third moment of the whitened sample, which costs n d³ instead of n² d. Raises
    ValueError where the sample does not span d dimensions.
    """
    from scipy import stats

    n, d = sample.shape
    centred = sample - sample.mean(axis=0)
    eigenvalues, vectors = np.linalg.eigh(centred.T @ centred / n)
    if n <= d or eigenvalues[0] <= 0:
        message = f"{n} points do not span {d} dimensions: give more"
        raise ValueError(message)
    z = centred @ (vectors / np.sqrt(eigenvalues))
    third = np.einsum("na,nb,nc->abc", z, z, z, optimize=True) / n
    skewness = n * float((third**2).sum()) / 6
    kurtosis = float(((z**2).sum(axis=1) ** 2).mean())
    standard = (kurtosis - d * (d + 2)) / np.sqrt(8 * d * (d + 2) / n)
    return float(stats.chi2.sf(skewness, d * (d + 1) * (d + 2) / 6)), float(2 * stats.norm.sf(abs(standard)))


def input_laws(table: Table) -> list[LawTest]:
    """Gaussian marginals, Mardia's tests, and one mean for all tasks."""
    found = [*_gaussian(table.X, table.features, "rows")]
    groups = [table.X[table.task == t] for t in range(len(table.tasks)) if table.rows_of_task[t] >= 2]
    for j, name in enumerate(table.features):
        found.append(_same_mean(name, [g[:, j] for g in groups]))
    return found


def task_laws(table: Table, sums: Sums) -> list[LawTest]:
    """Gaussian least squares coefficients, and none that rise or fall with the size of a task's inputs."""
    w = least_squares_by_task(sums)[sums.identified]
    names = (("intercept",) if sums.intercept else ()) + table.features
    sizes = (np.trace(sums.xx, axis1=1, axis2=2) / sums.n)[sums.identified]
    return [*_gaussian(w, tuple(f"coefficient of {n}" for n in names), "tasks"), *_monotone(w, names, sizes)]


def noise_laws(table: Table, sums: Sums) -> list[LawTest]:
    """Gaussian residuals of one size and mean in all tasks, uncorrelated along the rows of a task.

    One size by Levene's test about medians, which asks for no Gaussian law (M. B. Brown and A. B. Forsythe, J. American
    Statistical Association 69, 1974).
    """
    from scipy import stats

    groups = _residuals(table, sums)
    pooled = np.concatenate(groups)
    if np.abs(pooled).max() <= np.sqrt(RESIDUE) * np.abs(table.y).max():
        return [LawTest("residuals", "none", None, len(pooled), "there are no residuals: the labels hold no noise")]
    found = [_marginal(pooled, "residuals", "rows")]
    found.append(LawTest("one noise variance for all tasks", "Levene", _p(stats.levene(*groups)), len(pooled)))
    found.append(LawTest(OFFSETS, "analysis of variance", _p(stats.f_oneway(*groups)), len(pooled)))
    pairs = np.concatenate([np.column_stack([g[:-1], g[1:]]) for g in groups])
    found.append(_correlation("neighbouring residuals are uncorrelated", "Pearson", pairs))
    return found


def _gaussian(sample: np.ndarray, names: tuple[str, ...], unit: str) -> Iterator[LawTest]:
    for column, name in zip(sample.T, names, strict=True):
        yield _marginal(column, name, unit)
    n, d = sample.shape
    if d < 2:
        return
    if n < max(SMALLEST_TESTED, 2 * d):
        yield LawTest("all together", "Mardia", None, n, f"{n} {unit} in {d} dimensions are too few to test")
        return
    for moment, p in zip(("skewness", "kurtosis"), mardia(sample), strict=True):
        yield LawTest("all together", f"Mardia, {moment}", p, n)


def _marginal(column: np.ndarray, name: str, unit: str) -> LawTest:
    """Skewness and kurtosis, each turned into a standard normal, in one sum of squares that is χ² with two degrees.

    Source: R. D'Agostino and E. S. Pearson, Tests for departure from normality, Biometrika 60 (1973).
    """
    from scipy import stats

    if len(column) < SMALLEST_TESTED:
        reason = f"{len(column)} {unit} are too few to test"
        return LawTest(f"{name}: Gaussian", "D'Agostino-Pearson", None, len(column), reason)
    return LawTest(f"{name}: Gaussian", "D'Agostino-Pearson", _p(stats.normaltest(column)), len(column))


def _same_mean(name: str, groups: list[np.ndarray]) -> LawTest:
    from scipy import stats

    about, sample = f"{name} has one mean in all tasks", sum(map(len, groups))
    if len(groups) < 2 or all(np.ptp(g) == 0 for g in groups):
        return LawTest(about, "analysis of variance", None, sample, "no two tasks in which it varies")
    return LawTest(about, "analysis of variance", _p(stats.f_oneway(*groups)), sample)


def _monotone(w: np.ndarray, names: tuple[str, ...], sizes: np.ndarray) -> Iterator[LawTest]:
    for column, name in zip(w.T, names, strict=True):
        about = f"coefficient of {name} does not follow the size of the inputs"
        yield _correlation(about, "Spearman", np.column_stack([column, sizes]))


def _correlation(about: str, test: str, pairs: np.ndarray) -> LawTest:
    from scipy import stats

    n = len(pairs)
    if n < 5 or (np.ptp(pairs, axis=0) == 0).any():
        return LawTest(about, test, None, n, f"{n} pairs are too few to test")
    correlate = stats.pearsonr if test == "Pearson" else stats.spearmanr
    return LawTest(about, test, _p(correlate(pairs[:, 0], pairs[:, 1])), n)


def _residuals(table: Table, sums: Sums) -> list[np.ndarray]:
    """Residuals of the tasks that are identified, for lost degrees of freedom made as large as the noise."""
    X, y = table.X, table.y
    if sums.centred:
        X, y = X - X.mean(axis=0), y - y.mean()
    if sums.intercept:
        X = np.column_stack([np.ones(len(X)), X])
    X = X / sums.scale
    groups = []
    for t, w in enumerate(least_squares_by_task(sums)):
        if sums.identified[t]:
            rows = table.task == t
            groups.append((y[rows] - X[rows] @ w) * np.sqrt(rows.sum() / (rows.sum() - len(w))))
    return groups


def _p(result: object) -> float:
    return float(result.pvalue)  # type: ignore[attr-defined]
