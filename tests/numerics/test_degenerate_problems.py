"""Every function at the edges of what the theorems allow, and what happens beyond."""

import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import (
    OneStepWeights,
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
from numerics.searches.attention_minimum import minimise_linear_attention
from numerics.searches.gradient_flow import integrate_flow, random_start, suboptimality
from numerics.searches.rank_one_steps import rank_one_steps
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights, effective_weights, pack
from tests.numerics.searches.judgments import is_monotone, within_bounds, within_envelopes

_BASIS = np.linalg.qr(np.random.default_rng(0).standard_normal((3, 3)))[0]
_PLAIN = {
    "H": np.diag([2.0, 1.0, 0.5]) + 0.1,
    "Psi": np.diag([1.0, 0.5, 0.2]),
    "beta_star": [1.0, -1.0, 0.5],
    "sigma2": 0.5,
    "M": 4,
}

PROBLEMS = {
    "M = 1": Problem(**{**_PLAIN, "M": 1}),
    "d = 1": Problem(H=2, Psi=0.5, beta_star=1, sigma2=0.5, M=3),
    "d = M = 1": Problem(H=2, Psi=0.5, beta_star=1, sigma2=0.5, M=1),
    "Psi = 0": Problem(**{**_PLAIN, "Psi": np.zeros((3, 3))}),
    "Psi of rank 1": Problem(**{**_PLAIN, "Psi": np.outer([1, 2, -1], [1, 2, -1])}),
    "beta_star = 0": Problem(**{**_PLAIN, "beta_star": np.zeros(3)}),
    "sigma2 = 0": Problem(**{**_PLAIN, "sigma2": 0}),
    "sigma2 = 0, Psi of rank 1": Problem(**{**_PLAIN, "sigma2": 0, "Psi": np.diag([1.0, 0, 0])}),
    "H of condition 1e8": Problem(**{**_PLAIN, "H": (_BASIS * [1, 1e-4, 1e-8]) @ _BASIS.T}),
}

STILL = Problem(**{**_PLAIN, "sigma2": 0, "Psi": np.zeros((3, 3))})

each_problem = pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)


def scale_of(problem):
    return np.trace(problem.H @ problem.Psi) + (problem.beta_star.T @ problem.H @ problem.beta_star).item()


@each_problem
def test_the_minimum(problem):
    least, scale = minimal_excess(problem), scale_of(problem)
    assert 0 <= least <= np.trace(problem.H @ problem.Psi)
    assert minimal_excess_by_eigenvalues(problem) == pytest.approx(least, abs=1e-12 * scale)
    assert float(minimal_excess(problem, 50)) == pytest.approx(least, abs=1e-12 * scale)
    assert one_step_gd_risk(problem, optimal_weights(problem)) == pytest.approx(least, abs=1e-12 * scale)
    assert context_mismatch_excess(problem, problem.M) == pytest.approx(least, abs=1e-12 * scale)
    assert least <= zero_initialised_minimum(problem)[1] + 1e-12 * scale


@each_problem
def test_the_optimum_is_stationary_for_steps_and_blocks(problem):
    risk, raw = BlockRisk(problem), optimal_block(problem)
    value, gradient = risk.excess_and_gradient_of_raw(raw)
    size = max(np.abs(w).max() for w in raw)
    assert value == pytest.approx(minimal_excess(problem), abs=1e-12 * scale_of(problem))
    assert np.abs(pack(gradient)).max() <= 1e-12 * scale_of(problem) * (1 + size)
    distance, slope = suboptimality(problem)(np.zeros(problem.d + problem.d**2))
    assert distance == 0
    assert not slope.any()


@each_problem
def test_linear_attention_is_between_its_bounds(problem):
    found = minimise_linear_attention(problem, starts=8, seed=0)
    assert within_bounds(found), (found.gap, found.bounds)
    assert BlockRisk(problem).excess(found.weights) == pytest.approx(found.excess, abs=1e-9 * found.scale)


@each_problem
def test_flows_stay_below_their_envelopes(problem):
    path = integrate_flow(problem, random_start(problem, 3.0, np.random.default_rng(0)), horizon=20.0)
    assert is_monotone(path)
    assert within_envelopes(path)
    assert min(flow_rates(problem)) > 0


@each_problem
def test_rank_one_steps(problem):
    steps = rank_one_steps(problem)
    signal = problem.H @ problem.Psi
    assert len(steps) == (np.linalg.matrix_rank(signal, tol=1e-6 * np.linalg.norm(signal)) if signal.any() else 0)
    if len(steps) == 1:
        # there is only one direction to step along
        assert steps[0].excess == pytest.approx(minimal_excess(problem), abs=1e-12 * scale_of(problem))


def test_without_variation_every_step_from_beta_star_is_optimal():
    rng = np.random.default_rng(1)
    for _ in range(3):
        weights = OneStepWeights(STILL.beta_star, rng.standard_normal((3, 3)))
        assert one_step_gd_risk(STILL, weights) == 0
    with pytest.raises(ValueError, match=r"optimal_one_step_gd needs .* the left side is 0"):
        optimal_weights(STILL)


def test_without_variation_linear_attention_still_has_its_exact_gap():
    mu, M = scale_of(STILL), STILL.M
    beta = STILL.beta_star
    P = M / ((M + 2) * mu) * beta @ beta.T
    weights = EffectiveWeights(np.zeros((3, 1)), P, np.zeros((3, 1)), beta, 0.0)
    assert linear_attention_excess(STILL, weights) == pytest.approx(2 * mu / (M + 2))


def test_without_variation_and_signal_nothing_is_to_be_learned():
    empty = Problem(H=np.eye(2), Psi=np.zeros((2, 2)), beta_star=[0, 0], sigma2=0, M=2)
    with pytest.raises(ValueError, match=r"risk_of_zero_initialised_gd needs .* the left side is 0"):
        zero_initialised_minimum(empty)
    assert zero_initialised_minimum(STILL)[1] == pytest.approx(2 * scale_of(STILL) / (STILL.M + 2))


def test_a_block_of_effective_weights_at_m_1():
    problem = PROBLEMS["d = M = 1"]
    assert BlockRisk(problem).excess(effective_weights(optimal_block(problem))) == pytest.approx(
        minimal_excess(problem)
    )
