import mpmath
import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import (
    OneStepWeights,
    attention_gap_bounds,
    context_mismatch_excess,
    flow_rates,
    linear_attention_excess,
    minimal_excess,
    minimal_excess_by_eigenvalues,
    one_step_gd_risk,
    optimal_block,
    optimal_weights,
    zero_initialised_minimum,
)
from numerics.independent.forward_passes import (
    linear_transformer_block,
    one_step_gd,
    prediction,
    sample_prompts,
    token_matrix,
)
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import effective_weights
from tests.numerics.problems import random_problem

ROUNDING = 1e-11


@pytest.fixture
def problem():
    return random_problem(np.random.default_rng(7), d=4, M=6)


def some_weights(problem):
    rng = np.random.default_rng(1)
    return OneStepWeights(rng.standard_normal((problem.d, 1)), rng.standard_normal((problem.d, problem.d)))


def test_the_optimum_has_the_minimal_excess(problem):
    weights, least = optimal_weights(problem), minimal_excess(problem)
    assert weights.beta.tolist() == problem.beta_star.tolist()
    assert one_step_gd_risk(problem, weights) == pytest.approx(least)
    assert minimal_excess_by_eigenvalues(problem) == pytest.approx(least)
    for shift in (1e-3, -1e-3):
        assert one_step_gd_risk(problem, weights._replace(Gamma=weights.Gamma + shift)) > least
        assert one_step_gd_risk(problem, weights._replace(beta=weights.beta + shift)) > least


def test_the_optimal_block_computes_the_optimal_step(problem):
    raw = optimal_block(problem)
    assert [w.shape for w in raw] == [(4, 5), (4, 5), (1, 5), (1, 5), (1, 5), (1, 5)]
    assert BlockRisk(problem).excess(effective_weights(raw)) == pytest.approx(minimal_excess(problem))
    X, y, x, *_ = sample_prompts(problem, 9, np.random.default_rng(0))
    block = prediction(linear_transformer_block(token_matrix(X, y, x), *raw))
    np.testing.assert_allclose(block, one_step_gd(X, y, x, *optimal_weights(problem)), rtol=1e-10)


def test_the_bounds_are_in_order(problem):
    bounds = attention_gap_bounds(problem)
    assert 0 < bounds.lower < min(bounds.upper, bounds.vanishing)
    assert bounds.exact is None


def test_bounds_that_need_a_hypothesis_are_left_out():
    rng = np.random.default_rng(0)
    singular = random_problem(rng, d=3, rank=2)
    assert attention_gap_bounds(singular).vanishing is None
    no_tasks = random_problem(rng, d=3, rank=0, sigma2=1.0)
    bounds = attention_gap_bounds(no_tasks)
    assert bounds.lower < bounds.exact == pytest.approx(bounds.upper)
    no_signal = random_problem(rng, d=3, shared=0.0)
    assert attention_gap_bounds(no_signal) == (0, 0, None, None)


def test_a_block_from_zero_pays_for_the_shared_signal(problem):
    Gamma, excess = zero_initialised_minimum(problem)
    at_zero = OneStepWeights(np.zeros((4, 1)), Gamma)
    assert one_step_gd_risk(problem, at_zero) == pytest.approx(excess)
    assert excess > minimal_excess(problem)


def test_another_context_length(problem):
    assert context_mismatch_excess(problem, problem.M) == pytest.approx(minimal_excess(problem))
    longer = Problem(**{**{k: v for k, v in problem.values().items() if k != "d"}, "M": 50})
    assert context_mismatch_excess(problem, 50) == pytest.approx(one_step_gd_risk(longer, optimal_weights(problem)))


def test_rates_by_hand():
    problem = Problem(H=np.diag([2.0, 1.0]), Psi=np.diag([1.0, 0.0]), beta_star=[1, 1], sigma2=1.0, M=2)
    # τ = 3, 𝒦 = diag(9, 3/2), Γ* = diag(1/(9/2), 0), ‖HΓ*‖ = 4/9
    expected = (4 / 4, 2 * 1.5, 2 * 4 + 2 * 4 / 9 * (1.5 * 4 + 2 * np.sqrt(5) / 2))
    np.testing.assert_allclose(flow_rates(problem), expected)


FORMS = {
    "optimal_weights": lambda p, n: optimal_weights(p, n).Gamma,
    "minimal_excess": minimal_excess,
    "minimal_excess_by_eigenvalues": minimal_excess_by_eigenvalues,
    "one_step_gd_risk": lambda p, n: one_step_gd_risk(p, some_weights(p), n),
    "optimal_block": lambda p, n: optimal_block(p, n).W_K,
    "linear_attention_excess": lambda p, n: linear_attention_excess(p, effective_weights(optimal_block(p)), n),
    "attention_gap_bounds": lambda p, n: np.array(attention_gap_bounds(p, n)[:3]),
    "zero_initialised_minimum": lambda p, n: zero_initialised_minimum(p, n)[1],
    "context_mismatch_excess": lambda p, n: context_mismatch_excess(p, 11, n),
    "flow_rates": lambda p, n: np.array(flow_rates(p, n)),
}


@pytest.mark.parametrize("name", FORMS)
def test_fifty_digits_agree_with_double_precision(problem, name):
    double, many, sharper = (np.atleast_1d(FORMS[name](problem, n)).astype(object) for n in (None, 50, 60))
    scale = abs(many).max()
    assert abs(many - double).max() <= ROUNDING * scale
    with mpmath.workdps(60):
        assert abs(many - sharper).max() <= mpmath.mpf(10) ** -48 * scale


@pytest.mark.parametrize(
    "function",
    [
        minimal_excess,
        optimal_weights,
        optimal_block,
        attention_gap_bounds,
        flow_rates,
        lambda p: context_mismatch_excess(p, 3),
    ],
)
def test_labels_that_do_not_vary_are_refused(function):
    still = Problem(H=np.eye(2), Psi=np.zeros((2, 2)), beta_star=[1, 2], sigma2=0, M=3)
    with pytest.raises(
        ValueError, match=r"needs sigma2 \+ Trace\(H\*Psi\) > 0 \(labels vary\), but the left side is 0"
    ):
        function(still)
