"""What pictures show of a table: coefficients by task with their errors, rows a task, and quantiles."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from numerics.data.coefficient_tests import standardised
from numerics.data.fitting import Fit
from numerics.data.residuals_by_task import Residuals
from numerics.data.table import Table
from numerics.data.task_rows import TaskRows
from numerics.tolerances.intake_limits import POINTS_OF_PICTURE

__all__ = ["Quantiles", "ShownData", "shown_data"]


class Quantiles(NamedTuple):
    """A sample made to mean 0 and variance 1, at most POINTS_OF_PICTURE quantiles of it and of the Gaussian law.

    What has a standard deviation of its own, as coefficients and residuals have, is divided by it before. ``name`` is
    what tests are about that ask whether it is Gaussian.
    """

    hypothesis: str
    name: str
    gaussian: np.ndarray
    sample: np.ndarray


class ShownData(NamedTuple):
    """For T tasks and d features: rows (T,) from the longest task on, coefficients and standard errors (t, d) of the t
    tasks that can be estimated from (at most POINTS_OF_PICTURE of them), in the units of the columns, and quantiles.
    """

    rows: np.ndarray
    coefficients: np.ndarray
    errors: np.ndarray
    quantiles: tuple[Quantiles, ...]


def shown_data(table: Table, rows: TaskRows, fitted: Fit) -> ShownData:
    """The numbers of the pictures."""
    found, scale, T = fitted.coefficients, fitted.sums.scale, len(fitted.coefficients.w)
    errors = np.sqrt(np.diagonal(found.noise, axis1=-2, axis2=-1))
    kept = np.unique(np.linspace(0, T - 1, min(POINTS_OF_PICTURE, T)).astype(int))
    return ShownData(
        np.sort(table.rows_of_task)[::-1],
        (found.w / scale)[kept],
        (errors / scale)[kept],
        tuple(q for q in (*_of_inputs(table), *_of_tasks(fitted), *_of_noise(rows, fitted)) if len(q.sample)),
    )


def _of_inputs(table: Table) -> Iterator[Quantiles]:
    hypothesis = "Gaussian inputs"
    for name, column in zip(table.features, table.X.T, strict=True):
        yield _against_gaussian(hypothesis, name, column)
    if len(table.features) > 1:
        X = table.X - table.X.mean(axis=0)
        root = np.linalg.cholesky(np.atleast_2d(np.cov(X.T)))
        yield _lengths_against_gaussian(hypothesis, "features together", np.linalg.solve(root, X.T).T)


def _of_tasks(fitted: Fit) -> Iterator[Quantiles]:
    """Of coefficients each in units of its own standard deviation, as tests take them.

    As they are, they are a mixture of as many variances as there are lengths of tasks, which no Gaussian law fits.
    """
    found, estimates, hypothesis = fitted.coefficients, fitted.estimates, "Gaussian tasks"
    beta, Psi = estimates.beta_star[:, 0], estimates.Psi
    noisy = found.sigma2 > 0
    alike = standardised(found.w[None], found.noise[None], beta[None], Psi[None]) if noisy else None
    for name, w in zip(fitted.names, found.w.T if alike is None else alike.u[0].T, strict=True):
        yield _against_gaussian(hypothesis, f"coefficient of {name}", w)
    if alike is not None and len(fitted.names) > 1:
        yield _lengths_against_gaussian(hypothesis, "coefficients together", alike.z[0])


def _of_noise(rows: TaskRows, fitted: Fit) -> Iterator[Quantiles]:
    yield _against_gaussian("independent noise", "residuals", _residuals(rows, fitted))


def _residuals(rows: TaskRows, fitted: Fit) -> np.ndarray:
    """Residuals of the tasks that are identified, in units of their own standard deviations."""
    some = fitted.sums.identified[rows.task]
    space = Residuals(rows.X[some], np.concatenate([[0], np.cumsum(rows.n[fitted.sums.identified])[:-1]]))
    return (space.project(rows.y[some]) * space.weight)[space.weight > 0]


def _lengths_against_gaussian(hypothesis: str, name: str, z: np.ndarray) -> Quantiles:
    """Squared lengths of z (n, d), each as the Gaussian number that is as rare as it is by the chi-square law."""
    from scipy import special

    # the tail and not the distribution, which is 1 to all digits where an outlier is what there is to see
    tail = special.chdtrc(z.shape[1], (z**2).sum(axis=1))
    return _quantiles(hypothesis, name, -special.ndtri(np.maximum(tail, np.finfo(float).tiny)))


def _against_gaussian(hypothesis: str, name: str, sample: np.ndarray) -> Quantiles:
    """Of a sample that is centred and scaled, which one that does not vary cannot be: it has no quantiles."""
    spread = sample.std()
    return _quantiles(hypothesis, name, (sample - sample.mean()) / spread if spread > 0 else sample[:0])


def _quantiles(hypothesis: str, name: str, sample: np.ndarray) -> Quantiles:
    """The quantiles at (i − 1/2)/n."""
    from scipy import special

    count = min(POINTS_OF_PICTURE, len(sample))
    share = (np.arange(count) + 0.5) / max(count, 1)
    found = np.quantile(sample, share, method="hazen") if count else sample
    return Quantiles(hypothesis, name, special.ndtri(share), found)
