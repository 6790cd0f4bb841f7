"""The flow of all weights, on moments written out by hand, against the engine and against the claimed limit."""

from itertools import product

import numpy as np
import pytest

from numerics import evaluate
from numerics.tolerances.flow_tolerances import FLOW_AGREEMENT
from numerics.transformer.trained_flow import (
    PopulationLoss,
    Weights,
    gaussian_moment,
    limit_weights,
    start_weights,
    trained,
)
from theory.papers.trained_transformers.attention_loss_minimum import THEOREM as MINIMUM
from theory.papers.trained_transformers.off_diagonal_blocks_stay_zero import LOSS

CLOSED_LOSS = LOSS.doit()
SCALES = (1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3)


def mixture(covariances, chances, N):
    """The loss over prompts whose covariance is drawn anew for each, from a law on finitely many."""
    parts = [PopulationLoss(covariance, N) for covariance in covariances]

    def average(arrays):
        return np.tensordot(np.asarray(chances), np.stack(arrays), axes=1)

    mean = PopulationLoss(average([part.Lambda for part in parts]), N)
    mean.quadratic = average([part.quadratic for part in parts])
    mean.linear = average([part.linear for part in parts])
    return mean


def covariance(rng, d, condition=None):
    orthogonal, _ = np.linalg.qr(rng.standard_normal((d, d)))
    spread = rng.uniform(0.5, 2, d) if condition is None else np.geomspace(1, condition, d)
    return (orthogonal * spread) @ orthogonal.T


def random_weights(rng, d):
    return Weights(rng.standard_normal((d + 1, d + 1)), rng.standard_normal((d + 1, d + 1)))


def scale_for(Lambda, N, level):
    """The ς at which ς²‖Γ‖√d is the level; below 2 the paper's condition holds."""
    d = len(Lambda)
    Gamma = (1 + 1 / N) * Lambda + np.trace(Lambda) / N * np.eye(d)
    return np.sqrt(level / (np.linalg.norm(Gamma, 2) * np.sqrt(d)))


def distance(found, claimed):
    return max(np.linalg.norm(a - b) / (1 + np.linalg.norm(b)) for a, b in zip(found, claimed, strict=True))


def audit(rng, Lambda, N, level, Theta):
    """The largest distance to the claimed limit; the other blocks are exactly zero on the way."""
    d = len(Lambda)
    weights, end = trained(PopulationLoss(Lambda, N), start_weights(Theta, scale_for(Lambda, N, level)))
    assert end.at_rest, (Lambda, N, level)
    outside = [weights.W_PV[:d], weights.W_PV[d, :d], weights.W_KQ[d], weights.W_KQ[:, d]]
    assert all(np.all(block == 0) for block in outside)
    return distance(weights, limit_weights(Lambda, N))


def test_gaussian_moments():
    assert gaussian_moment(np.array([[2.0]]), 6).item() == 15 * 8
    x = np.random.default_rng(0).multivariate_normal([0, 0], [[1, 0.4], [0.4, 2]], 400_000)
    observed = np.einsum("ni,nj,nk,nl->ijkl", x, x, x, x) / len(x)
    assert np.allclose(gaussian_moment(np.array([[1, 0.4], [0.4, 2]]), 4), observed, rtol=0.03, atol=0.03)


@pytest.mark.parametrize(("d", "N"), [(1, 1), (1, 4), (2, 1), (3, 5)])
def test_the_loss_of_all_weights_is_that_of_the_engine(d, N):
    rng = np.random.default_rng(d + N)
    Lambda, weights = covariance(rng, d), random_weights(rng, d)
    values = {"Lambda": Lambda, "N": N, "U": weights.W_KQ[:d, :d], "k": weights.W_KQ[d:, :d].T}
    values |= {"v": weights.W_PV[d:, :d].T, "c": weights.W_PV[d, d]}
    assert PopulationLoss(Lambda, N)(weights) == pytest.approx(evaluate(CLOSED_LOSS, values), rel=1e-12)


