"""Intervals of the figures that are functions of estimates."""

from copy import copy
from dataclasses import replace

import numpy as np

from numerics.data.fit_uncertainty import FitUncertainty, satterthwaite
from numerics.independent.sufficient_statistics import wishart
from numerics.with_engine.bayes_by_spectrum import bayes_excess_of_spectra
from numerics.with_engine.excess_terms import bayes_floor, effective_dimension, share_of_minimum
from proofs_checks.auditing.audit_findings import Figure
from proofs_checks.auditing.audit_report import AuditReport, with_figures
from proofs_checks.settings.presentation.audit_thresholds import BAYES_WORK, INTERVAL_MATRICES, LARGEST_CORRECTION

__all__ = ["FiguresOfSpectrum", "figure_intervals", "with_intervals"]


class FiguresOfSpectrum:
    """The figures as functions of the spectrum μ and σ², for prompts of M examples.

    ``NAMES`` are theirs. Factors are less 1, so that every figure is ≥ 0, and 0 where tasks do not vary. The Bayes risk
    is a mean over few Wishart matrices, times a ``correction`` that makes it right somewhere.
    """

    NAMES = ("signal_to_noise", "certified_factor", "one_step_gd", "bayes", "observed_factor", "effective_dimension")

    def __init__(self, d: int, M: int, rng: np.random.Generator) -> None:
        self.M, self.correction = M, 1.0
        W = wishart(M, d, int(np.clip(BAYES_WORK // (100 * d**3), 16, INTERVAL_MATRICES)), rng)
        if len(W) > 2 * d:
            # with the mean MI that they ought to have, they give the Bayes risk to first order without error
            values, vectors = np.linalg.eigh(W.mean(axis=0) / M)
            half = (vectors / np.sqrt(values)) @ vectors.T
            W = half @ W @ half
        self.W = W

    def agreeing(self, mu: np.ndarray, sigma2: float, bayes: float) -> "FiguresOfSpectrum":
        """The same figures, with the Bayes risk ``bayes`` at μ (d,) and σ²."""
        own = self._bayes(mu, np.array(sigma2)).item()
        result = copy(self)
        result.correction = bayes / own if own > 0 and bayes > 0 else 1.0
        return result

    def __call__(self, mu: np.ndarray, sigma2: np.ndarray) -> np.ndarray:
        """The figures (…, 6) at μ (…, d) and σ² (…) > 0."""
        noise, signal = sigma2[..., None], mu.sum(axis=-1)
        optimum = share_of_minimum(mu, noise, self.M).sum(axis=-1)
        # a sample of few matrices may leave the bounds that theorems give
        bayes = np.clip(self.correction * self._bayes(mu, sigma2), bayes_floor(mu, noise, self.M).sum(axis=-1), optimum)
        ratio = optimum / np.where(bayes > 0, bayes, 1) - (bayes > 0)
        dimension = effective_dimension(mu, noise, self.M).sum(axis=-1)
        found = [signal / sigma2, (signal + mu.max(axis=-1)) / sigma2, optimum, bayes, ratio, dimension]
        return np.stack(found, axis=-1)

    def _bayes(self, mu: np.ndarray, sigma2: np.ndarray) -> np.ndarray:
        shape = mu.shape[:-1]
        pairs = zip(mu.reshape(-1, mu.shape[-1]), np.broadcast_to(sigma2, shape).reshape(-1), strict=True)
        found = [bayes_excess_of_spectra(m[None], np.array([s]), self.W, self.M).mean() for m, s in pairs]
        return np.array(found).reshape(shape)


def figure_intervals(uncertainty: FitUncertainty, figures: FiguresOfSpectrum) -> dict[str, tuple[float, float]]:
    """Ends of an interval for each figure, by name: the outermost of four by ``satterthwaite``.

    Values are taken as they are, and corrected by the factor by which refits miss what their tables were drawn from:
    figures that saturate in each eigenvalue fall where errors drive eigenvalues apart. What noise adds to each is taken
    in full and by half: in full it describes a Ψ near the boundary, where the lower end has to reach 0.
    """
    spread = uncertainty.spread(figures)
    factor = np.clip(
        spread.calm / np.maximum(spread.mean_of_refits, 1e-300), 1 / LARGEST_CORRECTION, LARGEST_CORRECTION
    )
    shift = np.maximum(spread.with_noise - spread.values, 0)
    ends = [
        satterthwaite(spread.values * f, spread.variance * f**2, shift * share)
        for f in (np.ones_like(factor), factor)
        for share in (0.5, 1.0)
    ]
    low, high = np.min([e[0] for e in ends], axis=0), np.max([e[1] for e in ends], axis=0)
    least, most = _along_the_signal(uncertainty, figures, low[0], high[0])
    at = [figures.NAMES.index(name) for name in ("observed_factor", "effective_dimension")]
    low[at], high[at] = np.minimum(low[at], least[at]), np.maximum(high[at], most[at])
    found = dict(zip(figures.NAMES, zip(low.tolist(), high.tolist(), strict=True), strict=True))
    return _within_bounds(found, len(uncertainty.Psi))


def _along_the_signal(
    uncertainty: FitUncertainty, figures: FiguresOfSpectrum, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest figures (k,) at both ends of tr(HΨ)/σ², for the spectra that Ψ may have: as it is
    estimated, and drawn together by what errors spread it, once and twice.

    The observed factor is 1 where there is no signal and grows with its square: where the estimate is near 0 its
    derivative is, too, and says nothing of how far it may be off. The effective dimension is d, with derivative 0,
    where every direction is resolved.
    """
    d, sigma2 = len(uncertainty.Psi), np.array(uncertainty.sigma2)
    spectra = [
        np.maximum(np.linalg.eigvalsh(Psi), 0) for Psi in (uncertainty.Psi, uncertainty.calm, uncertainty.calmer)
    ]
    shapes = np.stack([mu / mu.sum() if mu.sum() > 0 else np.full(d, 1 / d) for mu in spectra])
    found = np.concatenate([figures(end * sigma2 * shapes, np.broadcast_to(sigma2, 3)) for end in (low, high)])
    return found.min(axis=0), found.max(axis=0)


def _within_bounds(found: dict[str, tuple[float, float]], d: int) -> dict[str, tuple[float, float]]:
    """What theorems say of the figures: the observed factor is at most the certified one, the dimension at most d."""
    low, high = found["effective_dimension"]
    found["effective_dimension"] = min(low, d), min(high, d)
    certified, (low, high) = found["certified_factor"], found["observed_factor"]
    found["certified_factor"] = 1 + certified[0], 1 + certified[1]
    found["observed_factor"] = 1 + min(low, certified[1]), 1 + min(high, certified[1])
    return found


def with_intervals(report: AuditReport, uncertainty: FitUncertainty, rng: np.random.Generator) -> AuditReport:
    """The report with 95 % intervals of the figures that are functions of the estimates."""
    figures_of_spectrum = FiguresOfSpectrum(report.problem.d, report.problem.M, rng)
    bayes = report.excess["bayes"].value
    if bayes is not None:
        figures_of_spectrum = figures_of_spectrum.agreeing(uncertainty.spectrum, report.problem.sigma2, bayes)
    found = figure_intervals(uncertainty, figures_of_spectrum)
    figures = {n: _with(f, found[n]) for n, f in report.figures.items() if n in found}
    excess = {n: _with(f, found[n]) if n in found else f for n, f in report.excess.items()}
    return with_figures(report, excess, figures)


def _with(figure: Figure, ends: tuple[float, float]) -> Figure:
    """The figure with an interval, which the rounding of a sample does not put beside the value."""
    if figure.value is None:
        return figure
    return replace(figure, low=min(ends[0], figure.value), high=max(ends[1], figure.value))
