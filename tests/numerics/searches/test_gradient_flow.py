import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import OneStepWeights, minimal_excess, one_step_gd_risk, optimal_weights
from numerics.searches.descent import hessian
from numerics.searches.gradient_flow import horizon_of, integrate_flow, random_start, suboptimality
from tests.numerics.problems import random_problem
from tests.numerics.searches.judgments import arrives, is_monotone, tightness, within_envelopes
from tests.shares import daily


def ill_conditioned():
    basis = np.linalg.qr(np.random.default_rng(0).standard_normal((3, 3)))[0]
    return Problem(
        H=(basis * [1, 1e-4, 1e-8]) @ basis.T, Psi=np.diag([1, 0.5, 0]), beta_star=[1, 1, -1], sigma2=0.5, M=5
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_objective_is_the_risk_above_its_minimum(seed):
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, d=3)
    objective, optimum = suboptimality(problem), optimal_weights(problem)
    x = rng.standard_normal(12)
    value, gradient = objective(x)
    weights = OneStepWeights(optimum.beta + x[:3, None], optimum.Gamma + x[3:].reshape(3, 3))
    assert value == pytest.approx(one_step_gd_risk(problem, weights) - minimal_excess(problem))
    steps = 1e-5 * np.eye(12)
    differences = (objective(x + steps)[0] - objective(x - steps)[0]) / 2e-5
    np.testing.assert_allclose(gradient, differences, rtol=1e-6, atol=1e-6 * abs(gradient).max())
    second = (objective(x + steps)[1] - objective(x - steps)[1]) / 2e-5
    np.testing.assert_allclose(hessian(objective, x), second, atol=1e-6 * abs(second).max())


@pytest.mark.parametrize("scale", daily([0.1, 1.0, 10.0, 100.0, 1000.0], [0.1, 100.0]))
def test_flows_arrive_under_their_envelopes(scale):
    rng = np.random.default_rng(int(scale))
    problem = random_problem(rng, d=2, M=5, sigma2=1.0)
    for _ in range(2):
        path = integrate_flow(problem, random_start(problem, scale, rng))
        assert is_monotone(path)
        assert within_envelopes(path)
        assert arrives(path)


def test_at_condition_1e8_the_envelopes_hold():
    problem, rng = ill_conditioned(), np.random.default_rng(1)
    for horizon in (1e2, 1e8):
        path = integrate_flow(problem, random_start(problem, 10.0, rng), horizon)
        assert path.times[-1] == horizon
        assert is_monotone(path)
        assert within_envelopes(path)
        assert not arrives(path)


def test_a_flow_above_its_envelope_would_be_seen():
    problem, rng = random_problem(np.random.default_rng(0), d=2, M=5), np.random.default_rng(0)
    path = integrate_flow(problem, random_start(problem, 1.0, rng))
    for rates in (
        path.rates._replace(q=2 * path.rates.q),
        path.rates._replace(C=path.rates.C / 50, p=2 * path.rates.p),
    ):
        assert not within_envelopes(type(path)(path.times, path.b, path.D, path.suboptimality, rates))


def test_the_optimum_stays():
    problem = random_problem(np.random.default_rng(0), d=2)
    path = integrate_flow(problem, optimal_weights(problem), 10.0)
    assert arrives(path)
    assert path.suboptimality.max() == 0


def test_equal_rates_have_an_envelope():
    # d = 1, Psi = 0: p = 2 H² σ²/M and 2q = 8H/(M+2) agree for σ² = 4M/(H(M+2))
    problem = Problem(H=1, Psi=0, beta_star=1, sigma2=4 * 2 / (2 + 2), M=2)
    start = OneStepWeights(np.array([[3.0]]), np.array([[2.0]]))
    path = integrate_flow(problem, start)
    assert path.rates.p == pytest.approx(2 * path.rates.q)
    assert within_envelopes(path)
    assert arrives(path)


def test_labels_that_do_not_vary_are_refused():
    still = Problem(H=np.eye(2), Psi=np.zeros((2, 2)), beta_star=[1, 2], sigma2=0, M=3)
    with pytest.raises(ValueError, match="labels vary"):
        integrate_flow(still, OneStepWeights(np.zeros((2, 1)), np.eye(2)))
    with pytest.raises(ValueError, match="labels vary"):
        horizon_of(still, OneStepWeights(np.zeros((2, 1)), np.eye(2)))


@pytest.mark.nightly
def test_a_hundred_flows():
    steps, ratios, longest = 0, [], 0.0
    for i in range(100):
        rng = np.random.default_rng(i)
        problem = random_problem(rng, d=1 + i % 3)
        path = integrate_flow(problem, random_start(problem, 10.0 ** (i % 5 - 1), rng))
        assert is_monotone(path)
        assert within_envelopes(path)
        assert arrives(path)
        steps, longest = steps + len(path.times), max(longest, path.times[-1])
        ratios.append(tightness(path))
    for i in range(10):
        problem, rng = ill_conditioned(), np.random.default_rng(i)
        path = integrate_flow(problem, random_start(problem, 10.0 ** (i % 4), rng), 1e9)
        assert within_envelopes(path)
        steps += len(path.times)
    middle, high = np.quantile(ratios, 0.5, axis=0), np.max(ratios, axis=0)
    print(f"\n110 flows, {steps} accepted steps, longest horizon {longest:.0f}: monotone, under both envelopes")
    print(
        f"distance / envelope once halved: β median {middle[0]:.3f}, largest {high[0]:.3f}; "
        f"Γ {middle[1]:.3f}, {high[1]:.3f}"
    )
