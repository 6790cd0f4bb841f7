"""What pictures show of a table: coefficients by task with their errors, rows a task, and quantiles."""

from typing import NamedTuple

import numpy as np

from numerics.data.fitting import Sums
from numerics.data.table import Table
from numerics.tolerances.intake_limits import POINTS_OF_PICTURE

__all__ = ["Quantiles", "ShownData", "shown_data"]


class Quantiles(NamedTuple):
    """A sample made to mean 0 and variance 1, at most POINTS_OF_PICTURE quantiles of it and of the Gaussian law."""

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


def shown_data(table: Table, sums: Sums, sigma2: float) -> ShownData:
    """The numbers of the pictures; ``sigma2`` is the noise variance."""
    names = (("intercept",) if sums.intercept else ()) + table.features
    some = np.flatnonzero(sums.identified)
    inverse = np.linalg.inv(sums.xx[some])
    w = (inverse @ sums.xy[some][..., None])[..., 0]
    errors = np.sqrt(sigma2 * np.diagonal(inverse, axis1=-2, axis2=-1))
    kept = np.unique(np.linspace(0, len(some) - 1, min(POINTS_OF_PICTURE, len(some))).astype(int))
    quantiles = [_against_gaussian("Gaussian inputs", n, c) for n, c in zip(table.features, table.X.T, strict=True)]
    quantiles += [
        _against_gaussian("Gaussian tasks", f"coefficient of {n}", c) for n, c in zip(names, w.T, strict=True)
    ]
    quantiles.append(_against_gaussian("independent noise", "residual", _residuals(table, sums, some, w)))
    return ShownData(
        np.sort(table.rows_of_task)[::-1],
        (w / sums.scale)[kept],
        (errors / sums.scale)[kept],
        tuple(q for q in quantiles if q is not None),
    )


def _residuals(table: Table, sums: Sums, some: np.ndarray, w: np.ndarray) -> np.ndarray:
    X, y = table.X, table.y
    if sums.centred:
        X, y = X - X.mean(axis=0), y - y.mean()
    if sums.intercept:
        X = np.column_stack([np.ones(len(X)), X])
    groups = [table.groups[t] for t in some]
    return np.concatenate([y[g] - (X[g] / sums.scale) @ v for g, v in zip(groups, w, strict=True)])


def _against_gaussian(hypothesis: str, name: str, sample: np.ndarray) -> Quantiles | None:
    """The quantiles at (i − 1/2)/n; None where the sample does not vary."""
    from scipy import special

    spread = sample.std()
    if not spread > 0:
        return None
    share = (np.arange(min(POINTS_OF_PICTURE, len(sample))) + 0.5) / min(POINTS_OF_PICTURE, len(sample))
    standard = (np.quantile(sample, share, method="hazen") - sample.mean()) / spread
    return Quantiles(hypothesis, name, special.ndtri(share), standard)
