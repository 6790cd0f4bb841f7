import numpy as np
import pytest

from numerics import Problem
from numerics.bayes import bayes_excess, bayes_excess_in_one_dimension
from numerics.bayes_by_spectrum import bayes_excess_by_spectrum, spectrum
from numerics.sufficient_statistics import wishart


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


def test_it_agrees_with_quadrature_in_one_dimension():
    p = problem(1, 3)
    found = bayes_excess_by_spectrum(p, relative_error=0.002)
    assert abs(found.mean - float(bayes_excess_in_one_dimension(p))) < 5 * found.standard_error


@pytest.mark.parametrize(("M", "d"), [(2, 3), (3, 3), (50, 2)])
def test_wishart_matrices_have_their_moments(M, d):
    W = wishart(M, d, 20_000, np.random.default_rng(0))
    assert np.allclose(W.mean(axis=0), M * np.eye(d), atol=0.05 * M)
    assert np.trace(W @ W, axis1=1, axis2=2).mean() == pytest.approx(M * d * (M + d + 1), rel=0.05)


def test_the_spectrum_is_that_of_the_product():
    p = problem(4, 3)
    assert np.allclose(spectrum(p.H, p.Psi), np.sort(np.linalg.eigvals(p.H @ p.Psi).real), atol=1e-12)


def test_noise_is_needed():
    with pytest.raises(ValueError, match="sigma2 is 0"):
        bayes_excess_by_spectrum(problem(2, 3, sigma2=0), relative_error=0.1)
