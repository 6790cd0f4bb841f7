import numpy as np
import pytest

from numerics import risk_of_predictor, risk_of_weights
from numerics.closed_forms import minimal_excess, optimal_block
from numerics.independent.weights_risk import wishart_times
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import effective_weights
from tests.numerics.independent.test_literal_prompts import CASES, weights_of
from tests.numerics.problems import random_problem


@pytest.mark.parametrize("case", CASES)
def test_the_risk_is_the_closed_form(case):
    rng = np.random.default_rng(7)
    problem = random_problem(rng, **CASES[case])
    weights = weights_of(problem.d, rng)
    found = risk_of_weights(problem, weights, samples=400_000, seed=1)
    expected = BlockRisk(problem).excess(effective_weights(weights)) + problem.sigma2
    assert abs(found.mean - expected) < 4.5 * found.standard_error
    assert found.relative_error < 0.02
    assert not found.engine_assisted


@pytest.mark.parametrize("case", CASES)
def test_the_spread_is_that_of_whole_statistics(case):
    """Mean squares of the losses, which depend on eighth moments of the prompt."""
    rng = np.random.default_rng(8)
    problem = random_problem(rng, **CASES[case])
    weights = weights_of(problem.d, rng)
    u, P, k, v_1, v_0 = effective_weights(weights)

    def coefficient(of):
        return u + P @ (of.S @ v_1 + v_0 * of.s) + k * (of.s.mT @ v_1 + v_0 * of.r[:, None, None])

    seen = risk_of_weights(problem, weights, samples=400_000, seed=2)
    whole = risk_of_predictor(problem, coefficient, samples=400_000, seed=3)
    assert seen.rms == pytest.approx(whole.rms, rel=0.1)
    assert abs(seen.mean - whole.mean) < 4.5 * np.hypot(seen.standard_error, whole.standard_error)


@pytest.mark.parametrize("M", [1, 2, 5])
def test_a_wishart_matrix_times_a_vector(M):
    size, c = 200_000, np.array([1.0, -2.0, 0.5])
    found = wishart_times(np.tile(c, (size, 1)), M, np.random.default_rng(0))
    Z = np.random.default_rng(1).standard_normal((size, M, 3))
    literal = (Z.mT @ (Z @ c[:, None]))[..., 0]
    for a, b in ((found, literal), (found[:, :, None] * found[:, None, :], literal[:, :, None] * literal[:, None, :])):
        error = np.sqrt((a.var(axis=0) + b.var(axis=0)) / size)
        assert (np.abs(a.mean(axis=0) - b.mean(axis=0)) < 5 * error).all()


def test_weights_that_see_nothing():
    rng = np.random.default_rng(1)
    problem = random_problem(rng, d=2, M=3, sigma2=0.5)
    weights = weights_of(2, rng)._replace(W_V=np.zeros((3, 3)))
    found = risk_of_weights(problem, weights, samples=50_000)
    expected = BlockRisk(problem).excess(effective_weights(weights)) + 0.5
    assert abs(found.mean - expected) < 4 * found.standard_error


def test_long_prompts_cost_nothing():
    problem = random_problem(np.random.default_rng(1), d=3, M=10**9, sigma2=0.5)
    found = risk_of_weights(problem, optimal_block(problem), samples=20_000)
    assert found.mean - 0.5 == pytest.approx(minimal_excess(problem), rel=0.1)


def test_the_number_of_workers_changes_no_bit():
    problem = random_problem(np.random.default_rng(1), d=70, M=9, sigma2=0.5)
    weights = weights_of(70, np.random.default_rng(2))
    found = [risk_of_weights(problem, weights, samples=2_001, seed=2, workers=n).mean for n in (1, 2, 3)]
    assert found[0] == found[1] == found[2]


def test_wrong_shapes_are_named():
    problem = random_problem(np.random.default_rng(1), d=2, M=3, sigma2=0.5)
    weights = weights_of(2, np.random.default_rng(2))._replace(W_P=np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"W_P \(2, 3\), W_V \(3, 3\)"):
        risk_of_weights(problem, weights, samples=10)
