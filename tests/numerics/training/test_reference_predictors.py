import numpy as np
import pytest

from numerics import Problem, closed_forms
from numerics.training.prompt_laws import law_of
from numerics.training.reference_predictors import one_step, posterior_mean, ridge
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.3], [0.3, 0.4]], beta_star=[1, -2], sigma2=0.5, M=6)
PROMPTS = law_of(PROBLEM).draw(100_000, np.random.default_rng(1))
MEANT = (PROMPTS.inputs[:, -1] * PROMPTS.tasks).sum(axis=-1)


def excess(guess):
    squares = (guess - MEANT) ** 2
    return squares.mean(), squares.std() / np.sqrt(len(squares))


def test_one_step_has_the_excess_of_its_closed_form_and_another_step_has_not():
    best = closed_forms.optimal_weights(PROBLEM)
    mean, error = excess(one_step(PROMPTS, best.beta[:, 0], best.Gamma))
    assert abs(mean - closed_forms.minimal_excess(PROBLEM)) < 4 * error
    wrong, error = excess(one_step(PROMPTS, best.beta[:, 0], 1.3 * best.Gamma))
    assert abs(wrong - closed_forms.minimal_excess(PROBLEM)) > 4 * error


def test_the_posterior_mean_has_the_bayes_risk():
    mean, error = excess(posterior_mean(PROMPTS, PROBLEM.beta_star[:, 0], PROBLEM.Psi, PROBLEM.sigma2))
    known = bayes_excess_by_spectrum(PROBLEM, relative_error=1e-3)
    assert abs(mean - known.mean) < 4 * np.hypot(error, known.standard_error)


def test_ridge_is_the_posterior_mean_of_isotropic_tasks():
    assert np.allclose(ridge(PROMPTS, 0.25), posterior_mean(PROMPTS, np.zeros(2), 2 * np.eye(2), 0.5))


def test_without_penalty_it_is_least_squares():
    X, y = PROMPTS.inputs[7, :-1], PROMPTS.labels[7, :-1]
    expected = np.linalg.lstsq(X, y, rcond=None)[0] @ PROMPTS.inputs[7, -1]
    assert ridge(PROMPTS, 0.0)[7] == pytest.approx(expected)
