import numpy as np
import pytest

from numerics.data.coefficient_tests import coefficient_p_values, standardised
from numerics.data.fit_uncertainty import FitUncertainty, satterthwaite
from numerics.data.fitting import fit, resampled, sums_of
from numerics.data.table import Table
from numerics.data.task_rows import task_rows
from tests.numerics.data.audit_designs import BETA, table


def uncertainty_of(drawn, seed=0):
    rng = np.random.default_rng(seed)
    sums = sums_of(task_rows(drawn, center=False))
    return FitUncertainty(fit(drawn, sums, context=14), resampled(sums, 100, rng), rng)


def trace(mu, sigma2):
    return mu.sum(axis=-1)[..., None]


def balanced(T, seed):
    """Every task has the same inputs, so that the fit is the sample covariance less that of the noise."""
    rng = np.random.default_rng(seed)
    design = rng.standard_normal((14, 3))
    task = np.repeat(np.arange(T), 14)
    w = BETA + 0.7 * rng.standard_normal((T, 3))
    X = np.tile(design, (T, 1))
    y = (X * w[task]).sum(axis=1) + rng.standard_normal(len(task))
    return Table(("a", "b", "c"), "y", tuple(map(str, range(T))), X, y, task)


def test_the_variance_of_a_balanced_design_is_that_of_a_wishart_matrix():
    found = uncertainty_of(balanced(150, 0))
    S = found.Psi + found.sigma2 * found.inverse[0]
    exact = 2 * np.trace(S @ S) / 149
    variance = found.spread(trace).variance[0]
    # the largest of three estimates of one number
    assert exact * 0.9 < variance < exact * 1.7
    information = 2 * np.trace(S @ S) / 150
    gradient = (found.rows == found.columns).astype(float)
    assert gradient @ found.information @ gradient == pytest.approx(information)


def test_gradients_are_those_of_the_figures():
    """By moving Ψ̂ itself along a direction, for a figure that is no function of the trace alone."""
    found = uncertainty_of(table("unequal", 30, 2))

    def cubes(mu, sigma2):
        return ((mu**3).sum(axis=-1) / sigma2)[..., None]

    mu, U = np.linalg.eigh(found.Psi)
    by_mu, by_sigma2 = found._derivatives(cubes, mu, cubes(mu, np.array(found.sigma2)))
    G = (U * by_mu[:, 0]) @ U.T
    E = np.random.default_rng(0).standard_normal((3, 3))
    E = E + E.T
    moved = [cubes(np.linalg.eigvalsh(found.Psi + s * 1e-5 * E), np.array(found.sigma2))[0] for s in (1, -1)]
    assert (G * E).sum() == pytest.approx((moved[0] - moved[1]) / 2e-5, rel=1e-2)
    assert by_sigma2[0] == pytest.approx(-cubes(mu, np.array(found.sigma2))[0] / found.sigma2, rel=1e-3)


def test_the_chi_square_interval_of_a_variance_is_the_textbook_one():
    from scipy import stats

    low, high = satterthwaite(np.array([3.0]), np.array([2 * 9 / 20]), np.array([0.0]))
    assert low[0] == pytest.approx(20 * 3 / stats.chi2.ppf(0.975, 20))
    assert high[0] == pytest.approx(20 * 3 / stats.chi2.ppf(0.025, 20))
    near, _ = satterthwaite(np.array([0.1]), np.array([0.2]), np.array([0.5]))
    assert near[0] == 0


def test_a_calm_spectrum_lies_between_that_of_the_fit_and_one_number():
    for seed in range(6):
        found = uncertainty_of(table("equal", 10, seed))
        calm = np.linalg.eigvalsh(found.calm)
        assert np.trace(found.calm) == pytest.approx(np.trace(found.Psi))
        assert np.ptp(calm) <= np.ptp(found.spectrum) + 1e-12
        assert calm[0] >= found.spectrum[0] - 1e-12
    many = uncertainty_of(table("long", 300, 0, Psi=np.diag([0.5, 0.1, 0.02])))
    assert np.allclose(np.linalg.eigvalsh(many.calm), many.spectrum, rtol=0.1)


def test_coefficients_in_units_of_their_own_covariance_are_standard_normal():
    rng = np.random.default_rng(0)
    Psi = np.diag([1.0, 0.2, 0.0])
    A = rng.standard_normal((40, 3, 6))
    noise = np.linalg.inv(A @ A.mT) * rng.choice([0.1, 10], 40)[:, None, None]
    L = np.linalg.cholesky(Psi + noise)
    w = (L @ rng.standard_normal((3000, 40, 3, 1)))[..., 0]
    s = standardised(w, np.broadcast_to(noise, (3000, *noise.shape)), np.zeros((3000, 3)), np.tile(Psi, (3000, 1, 1)))
    assert np.allclose(s.u.var(axis=0), 1, atol=0.12)
    z = s.z.reshape(3000, -1)
    assert np.allclose(z.T @ z / 3000, np.eye(120), atol=0.12)
    assert np.all((s.joint_share > 0) & (s.joint_share < 1))
    p = coefficient_p_values(s, np.exp(rng.standard_normal(40)))
    # at known parameters the score of the sizes has its law exactly; β is estimated where it is used
    assert (p[:, -1] < 0.05).mean() == pytest.approx(0.05, abs=0.02)
    # closed p-values of the others are approximate: their ranks among drawn tables are what counts
    assert np.all((p < 0.05).mean(axis=0) < 0.25)
