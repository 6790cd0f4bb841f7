import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import OneStepWeights, minimal_excess, one_step_gd_risk, optimal_weights
from numerics.training.gd_beta_training import (
    exact_gd_gradient,
    gd_beta_gradient,
    gd_excess,
    sampled_gd_gradient,
    train_gd_beta,
)
from numerics.training.prompt_draws import PromptSource
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.block_risk import BlockRisk

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[1, -2], sigma2=0.7, M=6)
RISK = BlockRisk(PROBLEM)
RNG = np.random.default_rng(0)
WEIGHTS = [RNG.standard_normal((2, 1)), RNG.standard_normal((2, 2))]


def differences(value, weights, step=1e-6):
    for place, matrix in enumerate(weights):
        found = np.zeros_like(matrix)
        for index in np.ndindex(matrix.shape):
            sides = []
            for sign in (1, -1):
                moved = [w.copy() for w in weights]
                moved[place][index] += sign * step
                sides.append(value(moved))
            found[index] = (sides[0] - sides[1]) / (2 * step)
        yield found


def test_gradient_on_prompts_is_that_of_finite_differences():
    prompts = PromptSource(PROBLEM, np.random.default_rng(1)).draw(9)
    gradient = gd_beta_gradient(*WEIGHTS, prompts)[1]
    for found, slope in zip(differences(lambda w: gd_beta_gradient(*w, prompts)[0], WEIGHTS), gradient, strict=True):
        np.testing.assert_allclose(found, slope, atol=1e-6)


def test_exact_gradient_is_that_of_finite_differences_of_the_theorem():
    gradient = exact_gd_gradient(RISK)(WEIGHTS)

    def stated(weights):
        return float(one_step_gd_risk(PROBLEM, OneStepWeights(*weights)))

    assert gd_excess(RISK)(WEIGHTS) == pytest.approx(stated(WEIGHTS))
    for found, slope in zip(differences(stated, WEIGHTS), gradient, strict=True):
        np.testing.assert_allclose(found, slope, rtol=1e-5, atol=1e-5)


def test_training_arrives_and_a_planted_bug_is_seen():
    plan = TrainingPlan("adam", 3e-2, "cosine", 1500, 3)
    source = PromptSource(PROBLEM, np.random.default_rng(2))
    floor = float(minimal_excess(PROBLEM))
    run = train_gd_beta(plan, [np.zeros((2, 1)), np.zeros((2, 2))], RISK, sampled_gd_gradient(source, 64))
    assert run.excess[-1] < 1.02 * floor
    np.testing.assert_allclose(run.weights[0], optimal_weights(PROBLEM).beta, atol=0.1)

    def without_bias(weights):  # β is never moved
        beta, Gamma = exact_gd_gradient(RISK)(weights)
        return 0 * beta, Gamma

    assert train_gd_beta(plan, [np.zeros((2, 1)), np.zeros((2, 2))], RISK, without_bias).excess[-1] > 1.2 * floor


def test_a_batch_of_nothing_is_refused():
    with pytest.raises(ValueError, match="batch is -1"):
        sampled_gd_gradient(PromptSource(PROBLEM, np.random.default_rng(0)), -1)
