import numpy as np

from numerics.training.checkpoints import geometric_steps, six_digits


def test_steps_begin_at_0_and_end_at_the_last():
    for steps in (1, 2, 7, 1000):
        for count in (1, 2, 40):
            found = geometric_steps(steps, count)
            assert found[0] == 0
            assert found[-1] == steps
            assert list(found) == sorted(set(found))


def test_curves_keep_six_digits():
    assert six_digits(np.array([1 / 3, 1e-20])) == [0.333333, 1e-20]
    assert np.isnan(six_digits(np.array([np.nan]))[0])
