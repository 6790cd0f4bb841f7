"""How far REML estimates of Ψ and σ² may be off, and what that makes of functions of them.

In the units of the inputs (H = I) a figure of an audit is a function f(μ, σ²) of the eigenvalues μ of Ψ. Its gradient
in Ψ = UDiag(μ)Uᵀ is UDiag(∂f/∂μ)Uᵀ. The variance of f(Ψ̂, σ̂²) is the largest of three: by the expected information
of the restricted likelihood, by the spread of the tasks' scores (the sandwich, which allows for tails), and of refits
to tables drawn from the fit (which allow for few tasks and a Ψ near the boundary). σ̂² adds its own, of which part is
undone as Ψ̂ falls when σ̂² rises, and H that of samples of tasks.

Sources: information, sandwich and the reaction to σ² as in G. Verbeke and G. Molenberghs, Linear Mixed Models for
Longitudinal Data (2000), chapters 5 and 6; the chi-square law that matches mean and variance is that of
F. E. Satterthwaite, Biometrics Bulletin 2 (1946).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from numerics.data.fitting import Fit, Resampled
from numerics.data.restricted_likelihood import restricted_maximum
from numerics.tolerances.table_thresholds import COVERAGE, MOST_REFITTED, REFIT_STEPS, REFITS

__all__ = ["Figures", "FitUncertainty", "Spread", "satterthwaite"]

Figures = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""μ (…, d) and σ² (…) -> the figures (…, k)."""


@dataclass(frozen=True)
class Spread:
    """Figures f(Ψ̂, σ̂²) (k,), the variance of each, its value at the calmed Ψ from which tables are drawn, its mean over
    refits to these, and its value with Ψ̂ + noise for Ψ.
    """

    values: np.ndarray
    variance: np.ndarray
    calm: np.ndarray
    mean_of_refits: np.ndarray
    with_noise: np.ndarray


