"""R_Bayes as a function of the eigenvalues μ of H^½ΨH^½ alone, which is what makes it quick for many or large problems.

R_Bayes = E tr(HR(I + RXᵀXR/σ²)⁻¹R) (posterior_mean_is_optimal). XᵀX has the law of H^½WH^½, W a Wishart matrix with M
degrees of freedom and scale I, whose law no rotation changes; so with D = diag(μ) over the μ > 0 it is
E tr(D^½(I + D^½WD^½/σ²)⁻¹D^½). Derived here; the tests compare it with samples of the definition.
"""

from functools import cache

import numpy as np
from sympy import Basic, Identity, MatMul, Trace, ZeroMatrix

from numerics.evaluation.walk import evaluate
from numerics.independent.running_moments import Estimate
from numerics.independent.sufficient_statistics import wishart
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.tolerances.sample_sizes import EXAMPLES_FOR_ALL_TERMS, MINIMUM_SAMPLES, SERIES_ORDER
from numerics.values.number_types import Number, Seed
from numerics.values.problem import Problem
from numerics.with_engine.control_variates import controlled_mean
from numerics.with_engine.excess_terms import bayes_floor
from numerics.with_engine.signal_spectrum import signal_of, spectrum
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.setting.symbols import M, d

__all__ = ["Expansion", "bayes_excess_by_spectrum", "bayes_excess_of_spectra", "spectrum"]


def bayes_excess_of_spectra(mu: np.ndarray, sigma2: Number, W: np.ndarray, rank: int | None = None) -> np.ndarray:
    """One value for each μ (…, 1, d) and W (n, d, d): tr(D^½(I + D^½WD^½/σ²)⁻¹D^½), with σ² > 0 of shape (…, 1).

    ``rank``, that of W, is to be given where it may be below d: without noise to speak of, W in float64 does not tell.
    """
    root, d = np.sqrt(mu), mu.shape[-1]
    noise = np.asarray(sigma2)[..., None]
    if rank is not None and rank < d:
        return _few_examples(root, noise, W, rank)
    # scaled to a diagonal of ones, so that eigenvalues of any size are as accurate as each other
    size = 1 + mu * np.diagonal(W, axis1=-2, axis2=-1) / noise
    scaled = root / np.sqrt(size * noise)
    inner = scaled[..., :, None] * W * scaled[..., None, :]
    inner[..., range(d), range(d)] = 1
    return (np.diagonal(np.linalg.inv(inner), axis1=-2, axis2=-1) * mu / size).sum(axis=-1)


def _few_examples(root: np.ndarray, noise: Number, W: np.ndarray, rank: int) -> np.ndarray:
    """The same for W = AAᵀ of a rank below d: with D^½A = QR what no example sees, I − QQᵀ, and what noise leaves."""
    values, vectors = np.linalg.eigh(W)
    A = vectors[..., -rank:] * np.sqrt(np.maximum(values[..., None, -rank:], 0))
    Q, R = np.linalg.qr(root[..., :, None] * A)
    seen = root[..., :, None] * Q
    unseen = np.maximum(root**2 - (seen * seen).sum(axis=-1), 0).sum(axis=-1)
    left, singular, _ = np.linalg.svd(R)
    along = seen @ left
    return unseen + ((along * along).sum(axis=-2) * (noise / (noise + singular**2))).sum(axis=-1)


def bayes_excess_by_spectrum(problem: Problem, *, relative_error: float, seed: Seed = 0) -> Estimate:
    """R_Bayes of a problem, to that relative standard error. Raises ValueError for σ² = 0.

    Marked ``engine_assisted``: control variates are polynomials in W, with means in closed form.
    """
    if problem.sigma2 == 0:
        message = "sigma2 is 0, and the Bayes risk is defined for noisy labels: give sigma2 > 0"
        raise ValueError(message)
    floor = lambda mu: bayes_floor(mu, problem.sigma2, problem.M)  # noqa: E731
    mu = signal_of(problem).eigenvalues(floor, "the Bayes risk")
    sigma2 = np.array([problem.sigma2])
    least = max(2, MINIMUM_SAMPLES // problem.d)
    expansion = Expansion(mu, problem.sigma2, problem.M)

    def sample(size: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        W = wishart(problem.M, problem.d, size, rng)
        return bayes_excess_of_spectra(mu[None], sigma2, W, problem.M), expansion.terms(W)

    return controlled_mean(
        sample,
        expansion.means(),
        relative_error=relative_error,
        batch=max(2, min(least, BATCH_BYTES // (48 * problem.d**2))),
        rng=np.random.default_rng(seed),
        least=least,
    )


class Expansion:
    """The terms of the Taylor series of the integrand about W = MI.

    With a = μ/σ² and g = 1/(1 + Ma), I + D^½WD^½/σ² = G^-½(I + V(W − MI)V)G^-½ for V² = diag(ag), so that term k is
    ±tr(diag(μg)(V(W − MI)V)^k) = ±tr(C(W − MI)(V²(W − MI))^(k−1)) with C = diag(μg)V². It converges where M ≫ d, and is
    correlated with the integrand everywhere, which is all that a control variate needs.
    """

    def __init__(self, mu: np.ndarray, sigma2: float, M: int) -> None:
        self.M, self.order, a = M, SERIES_ORDER if M >= EXAMPLES_FOR_ALL_TERMS else 1, mu / sigma2
        g = 1 / (1 + M * a)
        self.squares, self.weights = a * g, mu * g

    def terms(self, W: np.ndarray) -> np.ndarray:
        """Terms 1 to ``order`` for each W (n, d, d): (n, order)."""
        V = np.sqrt(self.squares)
        Y = V[:, None] * (W - self.M * np.eye(len(V))) * V
        first = np.diagonal(Y, axis1=1, axis2=2) @ self.weights
        second = (Y * Y).sum(axis=2) @ self.weights
        return np.stack([first, second][: self.order], axis=1)

    def means(self) -> np.ndarray:
        """Their means (order,)."""
        values = {"A": np.diag(self.squares), "C": np.diag(self.weights * self.squares), "M": self.M}
        return np.array([float(np.asarray(evaluate(mean, values))) for mean in _means_of_terms()[: self.order]])


@cache
def _means_of_terms() -> tuple[Basic, ...]:
    """E tr(CU(AU)^(k−1)) with U = XᵀX − MI, for k = 1 to ``SERIES_ORDER``, every d and M."""
    A, C = SymmetricMatrix("A", d), SymmetricMatrix("C", d)
    X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), Identity(d))
    U = X.T * X - M * Identity(d)
    return tuple(Expectation(Trace(MatMul(C, U, *([A, U] * k)))).doit() for k in range(SERIES_ORDER))
