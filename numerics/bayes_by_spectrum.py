"""R_Bayes as a function of the eigenvalues μ of H^½ΨH^½ alone, which is what makes it quick for many or large problems.

R_Bayes = E tr(HR(I + RXᵀXR/σ²)⁻¹R) (posterior_mean_is_optimal). XᵀX has the law of H^½WH^½, W a Wishart matrix with M
degrees of freedom and scale I, whose law no rotation changes; so with D = diag(μ) over the μ > 0 it is
E tr(D^½(I + D^½WD^½/σ²)⁻¹D^½). Derived here; the tests compare it with samples of the definition.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from numerics.problem import Problem
from numerics.running_moments import Estimate, RunningMoments
from numerics.tolerances import BATCH_BYTES, MAXIMUM_SAMPLES, MINIMUM_SAMPLES

__all__ = ["bayes_excess_by_spectrum", "bayes_excess_of_spectra", "spectrum", "wishart"]


def spectrum(H: np.ndarray, Psi: np.ndarray) -> np.ndarray:
    """The eigenvalues (…, d) of H^½ΨH^½, ascending, rounding below 0 removed, for H ≻ 0 and Ψ ⪰ 0 (…, d, d)."""
    L = np.linalg.cholesky(H)
    return np.maximum(np.linalg.eigvalsh(L.mT @ Psi @ L), 0)


def wishart(M: int, d: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``size`` Wishart matrices (size, d, d) with M degrees of freedom and scale I, singular for M < d.

    For M ≥ d as AAᵀ with Bartlett's triangular A, so that the cost does not grow with M; ``scipy.stats`` has the same
    behind an import that takes longer than the draws.
    """
    if d > M:
        X = rng.standard_normal((size, M, d))
        return X.mT @ X
    A = np.tril(rng.standard_normal((size, d, d)), -1)
    A[:, range(d), range(d)] = np.sqrt(rng.chisquare(M - np.arange(d), (size, d)))
    return A @ A.mT


def bayes_excess_of_spectra(mu: np.ndarray, sigma2: Any, W: np.ndarray) -> np.ndarray:
    """One value for each μ (…, 1, d) and W (n, d, d): tr(D^½(I + D^½WD^½/σ²)⁻¹D^½), with σ² > 0 of shape (…, 1)."""
    root = np.sqrt(mu)
    d = mu.shape[-1]
    inner = np.eye(d) + root[..., :, None] * W * root[..., None, :] / np.asarray(sigma2)[..., None, None]
    return (np.diagonal(np.linalg.inv(inner), axis1=-2, axis2=-1) * mu).sum(axis=-1)


def bayes_excess_by_spectrum(problem: Problem, *, relative_error: float, seed: Any = 0) -> Estimate:
    """R_Bayes of a problem, to that relative standard error. Raises ValueError for σ² = 0."""
    if problem.sigma2 == 0:
        message = "sigma2 is 0, and the Bayes risk is defined for noisy labels: give sigma2 > 0"
        raise ValueError(message)
    rng = np.random.default_rng(seed)
    mu, moments = spectrum(problem.H, problem.Psi)[None], RunningMoments()
    batch = max(1, min(MINIMUM_SAMPLES, BATCH_BYTES // (32 * problem.d**2)))
    while True:
        W = wishart(problem.M, problem.d, batch, rng)
        moments.add(bayes_excess_of_spectra(mu, np.array([problem.sigma2]), W))
        found = moments.estimate() if moments.samples > 1 else None
        enough = found is not None and moments.samples >= MINIMUM_SAMPLES // problem.d
        if found is not None and enough and found.relative_error <= relative_error:
            return replace(found, engine_assisted=True)
        if found is not None and moments.samples >= MAXIMUM_SAMPLES:
            return replace(found, engine_assisted=True, converged=False)
