import mpmath
import numpy as np
import pytest

from numerics import Problem
from numerics.independent.sufficient_statistics import wishart
from numerics.with_engine.bayes_by_spectrum import (
    Expansion,
    bayes_excess_by_spectrum,
    bayes_excess_of_spectra,
    spectrum,
)
from tests.numerics.bayes_references import bayes_excess, bayes_excess_in_one_dimension


def problem(d, M, seed=0, sigma2=0.5):
    rng = np.random.default_rng(seed)
    A, B = rng.standard_normal((d, 2 * d)), rng.standard_normal((d, max(1, d - 1)))
    return Problem(H=A @ A.T / d, Psi=B @ B.T / d, beta_star=np.zeros(d), sigma2=sigma2, M=M)


@pytest.mark.parametrize(("d", "M"), [(3, 2), (3, 8), (2, 2)])
def test_it_agrees_with_samples_of_the_definition(d, M):
    p = problem(d, M)
    first, second = bayes_excess_by_spectrum(p, relative_error=0.005), bayes_excess(p, seed=1)
    error = np.hypot(first.standard_error, second.standard_error)
    assert abs(first.mean - second.mean) < 5 * error
    assert first.engine_assisted
    assert first.variance_reduction > 1.2


def test_it_agrees_with_quadrature_in_one_dimension():
    p = problem(1, 3)
    found = bayes_excess_by_spectrum(p, relative_error=0.002)
    assert abs(found.mean - float(bayes_excess_in_one_dimension(p))) < 5 * found.standard_error


def test_the_spectrum_is_that_of_the_product():
    p = problem(4, 3)
    assert np.allclose(spectrum(p.H, p.Psi), np.sort(np.linalg.eigvals(p.H @ p.Psi).real), atol=1e-12)


def test_noise_is_needed():
    with pytest.raises(ValueError, match="sigma2 is 0"):
        bayes_excess_by_spectrum(problem(2, 3, sigma2=0), relative_error=0.1)


@pytest.mark.parametrize(("M", "d"), [(1, 1), (2, 3), (4, 3), (40, 5)])
def test_controls_have_their_means(M, d):
    """The engine's means of the terms against samples."""
    p = problem(d, M)
    expansion = Expansion(spectrum(p.H, p.Psi), p.sigma2, M)
    terms = expansion.terms(wishart(M, d, 200_000, np.random.default_rng(1)))
    error = terms.std(axis=0) / np.sqrt(len(terms))
    means = expansion.means()
    assert means[0] == 0
    assert (np.abs(terms.mean(axis=0) - means) < 5 * error).all()


def test_controls_are_the_terms_of_the_series():
    """Near W = MI the integrand and its expansion to order two differ in the third order."""
    p = problem(4, 9)
    mu = spectrum(p.H, p.Psi)
    rng = np.random.default_rng(0)
    direction = rng.standard_normal((4, 4))
    sides = []
    for step in (0.2, 0.1):
        W = (9 * np.eye(4) + step * (direction + direction.T))[None]
        exact = bayes_excess_of_spectra(mu[None], np.array([p.sigma2]), W)[0]
        centre = bayes_excess_of_spectra(mu[None], np.array([p.sigma2]), 9 * np.eye(4)[None])[0]
        sides.append(exact - centre - Expansion(mu, p.sigma2, 9).terms(W)[0] @ [-1, 1])
    assert sides[0] / sides[1] == pytest.approx(8, rel=0.15)


@pytest.mark.parametrize("M", [1, 3, 4, 30])
def test_the_error_is_what_is_said(M):
    """Two hundred estimates against quadrature: their scores have the spread of standard normals."""
    p = problem(1, M)
    exact = float(bayes_excess_in_one_dimension(p))
    found = [bayes_excess_by_spectrum(p, relative_error=0.01, seed=seed) for seed in range(200)]
    scores = np.array([(e.mean - exact) / e.standard_error for e in found])
    # means and errors of skew samples go together, which shifts the scores; fourth powers as controls gave 1.4
    assert abs(scores.mean()) < 0.3
    assert 0.85 < scores.std() < 1.15


def test_long_contexts_need_few_samples():
    p = problem(8, 2_000)
    found = bayes_excess_by_spectrum(p, relative_error=1e-6)
    assert found.variance_reduction > 1_000
    assert found.samples < 20_000
    assert found.converged


def test_without_task_variance_nothing_is_left():
    p = Problem(H=np.eye(2), Psi=np.zeros((2, 2)), beta_star=np.zeros(2), sigma2=1.0, M=3)
    found = bayes_excess_by_spectrum(p, relative_error=0.01)
    assert (found.mean, found.standard_error, found.variance_reduction) == (0, 0, 1)


@pytest.mark.parametrize("sigma2", [1e-30, 1e-12, 1.0, 1e30])
@pytest.mark.parametrize(("d", "M"), [(3, 1), (5, 3), (4, 4), (3, 40)])
def test_the_integrand_is_right_without_noise_to_speak_of_and_with_nothing_else(d, M, sigma2):
    """Beside 100 digits, at eigenvalues of one size for fewer examples than features, else of all sizes."""
    rng = np.random.default_rng(d + M)
    A = rng.integers(-9, 10, (d, M)).astype(float)
    mu = rng.uniform(0.5, 2, d) if d > M else np.geomspace(1, 1e-20, d)
    found = bayes_excess_of_spectra(mu[None], np.array([sigma2]), (A @ A.T)[None], M)[0]
    with mpmath.workdps(100):
        root = mpmath.diag([mpmath.sqrt(m) for m in mu])
        inner = mpmath.eye(d) + root * mpmath.matrix((A @ A.T).tolist()) * root / mpmath.mpf(sigma2)
        outer = root * inner**-1 * root
        exact = sum(outer[i, i] for i in range(d))
    assert found == pytest.approx(float(exact), rel=1e-7)