class FitUncertainty:
    """The information of one fit, from which the spread of any figures follows."""

    def __init__(self, fitted: Fit, resamples: Resampled, rng: np.random.Generator) -> None:
        found = fitted.coefficients
        L = np.linalg.cholesky(fitted.estimates.H)
        self.sigma2, self.freedom = found.sigma2, float(found.freedom.sum())
        self.Psi = L.T @ fitted.estimates.Psi @ L
        self.inverse = L.T @ found.inverse @ L
        self.w, self.beta = found.w @ L, fitted.estimates.beta_star[:, 0] @ L
        half = np.linalg.solve(L, resamples.H)
        self.H = np.linalg.solve(L, half.mT)
        self.back, self.rng = np.linalg.inv(L.T), rng
        self.W = np.linalg.inv(self.Psi + self.sigma2 * self.inverse)
        self._inform()
        self.calm, self.calmer = self._calmed(1.0), self._calmed(2.0)
        self.refits = self._refit() if len(self.w) <= MOST_REFITTED else self._perturbed()

    @property
    def spectrum(self) -> np.ndarray:
        """The eigenvalues μ (d,) of H^½Ψ̂H^½, ascending."""
        found: np.ndarray = np.maximum(np.linalg.eigvalsh(self.Psi), 0)
        return found

    def _inform(self) -> None:
        """The inverse information of the entries of Ψ on and above the diagonal, scores by task, and dΨ/dσ²."""
        d = len(self.Psi)
        self.rows, self.columns = np.triu_indices(d)
        twice = np.where(self.rows == self.columns, 1.0, 2.0)
        i, j = self.rows, self.columns
        W = self.W
        # tr(W E_p W E_q) for E_p = e_ie_jᵀ + e_je_iᵀ off the diagonal, e_ie_iᵀ on it
        products = W[:, i[:, None], i] * W[:, j[:, None], j] + W[:, i[:, None], j] * W[:, j[:, None], i]
        information = 0.25 * (products * twice[:, None] * twice).sum(axis=0)
        self.information = np.linalg.pinv(information, hermitian=True)
        e = (W @ (self.w - self.beta)[..., None])[..., 0]
        scores = 0.5 * twice * (e[:, i] * e[:, j] - W[:, i, j])
        self.influence = (scores - scores.mean(axis=0)) @ self.information
        WVW = (W @ self.inverse @ W).sum(axis=0)
        self.reaction = -self.information @ (0.5 * twice * WVW[i, j])
        self.twice = twice

    def _calmed(self, times: float) -> np.ndarray:
        """Ψ with its spectrum drawn together until it spreads as much as that of the truth may be expected to.

        Errors drive eigenvalues apart: E‖Ψ̂ − (trΨ̂/d)I‖² exceeds that of the truth by Σ Var(Ψ̂_ij) less the variance
        of the trace over d, and ``times`` as much is taken off. Source: O. Ledoit and M. Wolf, Journal of Multivariate
        Analysis 88 (2004).
        """
        d = len(self.Psi)
        variances = np.diagonal(self.information)
        on = (self.rows == self.columns).astype(float)
        errors = float(self.twice @ variances) - float(on @ self.information @ on) / d
        middle = np.trace(self.Psi) / d * np.eye(d)
        apart = self.Psi - middle
        share = 1 - times * errors / max(float((apart**2).sum()), 1e-300)
        return middle + np.sqrt(max(share, 0.0)) * apart

    def _refit(self) -> tuple[np.ndarray, np.ndarray]:
        """Ψ (b, d, d) and σ² (b,) fitted to tables drawn from the calmed fit."""
        T, d = self.w.shape
        noise = self.sigma2 * self.inverse
        values, vectors = np.linalg.eigh(self.calm + noise)
        half = (vectors * np.sqrt(np.maximum(values, 0))[:, None, :]) @ vectors.mT
        w = (half @ self.rng.standard_normal((REFITS, T, d, 1)))[..., 0]
        factor = self.rng.chisquare(self.freedom, REFITS) / self.freedom
        noisy = noise * factor[:, None, None, None]
        fits = restricted_maximum(w, noisy, start=self.calm, inside=0.1, steps=REFIT_STEPS, tolerance=1e-3)
        return fits.Psi, self.sigma2 * factor

    def _perturbed(self) -> tuple[np.ndarray, np.ndarray]:
        """The same for many tasks: Ψ off by errors with the covariance of its estimate, projected to ⪰ 0."""
        d = len(self.Psi)
        values, vectors = np.linalg.eigh(self.information)
        half = vectors * np.sqrt(np.maximum(values, 0))
        errors = self.rng.standard_normal((REFITS, len(values))) @ half.T
        Psi = np.zeros((REFITS, d, d))
        Psi[:, self.rows, self.columns] = errors
        Psi[:, self.columns, self.rows] = errors
        values, vectors = np.linalg.eigh(self.calm + Psi)
        Psi = (vectors * np.maximum(values, 0)[:, None, :]) @ vectors.mT
        return Psi, self.sigma2 * self.rng.chisquare(self.freedom, REFITS) / self.freedom

    def spread(self, figures: Figures) -> Spread:
        """What is known of figures."""
        sigma2, T = np.array(self.sigma2), len(self.w)
        mu, U = np.linalg.eigh(self.Psi)
        mu = np.maximum(mu, 0)
        values = figures(mu, sigma2)
        by_mu, by_sigma2 = self._derivatives(figures, mu, values)
        G = np.einsum("ia,ak,ja->ijk", U, by_mu, U)
        gradient = self.twice[:, None] * G[self.rows, self.columns]
        through_noise = 2 * self.sigma2**2 / self.freedom * (by_sigma2 + self.reaction @ gradient) ** 2
        model = np.einsum("pk,pq,qk->k", gradient, self.information, gradient) + through_noise
        sandwich = T / (T - 1) * ((self.influence @ gradient) ** 2).sum(axis=0) + through_noise
        variance = np.maximum(model, sandwich)
        Psi, drawn = self.refits
        again = figures(np.maximum(np.linalg.eigvalsh(Psi), 0), drawn)
        calm = figures(np.maximum(np.linalg.eigvalsh(self.calm), 0), sigma2)
        variance = np.maximum(variance, again.var(axis=0))
        noise = np.linalg.inv(self.W.mean(axis=0)) - self.Psi
        with_noise = figures(np.maximum(np.linalg.eigvalsh(self.Psi + noise), 0), sigma2)
        return Spread(values, variance + self._through_inputs(figures), calm, again.mean(axis=0), with_noise)

    def entries(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Variances of the entries of Ψ (d, d), what noise adds to its diagonal (d,), and the covariance of β̂ (d, d).

        In the units of the fit, whose features are Lx.
        """
        T, back = len(self.w), self.back
        i, j = self.rows, self.columns
        both = back[:, None, i] * back[None, :, j] + back[:, None, j] * back[None, :, i]
        gradient = 0.5 * self.twice * both
        through_noise = 2 * self.sigma2**2 / self.freedom * (gradient @ self.reaction) ** 2
        model = np.einsum("abp,pq,abq->ab", gradient, self.information, gradient)
        sandwich = T / (T - 1) * ((gradient @ self.influence.T) ** 2).sum(axis=-1)
        variance = np.maximum(model, sandwich) + through_noise
        variance = np.maximum(variance, (back @ self.refits[0] @ back.T).var(axis=0))
        noise = np.linalg.inv(self.W.mean(axis=0)) - self.Psi
        shift = np.maximum(np.diagonal(back @ noise @ back.T), 0)
        return variance, shift, back @ np.linalg.inv(self.W.sum(axis=0)) @ back.T

    def _derivatives(self, figures: Figures, mu: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """∂f/∂μ (d, k) and ∂f/∂σ² (k,), forwards in μ, which may be 0."""
        d = len(mu)
        step = 1e-4 * (mu.mean() + self.sigma2 * np.trace(self.inverse.mean(axis=0)) / d)
        moved = figures(mu + step * np.eye(d), np.full(d, self.sigma2))
        by_sigma2 = (figures(mu, np.array(self.sigma2 * (1 + 1e-4))) - values) / (1e-4 * self.sigma2)
        return (moved - values) / step, by_sigma2

    def _through_inputs(self, figures: Figures) -> np.ndarray:
        """The variance that figures owe to H."""
        values, vectors = np.linalg.eigh(self.Psi)
        root = vectors * np.sqrt(np.maximum(values, 0))
        mu = np.maximum(np.linalg.eigvalsh(root.T @ self.H @ root), 0)
        found: np.ndarray = figures(mu, np.full(len(mu), self.sigma2)).var(axis=0)
        return found


def satterthwaite(value: np.ndarray, variance: np.ndarray, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ends of an interval for θ ≥ 0 where θ̂ + c is about chi-square, c ≥ 0 being what noise adds: not below 0.

    With ν = 2(θ̂ + c)²/v degrees of freedom, at least that of a single square, they are ν(θ̂ + c)/χ²_ν − c at both tails.
    """
    from scipy import stats

    total = value + shift
    freedom = np.maximum(2 * total**2 / np.maximum(variance, 1e-300), 1.0)
    tail = (1 - COVERAGE) / 2
    low = freedom * total / stats.chi2.ppf(1 - tail, freedom) - shift
    high = freedom * total / stats.chi2.ppf(tail, freedom) - shift
    return np.maximum(low, 0), high
