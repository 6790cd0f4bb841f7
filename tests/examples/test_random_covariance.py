import numpy as np
import pytest

from examples import random_covariance as example


def test_the_numbers_are_those_of_the_exponential_law():
    for N in (1, 7):
        V = example.coefficient(True, N)
        assert np.allclose(V, np.eye(example.D) / (3 + (example.D + 5) / N))
    assert example.limit(True) == pytest.approx(example.D / 3)
    assert example.limit(False) == pytest.approx(0, abs=1e-12)


def test_risks_fall_to_zero_for_one_covariance_only():
    rows = example.table(lengths=(2, 20), prompts=4000)
    fixed, spread = [row.fixed for row in rows], [row.random for row in rows]
    assert fixed[1] < fixed[0] / 2
    assert spread[1] > example.limit(True)
    for row in rows:
        for closed, (mean, error) in ((row.fixed, row.fixed_sampled), (row.random, row.random_sampled)):
            assert abs(mean - closed) < 6 * error


def test_a_picture_is_drawn_where_that_is_possible(tmp_path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "risk.png"
    assert example.picture(example.table(lengths=(2, 5), prompts=200), str(path))
    assert path.stat().st_size > 1000
