"""Designs lie in their box, evenly, and grow without moving."""

import numpy as np
import pytest

from numerics.designs.space_filling import SAMPLERS, filling

BOX = [(1.0, 3.0), (1.0, 10_000.0)]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_quarter_of_each_axis_has_its_share(sampler):
    points = filling(BOX, [False, True], 200, sampler, 0)
    unit = np.stack([(points[:, 0] - 1) / 2, np.log(points[:, 1]) / np.log(10_000)], axis=1)
    assert unit.min() >= 0
    assert unit.max() <= 1
    # 200 independent points would miss 50 by more than 6 in most quarters
    for axis in unit.T:
        assert np.abs(np.histogram(axis, bins=4, range=(0, 1))[0] - 50).max() <= 6
    independent = np.random.default_rng(0).random(200)
    assert np.abs(np.histogram(independent, bins=4, range=(0, 1))[0] - 50).max() > 6


@pytest.mark.parametrize("sampler", ["sobol", "halton"])
def test_a_larger_design_begins_with_the_smaller_one(sampler):
    assert (filling(BOX, [False, True], 16, sampler, 5) == filling(BOX, [False, True], 50, sampler, 5)[:16]).all()


def test_the_seed_decides_and_no_points_are_refused():
    first, again, other = (filling(BOX, [False, False], 8, "sobol", seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    with pytest.raises(ValueError, match="0 samples"):
        filling(BOX, [False, False], 0, "sobol", 0)
