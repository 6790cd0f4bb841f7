"""Intervals of estimates carried through to the figures that are functions of them."""

from dataclasses import replace
from typing import Any

import numpy as np

from numerics.data.fitting import Estimates
from numerics.independent.sufficient_statistics import wishart
from numerics.with_engine.bayes_by_spectrum import bayes_excess_of_spectra
from numerics.with_engine.excess_terms import bayes_floor, effective_dimension, share_of_minimum
from numerics.with_engine.signal_spectrum import spectrum
from proofs_checks.auditing.audit_findings import Figure
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.settings.presentation.audit_thresholds import BAYES_WORK, COVERAGE

__all__ = ["interval", "with_intervals"]


def with_intervals(report: AuditReport, resampled: Estimates, rng: np.random.Generator) -> AuditReport:
    """Percentile intervals of the figures that are functions of the estimates."""
    usable = ~np.isnan(resampled.negative) & (resampled.sigma2 > 0)
    if not usable.any():
        return report
    H, _, Psi, sigma2, _ = (field[usable] for field in resampled)
    M = report.problem.M
    mu, noise = spectrum(H, Psi), sigma2[:, None]
    optimum = share_of_minimum(mu, noise, M).sum(axis=-1)
    # a sample of few matrices may leave the bounds that theorems give
    bayes = np.clip(_bayes(mu, sigma2, M, rng), bayes_floor(mu, noise, M).sum(axis=-1), optimum)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(bayes > 0, optimum / bayes, np.nan)
    signal = mu.sum(axis=-1)
    changed = {
        "signal_to_noise": signal / sigma2,
        "certified_factor": 1 + (signal + mu[:, -1]) / sigma2,
        "observed_factor": ratio,
        "effective_dimension": effective_dimension(mu, noise, M).sum(axis=-1),
    }
    excess = {**report.excess, **_intervals_of(report.excess, {"one_step_gd": optimum, "bayes": bayes})}
    figures: dict[str, Any] = _intervals_of(report.figures, changed)
    return replace(report, excess=excess, **figures)


def _intervals_of(figures: Any, draws: dict[str, Any]) -> dict[str, Figure]:
    found = {}
    for name, values in draws.items():
        low, high = interval(np.asarray(values, dtype=np.float64))
        defined = figures[name].value is not None
        found[name] = replace(figures[name], low=float(low), high=float(high)) if defined else figures[name]
    return found


def interval(draws: np.ndarray) -> tuple[Any, Any]:
    """The central 95 % of draws (b, …), entry by entry, without those that are nan: percentile intervals.

    They follow monotone changes of units, and fall short where an estimate is skewed or biased (B. Efron and R. J.
    Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): FEW_TASKS says by how much.
    """
    if np.isnan(draws).all():
        return np.nan, np.nan
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def _bayes(mu: np.ndarray, sigma2: np.ndarray, M: int, rng: np.random.Generator) -> np.ndarray:
    """R_Bayes of every draw (b,), from the same Wishart matrices, so that draws differ by their estimates alone."""
    d = mu.shape[-1]
    size = int(np.clip(BAYES_WORK // (len(mu) * d**3), 16, 1024))
    W = wishart(M, d, size, rng)
    return np.array(
        [bayes_excess_of_spectra(m[None], s, W, M).mean() for m, s in zip(mu, sigma2[:, None], strict=True)]
    )
