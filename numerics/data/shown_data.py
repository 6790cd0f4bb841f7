"""What pictures show of a table: coefficients by task with their errors, rows a task, and quantiles."""

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

    What has a standard deviation of its own, as coefficients and residuals have, is divided by it before.
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
    quantiles = [_against_gaussian("Gaussian inputs", n, c) for n, c in zip(table.features, table.X.T, strict=True)]
    quantiles += [
        _against_gaussian("Gaussian tasks", f"coefficient of {n}", c)
        for n, c in zip(fitted.names, _alike(fitted).T, strict=True)
    ]
    quantiles.append(_against_gaussian("independent noise", "residual", _residuals(rows, fitted)))
    return ShownData(
        np.sort(table.rows_of_task)[::-1],
        (found.w / scale)[kept],
        (errors / scale)[kept],
        tuple(q for q in quantiles if q is not None),
    )


def _alike(fitted: Fit) -> np.ndarray:
    """Coefficients (T, d) each in units of its own standard deviation, as tests take them.

    As they are, they are a mixture of as many variances as there are lengths of tasks, which no Gaussian law fits.
    """
    found, estimates = fitted.coefficients, fitted.estimates
    if found.sigma2 == 0:
        return found.w
    beta, Psi = estimates.beta_star[:, 0], estimates.Psi
    return standardised(found.w[None], found.noise[None], beta[None], Psi[None]).u[0]


def _residuals(rows: TaskRows, fitted: Fit) -> np.ndarray:
    """Residuals of the tasks that are identified, in units of their own standard deviations."""
    some = fitted.sums.identified[rows.task]
    space = Residuals(rows.X[some], np.concatenate([[0], np.cumsum(rows.n[fitted.sums.identified])[:-1]]))
    return (space.project(rows.y[some]) * space.weight)[space.weight > 0]


def _against_gaussian(hypothesis: str, name: str, sample: np.ndarray) -> Quantiles | None:
    """The quantiles at (i − 1/2)/n; None where the sample does not vary."""
    from scipy import special

    spread = sample.std()
    if not spread > 0:
        return None
    share = (np.arange(min(POINTS_OF_PICTURE, len(sample))) + 0.5) / min(POINTS_OF_PICTURE, len(sample))
    standard = (np.quantile(sample, share, method="hazen") - sample.mean()) / spread
    return Quantiles(hypothesis, name, special.ndtri(share), standard)
