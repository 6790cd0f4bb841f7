"""What centring by pooled means leaves in a task, and coefficients that it does not touch.

Features and labels less their pooled means leave the constant a − δᵀ(w_t − β) in task t, δ and a being what these means
missed. Where the signal is so strong that this shows beside the noise, it counts as noise, and moves ŵ_t in ways that
σ²(X_tᵀX_t)⁻¹ does not know: tasks are then tested by coefficients beside a constant of their own.
"""

from collections.abc import Iterator

import numpy as np

from numerics.data.fitting import Fit, Sums, fit
from numerics.data.noise_laws import centring_shows
from numerics.data.table import Table
from numerics.data.table_finding import Finding
from numerics.data.task_rows import TaskRows
from numerics.tolerances.float_tolerances import SPECTRAL_SLACK

__all__ = ["centring", "fit_for_tests", "within_tasks"]


def centring(rows: TaskRows, fitted: Fit) -> Iterator[Finding]:
    """A finding where what pooled means missed shows."""
    if centring_shows(rows, fitted):
        yield Finding(
            "centring",
            "the signal is so strong that what pooled means miss shows beside the noise: sigma2 is too large, and "
            "tr(HΨ)/σ² too small",
            fitted.names,
            "subtract means that you know and give --no-center",
        )


def fit_for_tests(table: Table, rows: TaskRows, fitted: Fit) -> Fit:
    """The fit whose coefficients are tested: that with a constant in every task where centring shows."""
    if not centring_shows(rows, fitted):
        return fitted
    sums = within_tasks(fitted.sums)
    return fit(table, sums, context=fitted.problem.M) if sums.identified.sum() > 1 else fitted


def within_tasks(sums: Sums) -> Sums:
    """The sums about the means of each task, of which one row less is known."""
    n = sums.n
    xx = sums.xx - sums.x[:, :, None] * sums.x[:, None, :] / n[:, None, None]
    eigenvalues = np.linalg.eigvalsh(xx)
    identified = (n - 1 > xx.shape[-1]) & (eigenvalues[:, 0] > SPECTRAL_SLACK * eigenvalues[:, -1])
    return sums._replace(
        n=n - 1,
        x=np.zeros_like(sums.x),
        y=np.zeros_like(sums.y),
        xx=xx,
        xy=sums.xy - sums.x * (sums.y / n)[:, None],
        yy=sums.yy - sums.y**2 / n,
        identified=identified & sums.identified,
    )
