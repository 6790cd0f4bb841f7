import dataclasses

import numpy as np
import pytest
from sympy import Identity, Trace, ZeroMatrix, exp

from numerics import compare, evaluate, exact_value, monte_carlo
from numerics.independent import sampled_integrand as module
from numerics.independent.comparison import critical_value
from numerics.independent.running_moments import Estimate
from tests.numerics.setting import (
    VALUES,
    A,
    H,
    M,
    S,
    X,
    d,
    second_moment,
    second_moment_claim,
    sigma2,
    with_context,
    y,
)
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal

VALUES_20 = with_context(20)
z = MatrixNormal("z", ZeroMatrix(1, 1), Identity(1), Identity(1))


def test_a_scalar_expectation_is_found():
    estimate = monte_carlo(Expectation(Trace(y.T * y) / M), VALUES_20, relative_error=0.01)
    exact = exact_value(Expectation(Trace(y.T * y) / M), with_context(2))
    assert isinstance(estimate.mean, float)
    assert estimate.converged
    assert not estimate.engine_assisted
    assert estimate.relative_error <= 0.01
    assert compare(exact, estimate).agrees
    assert not compare(1.1 * float(exact), estimate).agrees


def test_a_matrix_expectation_is_found():
    estimate = monte_carlo(second_moment, VALUES_20, relative_error=0.01)
    claim = evaluate(second_moment_claim, VALUES_20)
    assert estimate.mean.shape == estimate.standard_error.shape == (2, 2)
    comparison = compare(claim, estimate)
    assert comparison.agrees
    assert comparison.trustworthy
    assert comparison.detectable < 0.1
    wrong = evaluate(H * A * H, VALUES_20)
    assert not compare(wrong, estimate).agrees


def test_sums_factors_and_constants():
    inner, outer = Expectation(Trace(S)), Expectation(Trace(y.T * y) / M)
    expr = 2 * outer - sigma2 * inner + M
    estimate = monte_carlo(expr, VALUES, relative_error=0.01)
    assert compare(exact_value(expr, VALUES), estimate).agrees
    matrix = A * Expectation(S) + H
    assert compare(exact_value(matrix, VALUES), monte_carlo(matrix, VALUES)).agrees
    assert compare(
        exact_value(Trace(H * Expectation(S)), VALUES), monte_carlo(Trace(H * Expectation(S)), VALUES)
    ).agrees


def test_what_is_not_polynomial_can_be_sampled():
    estimate = monte_carlo(Expectation(exp(Trace(z) / 2)), {}, relative_error=0.005)
    assert compare(np.exp(1 / 8), estimate).agrees
    inverse = Expectation((X.T * X).inverse())
    estimate = monte_carlo(inverse, VALUES_20)
    expected = np.linalg.inv(np.array(VALUES[H], dtype=float)) / (20 - 2 - 1)
    assert compare(expected, estimate).agrees
    assert not compare(1.1 * expected, estimate).agrees


def test_a_mean_of_zero_is_measured_against_the_integrand():
    estimate = monte_carlo(Expectation(Trace(z) ** 3), {}, relative_error=0.02)
    assert estimate.converged
    assert estimate.rms == pytest.approx(np.sqrt(15), rel=0.1)
    comparison = compare(0, estimate)
    assert comparison.scale == "integrand RMS"
    assert comparison.agrees
    visible = (critical_value() + 3.0902) * estimate.standard_error / estimate.rms
    assert comparison.detectable == pytest.approx(visible, rel=1e-3)


def test_constants_are_exact():
    estimate = monte_carlo(Expectation(Trace(A) + 0 * Trace(H)), VALUES)
    assert (estimate.mean, estimate.standard_error) == (5.0, 0.0)
    assert compare(5, estimate).agrees
    assert not compare(5 + 1e-6, estimate).agrees
    assert monte_carlo(Expectation(Identity(d)), VALUES).mean.shape == (2, 2)


