"""Intervals of H, β*, Ψ and σ², entry by entry, in the units of the fit."""

import numpy as np

from numerics.data.fit_uncertainty import FitUncertainty, satterthwaite
from numerics.data.fitting import Fit, Resampled
from numerics.tolerances.table_thresholds import COVERAGE
from numerics.values.number_types import Number
from proofs_checks.settings.presentation.audit_thresholds import INTERVAL

__all__ = ["Interval", "estimate_intervals"]

Interval = tuple[Number, Number]


def estimate_intervals(fitted: Fit, resamples: Resampled, uncertainty: FitUncertainty | None) -> dict[str, Interval]:
    """Lower and upper ends, of the shapes of the estimates, by their names.

    H and σ² by percentiles of samples of tasks; β* by its covariance (ΣW_t)⁻¹ and Student's t with a degree of freedom
    for each task but one; variances, on the diagonal of Ψ, by a chi-square law that matches their own, and what is
    beside it by a normal one. ``uncertainty`` is None where labels hold no noise: ŵ_t are then w_t themselves.
    """
    from scipy import stats

    T, Psi = len(fitted.coefficients.w), fitted.estimates.Psi
    if uncertainty is None:
        sizes = np.diagonal(Psi)
        variance, shift, of_beta = (np.outer(sizes, sizes) + Psi**2) / (T - 1), np.zeros_like(sizes), Psi / T
    else:
        variance, shift, of_beta = uncertainty.entries()
    half = stats.t.ppf((1 + COVERAGE) / 2, T - 1) * np.sqrt(np.diagonal(of_beta))[:, None]
    beta = fitted.estimates.beta_star
    low, high = Psi - INTERVAL * np.sqrt(variance), Psi + INTERVAL * np.sqrt(variance)
    ends = satterthwaite(np.diagonal(Psi), np.diagonal(variance), shift)
    for matrix, diagonal in zip((low, high), ends, strict=True):
        np.fill_diagonal(matrix, diagonal)
    return {
        "H": _percentiles(resamples.H),
        "beta_star": (beta - half, beta + half),
        "Psi": (low, high),
        "sigma2": _percentiles(resamples.sigma2),
    }


def _percentiles(draws: np.ndarray) -> Interval:
    """The central 95 % of draws (b, …), entry by entry, without those that are nan."""
    if np.isnan(draws).all():
        return np.nan, np.nan
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail], axis=0)
    return low, high