def test_gradient_and_hessian_are_its_derivatives():
    rng = np.random.default_rng(5)
    d, h = 2, 1e-5
    loss, weights = PopulationLoss(covariance(rng, d), 3), random_weights(rng, d)
    flat = np.concatenate([w.ravel() for w in weights])

    def at(point):
        return Weights(*point.reshape(2, d + 1, d + 1))

    def slope(point):
        return np.concatenate([w.ravel() for w in loss.gradient(at(point))])

    steps = h * np.eye(len(flat))
    differences = [(loss(at(flat + e)) - loss(at(flat - e))) / (2 * h) for e in steps]
    assert np.allclose(slope(flat), differences, rtol=1e-6, atol=1e-6)
    second = [(slope(flat + e) - slope(flat - e)) / (2 * h) for e in steps]
    assert np.allclose(loss.hessian(weights), second, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("level", [1e-3, 1.0, 1e3])
def test_every_scale_reaches_the_limit(level):
    rng = np.random.default_rng(1)
    assert audit(rng, covariance(rng, 2), 3, level, rng.standard_normal((2, 2))) < FLOW_AGREEMENT


@pytest.mark.parametrize(
    ("Lambda", "N"),
    [
        (np.array([[0.7]]), 1),
        (np.eye(3), 1),
        (np.diag([1.0, 1.0, 2.0]), 4),
        (np.diag([1.0, 300.0]), 2),
    ],
    ids=["d=1, N=1", "equal eigenvalues", "two equal eigenvalues", "ill-conditioned"],
)
def test_degenerate_cases_reach_it_too(Lambda, N):
    rng = np.random.default_rng(2)
    Theta = rng.standard_normal((len(Lambda), 1))  # ΘΘᵀ of rank one
    assert audit(rng, Lambda, N, 50.0, Theta) < FLOW_AGREEMENT


def test_the_limit_has_the_minimal_loss():
    Lambda = covariance(np.random.default_rng(3), 3)
    value = evaluate(MINIMUM.unfold().value, {"Lambda": Lambda, "N": 4})
    assert PopulationLoss(Lambda, 4)(limit_weights(Lambda, 4)) == pytest.approx(value, rel=1e-12)


def random_covariances(rng, d, count):
    return [np.diag(rng.exponential(size=d)) for _ in range(count)], rng.dirichlet(np.ones(count))


def coefficient(covariances, chances, N):
    """E[Γ_τΛ_τ²]⁻¹E[Λ_τ²]."""
    second = sum(p * L @ L for p, L in zip(chances, covariances, strict=True))
    mean = sum(
        p * ((1 + 1 / N) * L + np.trace(L) / N * np.eye(len(L))) @ L @ L
        for p, L in zip(chances, covariances, strict=True)
    )
    return np.linalg.solve(mean, second)


def test_random_covariances_lead_to_the_limit_of_theorem_4_5():
    rng = np.random.default_rng(4)
    d, N = 2, 3
    covariances, chances = random_covariances(rng, d, 3)
    weights, end = trained(mixture(covariances, chances, N), start_weights(rng.standard_normal((d, d)), 0.4))
    V = coefficient(covariances, chances, N)
    root = np.sqrt(np.linalg.norm(V))
    assert end.at_rest
    assert np.allclose(weights.W_KQ[:d, :d], V / root, rtol=0, atol=FLOW_AGREEMENT)
    assert weights.W_PV[d, d] == pytest.approx(root, abs=FLOW_AGREEMENT)


@pytest.mark.parametrize("d", [1, 2, 4])
def test_of_all_matrices_the_commuting_one_is_best(d):
    rng = np.random.default_rng(d)
    covariances, chances = random_covariances(rng, d, 5)
    N = 3
    system = sum(
        p * np.kron(L, ((1 + 1 / N) * L + np.trace(L) / N * np.eye(d)) @ L)
        for p, L in zip(chances, covariances, strict=True)
    )
    target = sum(p * L @ L for p, L in zip(chances, covariances, strict=True))
    best = np.linalg.solve(system, target.ravel()).reshape(d, d)
    assert np.allclose(best, coefficient(covariances, chances, N), rtol=1e-10, atol=1e-12)


@pytest.mark.nightly
def test_audit_of_initial_scales():
    rng = np.random.default_rng(11)
    largest, flows = 0.0, 0
    for d, N, level in product((1, 2, 3, 4), (1, 2, 10), SCALES):
        for Lambda in (covariance(rng, d), np.eye(d), covariance(rng, d, 100.0)):
            Theta = rng.standard_normal((d, int(rng.integers(1, d + 1))))
            error = audit(rng, Lambda, N, level, Theta)
            assert error < FLOW_AGREEMENT, (Lambda, N, level, error)
            largest, flows = max(largest, error), flows + 1
    print(f"{flows} flows of all (d+1)² weights, ς²‖Γ‖√d from 1e-3 to 1e3: largest distance to the limit {largest:.1e}")