def test_the_same_seed_gives_the_same_estimate():
    first, same, other = (monte_carlo(Expectation(Trace(S)), VALUES, seed=s) for s in (3, 3, 4))
    assert dataclasses.astuple(first) == dataclasses.astuple(same)
    assert first.mean != other.mean


def test_samples_are_the_same_in_number_and_law_however_they_are_cut(monkeypatch):
    whole = monte_carlo(Expectation(Trace(S)), VALUES, relative_error=1e-4, max_samples=5_000)
    monkeypatch.setattr(module, "BATCH_BYTES", 50_000)
    cut = monte_carlo(Expectation(Trace(S)), VALUES, relative_error=1e-4, max_samples=5_000)
    assert cut.samples == whole.samples == 5_000
    assert cut.mean != whole.mean
    assert compare(exact_value(Expectation(Trace(S)), with_context(3)), cut).agrees


def test_memory_of_a_batch_is_bounded(monkeypatch):
    sizes = []
    sample = module.SampledIntegrand.values
    monkeypatch.setattr(
        module.SampledIntegrand, "values", lambda f, size, *rest: sizes.append(size) or sample(f, size, *rest)
    )
    monkeypatch.setattr("numerics.independent.estimation.MINIMUM_SAMPLES", 200)
    monkeypatch.setattr(module, "BATCH_BYTES", 2**20)
    monte_carlo(Expectation(Trace(X * X.T * X * X.T) / M), with_context(100), relative_error=1)
    # X, Xᵀ and XXᵀX hold 200 numbers each, XXᵀ ten thousand: twelve samples to the megabyte
    assert max(sizes) == 12
    assert sum(sizes) == 200


def test_stopping_short_is_said():
    estimate = monte_carlo(Expectation(Trace(S)), VALUES, relative_error=1e-4, max_samples=5000)
    assert estimate.samples == 5000
    assert not estimate.converged


def test_true_claims_are_rarely_rejected_and_errors_of_detectable_size_are_caught():
    exact, alarms, misses = 5.0, 0, 0
    for seed in range(60):
        estimate = monte_carlo(Expectation(Trace(S)), VALUES_20, relative_error=0.02, seed=seed)
        comparison = compare(exact, estimate, false_alarm=0.05, miss=0.05)
        alarms += not comparison.agrees
        misses += compare(exact * (1 + comparison.detectable), estimate, false_alarm=0.05).agrees
    # binomial(60, 0.05): more than 10 has probability 2e-4
    assert alarms <= 10
    assert misses <= 10


def test_heavy_tails_are_not_trusted():
    estimate = monte_carlo(Expectation(Trace(z) ** 8), {}, relative_error=0.3, max_samples=4096)
    assert estimate.skewness > 10
    assert not compare(105, estimate).trustworthy


@pytest.mark.parametrize(
    ("expr", "values", "message"),
    [
        (Trace(S), VALUES, r"stands outside every Expectation: put it inside one"),
        (Expectation(Trace(S)) ** 2, VALUES, r"is not linear in its expectations"),
        (Expectation(Trace(S)) * Expectation(Trace(S * S)), VALUES, r"is not linear in its expectations"),
        (Expectation(Trace(S)), {H: np.eye(2)}, r"M has no value"),
        (Expectation(Trace(S)), {**VALUES, X: np.ones((3, 2))}, r"X is random and has a value"),
    ],
)
def test_wrong_inputs_are_named(expr, values, message):
    with pytest.raises(ValueError, match=message):
        monte_carlo(expr, values)


def test_wrong_aims_are_named():
    with pytest.raises(ValueError, match=r"relative_error is 0 and max_samples"):
        monte_carlo(Expectation(Trace(S)), VALUES, relative_error=0)
    with pytest.raises(ValueError, match=r"max_samples 1"):
        monte_carlo(Expectation(Trace(S)), VALUES, max_samples=1)


def test_relative_error_of_zero_means():
    assert Estimate(0.0, 0.0, 2, 0.0, 0.0).relative_error == 0
    assert Estimate(0.0, 1.0, 2, 1.0, 0.0).relative_error == np.inf
