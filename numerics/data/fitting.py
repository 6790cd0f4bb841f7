"""A problem estimated from a table: pooled second moments, and random coefficients by the method of moments.

Task by task ŵ_t is the least squares estimate, whose covariance is Ψ + σ²(X_tᵀX_t)⁻¹. So β* is estimated by the mean of
the ŵ_t, σ² by the pooled residuals, and Ψ by the covariance of the ŵ_t less σ² times the mean of (X_tᵀX_t)⁻¹, projected
to ⪰ 0. Source: P. A. V. B. Swamy, Efficient inference in a random coefficient regression model, Econometrica 38 (1970),
with one σ² for all tasks, as the theorems have it. H is the mean of x xᵀ over all rows.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from numerics.data.table import Table
from numerics.tolerances.float_tolerances import RESIDUE, SPECTRAL_SLACK
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.values.problem import Problem

__all__ = ["Estimates", "Fit", "Sums", "bootstrap", "estimate", "fit", "least_squares_by_task", "sums_of"]


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


class Estimates(NamedTuple):
    """H (…, d, d), β* (…, d, 1), Ψ (…, d, d), σ² (…): leading dimensions are bootstrap draws.

    ``negative`` (…) is the smallest eigenvalue that Ψ, in the units of H = I, had before its projection; nan where a
    draw had fewer than two tasks to estimate from.
    """

    H: np.ndarray
    beta_star: np.ndarray
    Psi: np.ndarray
    sigma2: np.ndarray
    negative: np.ndarray


@dataclass(frozen=True, eq=False)
class Fit:
    """A problem in units in which every feature has mean square 1, the sums it comes from, and its estimates."""

    problem: Problem
    sums: Sums
    estimates: Estimates
    names: tuple[str, ...]


def sums_of(table: Table, *, center: bool = True, intercept: bool = False) -> Sums:
    """The sums of a table. ``intercept`` adds a first feature that is 1 in every row.

    Raises ValueError where fewer than two tasks can be estimated from, and where features are linearly dependent.
    """
    X, y = table.X, table.y
    if center:
        X, y = X - X.mean(axis=0), y - y.mean()
    if intercept:
        X = np.column_stack([np.ones(len(X)), X])
    names = (("intercept",) if intercept else ()) + table.features
    scale = np.sqrt((X**2).mean(axis=0))
    X = X / scale
    _require_independent(X, names)
    n, d = table.rows_of_task, X.shape[1]
    groups = [table.task == t for t in range(len(table.tasks))]
    xx = np.stack([X[g].T @ X[g] for g in groups])
    eigenvalues = np.linalg.eigvalsh(xx)
    identified = (n > d) & (eigenvalues[:, 0] > SPECTRAL_SLACK * eigenvalues[:, -1])
    if identified.sum() < 2:
        message = (
            f"{identified.sum()} of {len(n)} tasks have more rows than the {d} features and features that vary: "
            "variation between tasks needs two of them, leave out features or give longer tasks"
        )
        raise ValueError(message)
    return Sums(
        n=n.astype(np.float64),
        x=np.stack([X[g].sum(axis=0) for g in groups]),
        y=np.array([y[g].sum() for g in groups]),
        xx=xx,
        xy=np.stack([X[g].T @ y[g] for g in groups]),
        yy=np.array([y[g] @ y[g] for g in groups]),
        scale=scale,
        identified=identified,
        centred=center,
        intercept=intercept,
    )


def fit(table: Table, sums: Sums, *, context: int) -> Fit:
    """The estimates from all tasks, once each, as a problem with ``context`` examples in a prompt."""
    estimates = estimate(sums, np.ones((1, len(sums.n))))
    first = Estimates(*(field[0] for field in estimates))
    names = (("intercept",) if sums.intercept else ()) + table.features
    problem = Problem(H=first.H, Psi=first.Psi, beta_star=first.beta_star, sigma2=float(first.sigma2), M=context)
    return Fit(problem, sums, first, names)


def bootstrap(sums: Sums, draws: int, rng: np.random.Generator) -> Estimates:
    """Estimates from ``draws`` samples of tasks with replacement, everything estimated anew (draws, …).

    Tasks are what is independent, rows of one task are not: so tasks are drawn. Source: B. Efron, Annals of Statistics
    7 (1979).
    """
    T, d = sums.x.shape
    counts = rng.multinomial(T, np.full(T, 1 / T), size=draws).astype(np.float64)
    size = max(1, BATCH_BYTES // (8 * 6 * T * d * d))
    parts = [estimate(sums, counts[start : start + size]) for start in range(0, draws, size)]
    return Estimates(*(np.concatenate(field) for field in zip(*parts, strict=True)))


def least_squares_by_task(sums: Sums) -> np.ndarray:
    """ŵ_t (T, d) of the tasks that are identified, in units of ``scale``; nan for the others."""
    w = np.full(sums.x.shape, np.nan)
    some = sums.identified
    w[some] = np.linalg.solve(sums.xx[some], sums.xy[some][..., None])[..., 0]
    return w


def estimate(sums: Sums, counts: np.ndarray) -> Estimates:
    """Estimates where task t is counted ``counts[b, t]`` times in draw b.

    By moments: ŵ_t of least squares has mean w_t and covariance σ²(XᵀX)⁻¹ about it, so that the spread of the ŵ_t about
    their mean exceeds Ψ by the mean of σ²(X_tᵀX_t)⁻¹, which is subtracted; σ² is the residual sum of squares over its
    degrees of freedom Σ(n_t − d). Nothing Gaussian is assumed. What is left may have negative eigenvalues, and is
    projected. Source: P. A. V. B. Swamy, Econometrica 38 (1970).
    """
    xx, xy, yy, n = _centred(sums, counts)
    H = np.einsum("bt,btij->bij", counts, xx) / (counts @ n)[:, None, None]
    some = sums.identified
    m, xx, xy, yy, n = counts[:, some], xx[:, some], xy[:, some], yy[:, some], n[some]
    d = xy.shape[-1]
    inverse = np.linalg.inv(xx)
    w = (inverse @ xy[..., None])[..., 0]
    residuals = yy - (w * xy).sum(axis=-1)
    residuals = np.where(residuals > RESIDUE * yy, residuals, 0)
    total = m.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma2 = (m * residuals).sum(axis=1) / (m @ (n - d))
        beta = np.einsum("bt,bti->bi", m, w) / total[:, None]
        deviation = w - beta[:, None]
        spread = np.einsum("bt,bti,btj->bij", m, deviation, deviation) / (total - 1)[:, None, None]
        noise = np.einsum("bt,btij->bij", m, inverse) / total[:, None, None]
        raw = spread - sigma2[:, None, None] * noise
    usable = total >= 2
    Psi, negative = np.full_like(raw, np.nan), np.full(len(raw), np.nan)
    Psi[usable], negative[usable] = _projected(raw[usable], H[usable])
    return Estimates(H, beta[..., None], Psi, sigma2, negative)


def _centred(sums: Sums, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """XᵀX (b, t, d, d), Xᵀy (b, t, d) and yᵀy (b, t) of each task about the pooled means of each draw, and n (t,)."""
    n, batch = sums.n, len(counts)
    if not sums.centred:
        xx, xy, yy = (np.broadcast_to(a, (batch, *a.shape)) for a in (sums.xx, sums.xy, sums.yy))
        return xx, xy, yy, n
    rows = counts @ n
    x, y = counts @ sums.x / rows[:, None], counts @ sums.y / rows
    if sums.intercept:
        x[:, 0] = 0  # the column of ones stays as it is
    outer = sums.x[None, :, :, None] * x[:, None, None, :]
    xx = sums.xx - outer - np.swapaxes(outer, -1, -2) + n[:, None, None] * (x[:, :, None] * x[:, None, :])[:, None]
    xy = sums.xy - sums.x * y[:, None, None] - sums.y[:, None] * x[:, None] + n[:, None] * (x * y[:, None])[:, None]
    yy = sums.yy - 2 * sums.y * y[:, None] + n * (y**2)[:, None]
    return xx, xy, yy, n


def _projected(Psi: np.ndarray, H: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The nearest Ψ ⪰ 0 in the norm ‖H^½ · H^½‖_F, and the smallest eigenvalue of H^½ΨH^½ before.

    In the Frobenius norm the nearest matrix ⪰ 0 has the same eigenvectors, and 0 for the negative eigenvalues
    (N. J. Higham, Linear Algebra and its Applications 103, 1988). With H = LLᵀ, ‖LᵀΔL‖_F is that norm of Δ.
    """
    L = np.linalg.cholesky(H)
    eigenvalues, vectors = np.linalg.eigh(L.mT @ Psi @ L)
    kept = (vectors * np.maximum(eigenvalues, 0)[..., None, :]) @ vectors.mT
    half = np.linalg.solve(L.mT, kept)
    result = np.linalg.solve(L.mT, half.mT)
    return (result + result.mT) / 2, eigenvalues[..., 0]


def _require_independent(X: np.ndarray, names: tuple[str, ...]) -> None:
    eigenvalues, vectors = np.linalg.eigh(X.T @ X / len(X))
    if eigenvalues[0] <= SPECTRAL_SLACK * eigenvalues[-1]:
        involved = [name for name, c in zip(names, vectors[:, 0], strict=True) if abs(c) > 1e-3]
        message = (
            f"H is singular: the columns {', '.join(involved)} are linearly dependent, with eigenvalue "
            f"{eigenvalues[0]:.1g}: ignore one of them"
        )
        raise ValueError(message)
