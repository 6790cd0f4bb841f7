import math

import numpy as np
import pytest
from sympy import Identity, Trace, ZeroMatrix

from numerics import assisted_monte_carlo, evaluate, monte_carlo
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum
from numerics.with_engine.control_variates import controlled_mean
from tests.numerics.bayes_references import bayes_excess_in_one_dimension
from tests.numerics.problems import random_problem
from tests.numerics.setting import VALUES, A, S
from theory import Expectation, MatrixNormal, expectation, quad
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS, posterior_mean
from theory.setting import H, M, Psi, d, prompt, w

DISTANCE = Expectation(quad(posterior_mean(prompt.X, prompt.y) - w, H))
S_OF_PROMPT = prompt.X.T * prompt.X / M
CONTROLS = (
    Trace(H * Psi * S_OF_PROMPT * Psi),
    Trace(H * Psi * S_OF_PROMPT * Psi * S_OF_PROMPT * Psi),
)


def test_conditioning_and_controls_give_the_bayes_risk_in_one_dimension():
    problem = random_problem(np.random.default_rng(1), d=1, M=4, sigma2=1.0)
    found = assisted_monte_carlo(
        DISTANCE, problem.values(), given=[prompt.X], controls=CONTROLS, relative_error=0.002, seed=3
    )
    assert abs(found.mean - float(bayes_excess_in_one_dimension(problem))) < 4 * found.standard_error
    assert found.engine_assisted
    assert found.converged
    assert found.variance_reduction > 1.5


def test_three_estimates_of_one_number_agree():
    problem = random_problem(np.random.default_rng(2), d=2, M=6, sigma2=1.0)
    plain = monte_carlo(DISTANCE, problem.values(), relative_error=0.01)
    integrated = assisted_monte_carlo(DISTANCE, problem.values(), given=[prompt.X], relative_error=0.003)
    controlled = assisted_monte_carlo(BAYES_EXCESS, problem.values(), controls=CONTROLS, relative_error=0.003)
    by_spectrum = bayes_excess_by_spectrum(problem, relative_error=0.001)
    for estimate in (plain, integrated, controlled):
        error = np.hypot(estimate.standard_error, by_spectrum.standard_error)
        assert abs(estimate.mean - by_spectrum.mean) < 4 * error
    assert integrated.variance_reduction == 1
    assert plain.variance_reduction is None
    # what conditioning gains: fewer samples for more digits
    spread = [e.standard_error * np.sqrt(e.samples) for e in (plain, integrated)]
    assert spread[1] < spread[0] / 2


def test_a_polynomial_is_its_own_control():
    found = assisted_monte_carlo(Expectation(Trace(S * A * S)), VALUES, controls=[Trace(S * A * S)])
    exact = evaluate(expectation(Trace(S * A * S)), VALUES)
    assert found.mean == pytest.approx(float(exact), rel=1e-10)
    assert found.variance_reduction > 1e20


def test_coefficients_are_fitted_apart_from_what_they_correct():
    """As many useless controls as a pilot can fit leave the estimate without bias."""
    scores = []
    for seed in range(100):

        def sample(size, rng):
            f = rng.exponential(size=size)
            return f, np.column_stack([rng.exponential(size=(size, 20)), np.ones(size)])

        found = controlled_mean(
            sample, np.ones(21), relative_error=1.0, batch=100, rng=np.random.default_rng(seed), least=100
        )
        scores.append((found.mean - 1) / found.standard_error)
        assert found.samples == 100
    assert abs(np.mean(scores)) < 0.4


def test_a_wrong_mean_would_show():
    def sample(size, rng):
        g = rng.standard_normal((size, 1))
        return 5 + g[:, 0] + 0.1 * rng.standard_normal(size), g

    def found(mean):
        rng = np.random.default_rng(0)
        return controlled_mean(sample, np.array([mean]), relative_error=0.01, batch=4096, rng=rng)

    assert abs(found(0.0).mean - 5) < 4 * found(0.0).standard_error
    assert abs(found(0.1).mean - 5) > 40 * found(0.1).standard_error
    assert found(0.0).variance_reduction == pytest.approx(101, rel=0.1)


def test_controls_of_other_sizes_are_as_good():
    def sample(size, rng):
        g = rng.standard_normal((size, 2))
        return g.sum(axis=1), g * [1e-9, 1e9]

    found = controlled_mean(sample, np.zeros(2), relative_error=0.1, batch=4096, rng=np.random.default_rng(0))
    assert found.variance_reduction > 1e20 or math.isinf(found.variance_reduction)
    assert abs(found.mean) < 1e-10


def test_what_cannot_be_estimated_is_named():
    values = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 4}
    v = MatrixNormal("v", ZeroMatrix(d, 1), Identity(d), Identity(1))
    with pytest.raises(ValueError, match="no unconditional Expectation of a scalar"):
        assisted_monte_carlo(Expectation(S_OF_PROMPT), values)
    with pytest.raises(ValueError, match="no unconditional Expectation of a scalar"):
        assisted_monte_carlo(Expectation(Trace(S_OF_PROMPT), given=[prompt.X]), values)
    with pytest.raises(ValueError, match="the controls hold v, on which f does not depend"):
        assisted_monte_carlo(BAYES_EXCESS, values, controls=[Trace(v.T * v)])
    with pytest.raises(ValueError, match="relative_error is 0: give more than 0"):
        assisted_monte_carlo(BAYES_EXCESS, values, relative_error=0)
    with pytest.raises(UnsupportedExpressionError):
        assisted_monte_carlo(DISTANCE, values, given=[w])


def test_a_reader_is_told_what_the_engine_did():
    estimate = assisted_monte_carlo(BAYES_EXCESS, random_problem(np.random.default_rng(1)).values(), controls=CONTROLS)
    *_, words = (part.html() for part in estimate.notebook_parts())
    assert "engine-assisted: no independent evidence" in words
    assert "control variates reduced the variance" in words
