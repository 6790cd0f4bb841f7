import numpy as np
import pytest

from numerics import evaluate, exact_value, rational_point
from numerics.independent.forward_passes import linear_transformer_block, prediction, sample_prompts, token_matrix
from numerics.transformer.best_readout import BestReadout
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights, RawWeights, effective_weights, pack, unpack
from numerics.values.problem import Problem
from tests.numerics.problems import random_problem
from theory import theorem
from theory.setting import H, M, Psi, beta_star, d, excess_of_coefficient, query_coefficient, query_weights, sigma2

SHAPES = {n: [(n, 1), (n, n), (n, 1), (n, 1), ()] for n in (1, 2, 3)}


def random_weights(n, rng):
    return EffectiveWeights(*(rng.standard_normal(shape) for shape in SHAPES[n]))


def random_raw(n, rng, widths=(2, 3, 1)):
    return RawWeights(*(rng.standard_normal((width, n + 1)) for width in widths for _ in range(2)))


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 3), (2, 1), (2, 3)])
def test_the_risk_is_that_of_the_definition_in_exact_arithmetic(n, m):
    symbols = (H, Psi, beta_star, sigma2, *query_weights)
    point = rational_point(symbols, np.random.default_rng(n + m), sizes={d: n})
    point[M] = m
    exact = exact_value(excess_of_coefficient(query_coefficient(query_weights)), point)
    problem = Problem(H=point[H], Psi=point[Psi], beta_star=point[beta_star], sigma2=float(point[sigma2]), M=m)
    weights = EffectiveWeights(*(np.asarray(point[s], dtype=float) for s in query_weights))
    assert BlockRisk(problem).excess(weights) == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_without_perceptron_it_is_the_closed_form(seed):
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, d=3)
    weights = random_weights(3, rng)._replace(u=np.zeros((3, 1)))
    closed_form = theorem("risk_of_linear_attention").unfold().rhs
    expected = evaluate(closed_form, {**problem.values(), **weights._asdict()})
    assert BlockRisk(problem).excess(weights) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_gradients_by_finite_differences(n):
    rng = np.random.default_rng(n)
    risk = BlockRisk(random_problem(rng, d=n))

    def differences(function, shapes, x, step=1e-5):
        ahead, behind = (function(unpack(x + s * step * np.eye(len(x)), shapes)) for s in (1, -1))
        return (ahead - behind) / (2 * step)

    weights, raw = random_weights(n, rng), random_raw(n, rng)
    for of, point in ((risk.excess_and_gradient, weights), (risk.excess_and_gradient_of_raw, raw)):
        kind, shapes = type(point), [np.shape(a) for a in point]
        expected = differences(lambda parts, of=of, kind=kind: of(kind(*parts))[0], shapes, pack(point))
        gradient = pack(of(point)[1])
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-6 * abs(gradient).max())


def test_effective_weights_predict_like_the_forward_pass():
    rng = np.random.default_rng(0)
    problem, raw = random_problem(rng, d=3, M=4), random_raw(3, rng)
    X, y, x, *_ = sample_prompts(problem, 5, rng)
    u, P, k, v_1, v_0 = effective_weights(raw)
    S, s, r = X.mT @ X / 4, X.mT @ y / 4, y.mT @ y / 4
    coefficient = u + P @ (S @ v_1 + v_0 * s) + k @ (s.mT @ v_1 + v_0 * r)
    expected = prediction(linear_transformer_block(token_matrix(X, y, x), *raw))
    np.testing.assert_allclose((coefficient.mT @ x)[:, 0, 0], expected)


def test_weights_come_in_batches():
    rng = np.random.default_rng(1)
    risk = BlockRisk(random_problem(rng, d=2))
    several = [random_raw(2, rng) for _ in range(3)]
    values, gradients = risk.excess_and_gradient_of_raw(RawWeights(*map(np.stack, zip(*several, strict=True))))
    for i, raw in enumerate(several):
        value, gradient = risk.excess_and_gradient_of_raw(raw)
        assert values[i] == pytest.approx(value)
        np.testing.assert_allclose(pack([g[i] for g in gradients]), pack(gradient))


@pytest.mark.parametrize("perceptron", [True, False])
def test_the_best_readout_is_stationary_in_what_it_chooses(perceptron):
    rng = np.random.default_rng(2)
    problem = random_problem(rng, d=3)
    readout, direction = BestReadout(problem, perceptron=perceptron), rng.standard_normal(4)
    weights = readout.weights(direction)
    value, by = readout.risk.excess_and_gradient(weights)
    chosen = [by.u, by.P, by.k] if perceptron else [by.P, by.k]
    assert np.abs(pack(chosen)).max() < 1e-11 * value
    assert perceptron or not weights.u.any()
    for other in (weights._replace(P=weights.P + 0.1), weights._replace(k=weights.k + 0.1)):
        assert readout.risk.excess(other) > value


@pytest.mark.parametrize("perceptron", [True, False])
def test_the_best_readout_depends_on_the_direction_alone(perceptron):
    rng = np.random.default_rng(3)
    readout, direction = BestReadout(random_problem(rng, d=2), perceptron=perceptron), rng.standard_normal(3)
    value, gradient = readout.excess_and_gradient(direction)
    assert readout.excess_and_gradient(-3 * direction)[0] == pytest.approx(value)
    steps = 1e-6 * np.eye(3)
    differences = readout.excess_and_gradient(direction + steps)[0] - readout.excess_and_gradient(direction - steps)[0]
    np.testing.assert_allclose(gradient, differences / 2e-6, rtol=1e-5, atol=1e-8)
