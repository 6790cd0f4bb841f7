import numpy as np
import pytest

from numerics.training.task_draws import TASK_LAWS


@pytest.mark.parametrize("name", TASK_LAWS)
def test_entries_have_mean_0_and_variance_1(name):
    drawn = TASK_LAWS[name](np.random.default_rng(0), (100_000, 2))
    np.testing.assert_allclose(drawn.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(np.cov(drawn.T), np.eye(2), atol=0.03)


def test_laws_differ():
    fourth = {n: float(np.mean(f(np.random.default_rng(0), (100_000, 1)) ** 4)) for n, f in TASK_LAWS.items()}
    assert fourth["two-points"] == 1
    assert fourth["two-points"] < fourth["gaussian"] < fourth["laplace"]
