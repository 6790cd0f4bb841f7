"""A problem estimated from a table: pooled second moments, and random coefficients by restricted maximum likelihood.

Task by task ŵ_t is the least squares estimate, whose covariance is Ψ + σ²(X_tᵀX_t)⁻¹. σ² is estimated by the pooled
residuals, Ψ and β* by REML given σ² (``restricted_likelihood``). The model is that of P. A. V. B. Swamy, Efficient
inference in a random coefficient regression model, Econometrica 38 (1970), with one σ² for all tasks, as the theorems
have it. H is the mean of x xᵀ over all rows.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from numerics.data.restricted_likelihood import restricted_maximum
from numerics.data.table import Table
from numerics.data.table_finding import ignoring
from numerics.data.task_rows import TaskRows, sum_by_task, task_rows
from numerics.tolerances.float_tolerances import RESIDUE, SPECTRAL_SLACK
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.values.problem import Problem

__all__ = ["Coefficients", "Estimates", "Fit", "Resampled", "Sums", "coefficients", "fit", "resampled", "sums_of"]


class Sums(NamedTuple):
    """Sums over the rows of each of T tasks, features in units of ``scale`` (d,): all that an estimate depends on.

    ``identified`` (T,) marks the tasks with more rows than features and X_tᵀX_t of full rank, from which the
    coefficients can be estimated; the others count for H alone.
    """

    n: np.ndarray
    x: np.ndarray
    y: np.ndarray
    xx: np.ndarray
    xy: np.ndarray
    yy: np.ndarray
    scale: np.ndarray
    identified: np.ndarray
    centred: bool
    intercept: bool


class Coefficients(NamedTuple):
    """Least squares of the T tasks that are identified: ŵ_t (T, d), (X_tᵀX_t)⁻¹ (T, d, d), residual sums and σ²."""

    w: np.ndarray
    inverse: np.ndarray
    residual: np.ndarray
    freedom: np.ndarray
    sigma2: float

    @property
    def noise(self) -> np.ndarray:
        """σ²(X_tᵀX_t)⁻¹ (T, d, d), the covariance of ŵ_t given w_t."""
        return self.sigma2 * self.inverse


class Estimates(NamedTuple):
    """H (d, d), β* (d, 1), Ψ (d, d) ⪰ 0, σ²."""

    H: np.ndarray
    beta_star: np.ndarray
    Psi: np.ndarray
    sigma2: float


class Resampled(NamedTuple):
    """H (b, d, d) and σ² (b,) of samples of tasks with replacement; σ² is nan where none of them is identified."""

    H: np.ndarray
    sigma2: np.ndarray


@dataclass(frozen=True, eq=False)
class Fit:
    """A problem in units in which every feature has mean square 1, the sums it comes from, and its estimates."""

    problem: Problem
    sums: Sums
    coefficients: Coefficients
    estimates: Estimates
    names: tuple[str, ...]


def sums_of(table: Table | TaskRows, *, center: bool = True, intercept: bool = False) -> Sums:
    """The sums of a table. ``intercept`` adds a first feature that is 1 in every row.

    Raises ValueError where fewer than two tasks can be estimated from, and where features are linearly dependent.
    """
    rows = task_rows(table, center=center, intercept=intercept) if isinstance(table, Table) else table
    X, y, n, d = rows.X, rows.y, rows.n, rows.X.shape[1]
    _require_independent(X, rows.names)
    ends = np.append(rows.start, len(y))
    parts = [slice(a, b) for a, b in pairwise(ends)]
    xx = np.stack([X[part].T @ X[part] for part in parts])
    eigenvalues = np.linalg.eigvalsh(xx)
    identified = (n > d) & (eigenvalues[:, 0] > SPECTRAL_SLACK * eigenvalues[:, -1])
    if identified.sum() < 2:
        _require_rank(xx[n > d], rows.names)
        message = (
            f"{identified.sum()} of {len(n)} tasks have more rows than the {d} features and features that vary: "
            "variation between tasks needs two of them, leave out features or give longer tasks"
        )
        raise ValueError(message)
    return Sums(
        n=n.astype(np.float64),
        x=sum_by_task(X, rows.start),
        y=sum_by_task(y, rows.start),
        xx=xx,
        xy=np.stack([X[part].T @ y[part] for part in parts]),
        yy=np.array([y[part] @ y[part] for part in parts]),
        scale=rows.scale,
        identified=identified,
        centred=rows.centred,
        intercept=rows.intercept,
    )


def coefficients(sums: Sums) -> Coefficients:
    """Least squares, task by task, of the tasks that are identified."""
    some = sums.identified
    xx, xy, yy = sums.xx[some], sums.xy[some], sums.yy[some]
    inverse = np.linalg.inv(xx)
    inverse = (inverse + inverse.mT) / 2
    w = (inverse @ xy[..., None])[..., 0]
    residual = yy - (w * xy).sum(axis=-1)
    residual = np.where(residual > RESIDUE * yy, residual, 0)
    freedom = sums.n[some] - xx.shape[-1]
    return Coefficients(w, inverse, residual, freedom, float(residual.sum() / freedom.sum()))


def fit(table: Table, sums: Sums, *, context: int) -> Fit:
    """The estimates from all tasks, once each, as a problem with ``context`` examples in a prompt."""
    H = sums.xx.sum(axis=0) / sums.n.sum()
    found = coefficients(sums)
    L = np.linalg.cholesky(H)
    beta, Psi = _in_units_of_inputs(found, L)
    half = np.linalg.solve(L.T, Psi)
    Psi = np.linalg.solve(L.T, half.T)
    estimates = Estimates(H, np.linalg.solve(L.T, beta)[:, None], (Psi + Psi.T) / 2, found.sigma2)
    names = (("intercept",) if sums.intercept else ()) + table.features
    problem = Problem(H=H, Psi=estimates.Psi, beta_star=estimates.beta_star, sigma2=found.sigma2, M=context)
    return Fit(problem, sums, found, estimates, names)


def _in_units_of_inputs(found: Coefficients, L: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """β and Ψ for the features L⁻¹x, whose second moment is I: the units in which steps are equally long."""
    w = found.w @ L
    if found.sigma2 == 0:
        Psi = np.atleast_2d(np.cov(w.T))
        # coefficients that are the same in all tasks differ by rounding
        return w.mean(axis=0), Psi * (np.trace(Psi) > RESIDUE * (w**2).sum(axis=1).mean())
    beta, Psi = restricted_maximum(w[None], (L.T @ found.noise @ L)[None])
    return beta[0], Psi[0]


def resampled(sums: Sums, draws: int, rng: np.random.Generator) -> Resampled:
    """H and σ² of ``draws`` samples of tasks with replacement; H about the means of each where these are taken out."""
    T, d = sums.x.shape
    counts = rng.multinomial(T, np.full(T, 1 / T), size=draws).astype(np.float64)
    found, some = coefficients(sums), sums.identified
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma2 = counts[:, some] @ found.residual / (counts[:, some] @ found.freedom)
    size = max(1, BATCH_BYTES // (8 * T * d * d))
    H = np.concatenate([_second_moments(sums, counts[i : i + size]) for i in range(0, draws, size)])
    return Resampled(H, sigma2)


def _second_moments(sums: Sums, counts: np.ndarray) -> np.ndarray:
    """H (b, d, d) where task t is counted ``counts[b, t]`` times."""
    rows = (counts @ sums.n)[:, None, None]
    H: np.ndarray = np.tensordot(counts, sums.xx, axes=1) / rows
    if not sums.centred:
        return H
    mean = counts @ sums.x / rows[:, 0]
    if sums.intercept:
        mean[:, 0] = 0  # the column of ones stays as it is
    return H - mean[:, :, None] * mean[:, None, :]


def _require_rank(xx: np.ndarray, names: tuple[str, ...]) -> None:
    """Names the columns that are linearly dependent within every task that is long enough (t, d, d), if they are so."""
    if not len(xx):
        return
    eigenvalues, vectors = np.linalg.eigh(xx)
    if (eigenvalues[:, 0] > SPECTRAL_SLACK * eigenvalues[:, -1]).any():
        return
    involved = [name for name, c in zip(names, np.abs(vectors[:, :, 0]).max(axis=0), strict=True) if c > 1e-3]
    message = (
        f"within every task with more than {len(names)} rows the columns {', '.join(involved)} are linearly dependent, "
        f"as those are that are constant within tasks: leave out one of them ({ignoring(involved[-1])})"
    )
    raise ValueError(message)


def _require_independent(X: np.ndarray, names: tuple[str, ...]) -> None:
    eigenvalues, vectors = np.linalg.eigh(X.T @ X / len(X))
    if eigenvalues[0] <= SPECTRAL_SLACK * eigenvalues[-1]:
        involved = [name for name, c in zip(names, vectors[:, 0], strict=True) if abs(c) > 1e-3]
        message = (
            f"H is singular: the columns {', '.join(involved)} are linearly dependent, with eigenvalue "
            f"{eigenvalues[0]:.1g}: leave out one of them ({ignoring(involved[-1])})"
        )
        raise ValueError(message)
