import numpy as np
import pytest

from numerics import Problem
from numerics.training.prompt_draws import PromptSource

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[1, -2], sigma2=0.7, M=3)


@pytest.mark.parametrize("tasks", ["gaussian", "two-points", "laplace"])
def test_moments_are_those_of_the_problem(tasks):
    n = 100_000
    G, x, label = PromptSource(PROBLEM, np.random.default_rng(0), tasks).draw(n)
    H, second = PROBLEM.H, PROBLEM.Psi + PROBLEM.beta_star @ PROBLEM.beta_star.T
    near = {"rtol": 0.03, "atol": 0.03}
    np.testing.assert_allclose(G[:, :2, :2].mean(axis=0), H, **near)
    np.testing.assert_allclose(G[:, :2, 2].mean(axis=0), (H @ PROBLEM.beta_star)[:, 0], **near)
    squares = float(np.trace(H @ second)) + 0.7
    np.testing.assert_allclose([G[:, 2, 2].mean(), (label**2).mean()], squares, **near)
    np.testing.assert_allclose(x.T @ x / n, H, **near)
    np.testing.assert_allclose((x * label[:, None]).mean(axis=0), (H @ PROBLEM.beta_star)[:, 0], **near)


def test_label_and_examples_share_a_task():
    G, x, label = PromptSource(PROBLEM, np.random.default_rng(1)).draw(100_000)
    cov = np.mean(label * (x * G[:, :2, 2]).sum(axis=1))
    expected = np.trace(PROBLEM.H @ PROBLEM.H @ (PROBLEM.Psi + PROBLEM.beta_star @ PROBLEM.beta_star.T))
    assert cov == pytest.approx(expected, rel=0.05)
