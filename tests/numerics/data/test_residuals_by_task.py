"""Exact moments against dense matrices and against drawn noise."""

import numpy as np
import pytest

from numerics.data.residual_tests import ResidualTests, p_values_of_means
from numerics.data.residuals_by_task import Residuals

ROWS = np.array([5, 9, 4, 12])
START = np.concatenate([[0], np.cumsum(ROWS)[:-1]])


@pytest.fixture(scope="module")
def space():
    return Residuals(np.random.default_rng(0).standard_normal((ROWS.sum(), 3)) ** 3, START)


def dense(space):
    """M, all of it."""
    n = len(space.Q)
    M = np.zeros((n, n))
    for a, k in zip(space.start, space.rows, strict=True):
        Q = space.Q[a : a + k]
        M[a : a + k, a : a + k] = np.eye(k) - Q @ Q.T
    return M


def test_residuals_are_those_of_least_squares(space):
    M, e = dense(space), np.random.default_rng(1).standard_normal((ROWS.sum(), 2))
    assert np.allclose(space.project(e), M @ e)
    assert np.allclose(space.project(e[:, 0]), M @ e[:, 0])
    assert np.allclose(space.constant, [M[a : a + k, a : a + k].sum() for a, k in zip(START, ROWS, strict=True)])


@pytest.mark.parametrize("k", [3, 4])
def test_correlations_are_those_of_the_projection(space, k):
    M = dense(space)
    g = space.weight
    expected = ((g[:, None] * M * g) ** k).sum()
    # rows that are fitted nearly exactly count with weight 0, the others with a diagonal of 1
    assert space.sum_of_correlations(k) == pytest.approx(expected, rel=1e-9)


def test_both_ways_to_sum_correlations_agree(space, monkeypatch):
    from numerics.data import residuals_by_task

    by_pairs = space.sum_of_correlations(4)
    monkeypatch.setattr(residuals_by_task, "MOST_PAIRED_ROWS", 0)
    assert space.sum_of_correlations(4) == pytest.approx(by_pairs)


def moments(M, A):
    n = round(np.trace(M))
    trace, square = np.trace(M @ A), np.trace(M @ A @ M @ A)
    return trace / n, np.sqrt(2 * (square - trace**2 / n) / (n * (n + 2)))


def test_moments_of_ratios_are_those_of_their_matrices(space):
    M, n = dense(space), ROWS.sum()
    A = np.zeros((n, n))
    for i in space.first:
        A[i, i + 1] = A[i + 1, i] = 0.5
    assert space.moments_of_lag() == pytest.approx(moments(M, A))
    c = np.random.default_rng(2).random(n)
    assert space.moments_of_weighted(c) == pytest.approx(moments(M, np.diag(c)))


def test_closed_p_values_are_about_uniform_for_gaussian_noise_and_small_for_other(space):
    rng = np.random.default_rng(3)
    tests = ResidualTests(space, (space.Q**2).sum(axis=1))
    r = space.project(rng.standard_normal((ROWS.sum(), 4000)))
    p = tests.p_values(r)
    assert p.shape == (4000, len(tests.names()))
    assert np.all((p < 0.05).mean(axis=0) < 0.09)
    means = p_values_of_means(space, r)
    assert (means < 0.05).mean() == pytest.approx(0.05, abs=0.012)
    moved = space.project(rng.standard_normal((ROWS.sum(), 50)) + 5 * (np.arange(ROWS.sum()) < 5)[:, None])
    assert (p_values_of_means(space, moved) < 0.05).mean() > 0.5


def test_constants_that_may_be_there_are_allowed_for_exactly(space):
    """Constants drawn from the covariance that they are said to have leave the level as it is."""
    rng, rejected = np.random.default_rng(4), 0
    missed = rng.standard_normal((len(ROWS), 2))
    for _ in range(1500):
        constants = missed @ rng.standard_normal(2)
        r = space.project(rng.standard_normal(ROWS.sum()) + constants[space.task])
        rejected += p_values_of_means(space, r[:, None], missed)[0] < 0.05
    assert 0.02 < rejected / 1500 < 0.09
