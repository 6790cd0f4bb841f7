"""The Bayes risk: sampled, by quadrature, in closed form at d = 1, and between its bounds."""

import mpmath
import numpy as np
import pytest

from numerics import Problem, evaluate
from numerics.with_engine.near_optimality import near_optimality_factor
from tests.numerics.bayes_references import bayes_excess, bayes_excess_in_one_dimension
from theory import theorem
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM

LOWER = theorem("bayes_risk_lower_bound").statement.lhs
GD = theorem("minimal_excess_of_one_step_gd").unfolded(TRACE_FORM)
LEAST_SQUARES = theorem("bounded_signal_to_noise_is_needed").statements[1].rhs


def scalar_problem(M, signal, sigma2):
    return Problem(H=2.0, Psi=signal / 2, beta_star=[1.0], sigma2=sigma2, M=M)


def random_problem(rng, d):
    A, B = rng.standard_normal((2, d, d))
    rank = rng.integers(1, d + 1)
    return Problem(
        H=A @ A.T / d + 0.2 * np.eye(d),
        Psi=B[:, :rank] @ B[:, :rank].T / d,
        beta_star=rng.standard_normal(d),
        sigma2=float(np.exp(rng.normal())),
        M=int(rng.integers(1, 12)),
    )


@pytest.mark.parametrize(
    ("M", "signal", "sigma2"), [(1, 1, 1), (2, 4, 0.5), (5, 3, 2.0**-20), (40, 1, 128), (1, 2000, 0.25)]
)
def test_quadrature_is_the_exponential_integral_to_thirty_digits(M, signal, sigma2):
    """E[1/(b + χ²)] = ½ e^{b/2} E_{M/2}(b/2), the generalised exponential integral."""
    found = bayes_excess_in_one_dimension(scalar_problem(M, signal, sigma2))
    with mpmath.workdps(60):
        b = mpmath.mpf(sigma2) / signal
        expected = sigma2 * mpmath.exp(b / 2) * mpmath.expint(mpmath.mpf(M) / 2, b / 2) / 2
        assert abs(found / expected - 1) < mpmath.mpf(10) ** -28


@pytest.mark.parametrize(("M", "signal", "sigma2"), [(1, 1, 1), (4, 2, 0.5), (20, 1, 3)])
def test_samples_agree_with_quadrature(M, signal, sigma2):
    problem = scalar_problem(M, signal, sigma2)
    estimate = bayes_excess(problem, relative_error=2e-3, seed=5)
    assert estimate.engine_assisted
    assert estimate.converged
    assert abs(estimate.mean - float(bayes_excess_in_one_dimension(problem))) < 5 * estimate.standard_error


def test_the_bayes_risk_is_between_its_bounds():
    rng = np.random.default_rng(11)
    for _ in range(12):
        problem = random_problem(rng, int(rng.integers(1, 5)))
        estimate = bayes_excess(problem, relative_error=5e-3, seed=1)
        slack = 5 * estimate.standard_error
        gd = evaluate(GD, problem)
        assert evaluate(LOWER, problem) <= estimate.mean + slack
        assert estimate.mean <= gd + slack
        assert gd <= near_optimality_factor(problem) * (estimate.mean + slack)
        if problem.d + 1 < problem.M:
            assert estimate.mean <= evaluate(LEAST_SQUARES, problem) + slack


def test_without_task_variance_nothing_is_left_to_predict():
    problem = Problem(H=2.0, Psi=0.0, beta_star=[1.0], sigma2=1.0, M=3)
    assert bayes_excess(problem).mean == 0
    assert bayes_excess_in_one_dimension(problem) == 0
    assert near_optimality_factor(problem) == 1


def test_the_factor_is_the_signal_to_noise_ratio():
    problem = Problem(H=np.diag([2.0, 1.0]), Psi=np.diag([1.0, 3.0]), beta_star=[0.0, 0.0], sigma2=0.5, M=4)
    assert near_optimality_factor(problem) == pytest.approx(1 + (5 + 3) / 0.5)


def test_what_cannot_be_computed_is_named():
    with pytest.raises(ValueError, match="sigma2 is 0"):
        near_optimality_factor(scalar_problem(3, 1, 0))
