"""What a table says of its tasks: Gaussian coefficients, whatever the size of the inputs."""

import numpy as np

from numerics.data.calibration import bonferroni, sequential_p_value
from numerics.data.coefficient_tests import FOLLOWING, coefficient_p_values, names_of_tests, standardised
from numerics.data.fitting import Fit
from numerics.data.law_test import HypothesisTests, LawTest
from numerics.data.restricted_likelihood import restricted_maximum
from numerics.tolerances.sample_sizes import SMALLEST_TESTED
from numerics.tolerances.table_thresholds import (
    EQUAL_SIZES,
    MOST_DRAWS,
    TASK_BATCH,
    TASK_STEPS,
    TASKS_CALIBRATED,
    TEST_LEVEL,
)

__all__ = ["task_laws"]


def task_laws(fitted: Fit, rng: np.random.Generator) -> HypothesisTests:
    """Tests of the tasks' coefficients, and the rank of the smallest p-value among tables drawn from the fit.

    A drawn table has the same inputs, coefficients from N(β, Ψ + σ²(X_tᵀX_t)⁻¹) and a σ² that varies as its estimate
    does, and is fitted anew.
    """
    found, sums = fitted.coefficients, fitted.sums
    T, d = found.w.shape
    reason = _untested(fitted)
    if reason:
        return HypothesisTests((LawTest("coefficients: Gaussian", "Mardia", None, T, reason),), None, reason)
    sizes = (np.trace(sums.xx, axis1=1, axis2=2) / sums.n)[sums.identified]
    sizes = np.full(T, 1.0) if np.ptp(np.log(sizes)) < EQUAL_SIZES else sizes
    beta, Psi = fitted.estimates.beta_star[:, 0], fitted.estimates.Psi
    p = coefficient_p_values(standardised(found.w[None], found.noise[None], beta[None], Psi[None]), sizes)[0]
    names = names_of_tests(fitted.names, sizes)
    tests = tuple(LawTest(*name, float(value), T) for name, value in zip(names, p, strict=True))
    cause = _cause(tests)
    if T * d * d > TASKS_CALIBRATED:
        return HypothesisTests(tests, bonferroni(p), f"corrected for {len(p)} tests", cause)
    drawn = _Drawn(fitted, sizes, rng)
    value = sequential_p_value(float(p.min()), drawn.smallest, MOST_DRAWS)
    return HypothesisTests(tests, value, f"of {len(p)} tests together, among tables drawn from the fit", cause)


def _untested(fitted: Fit) -> str:
    """Why there is nothing to test, or nothing."""
    T, d = fitted.coefficients.w.shape
    if max(SMALLEST_TESTED, 2 * d) > T:
        return f"{T} tasks with {d} coefficients are too few to test"
    if fitted.estimates.sigma2 == 0 and np.linalg.matrix_rank(fitted.estimates.Psi) < d:
        return "the coefficients of tasks do not vary, and there is no noise"
    return ""


def _cause(tests: tuple[LawTest, ...]) -> LawTest | None:
    """Coefficients that follow the inputs are a mixture over tasks, which other tests see too; not conversely."""
    last = tests[-1]
    return last if last.about == FOLLOWING and (last.p_value or 0.0) * len(tests) < TEST_LEVEL else None


class _Drawn:
    """Tables that obey the hypothesis."""

    def __init__(self, fitted: Fit, sizes: np.ndarray, rng: np.random.Generator) -> None:
        self.found, self.sizes, self.rng = fitted.coefficients, sizes, rng
        self.beta, self.Psi = fitted.estimates.beta_star[:, 0], fitted.estimates.Psi
        values, vectors = np.linalg.eigh(self.Psi + self.found.noise)
        self.half = (vectors * np.sqrt(np.maximum(values, 0))[:, None, :]) @ vectors.mT

    def smallest(self, count: int) -> np.ndarray:
        """The smallest p-value of each of ``count`` tables."""
        size = max(1, TASK_BATCH // self.half.size)
        return np.concatenate([self._batch(min(size, count - i)) for i in range(0, count, size)])

    def _batch(self, count: int) -> np.ndarray:
        found, (T, d) = self.found, self.found.w.shape
        freedom = found.freedom.sum()
        w = self.beta + (self.half @ self.rng.standard_normal((count, T, d, 1)))[..., 0]
        noise = found.noise * (self.rng.chisquare(freedom, count) / freedom)[:, None, None, None]
        if found.sigma2 == 0:
            deviation = w - w.mean(axis=1, keepdims=True)
            beta, Psi = w.mean(axis=1), np.einsum("bti,btj->bij", deviation, deviation) / (T - 1)
        else:
            beta, Psi = restricted_maximum(w, noise, start=self.Psi, inside=1e-6, steps=TASK_STEPS, tolerance=1e-3)
        smallest: np.ndarray = coefficient_p_values(standardised(w, noise, beta, Psi), self.sizes).min(axis=1)
        return smallest
