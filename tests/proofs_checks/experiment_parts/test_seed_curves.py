import numpy as np

from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.seed_curves import band_of_seeds, floor_line
from proofs_checks.illustrations.series import Look


def test_band_is_between_quantiles_and_leaves_out_what_diverged():
    curves = np.arange(11.0)[:, None] * np.array([1.0, 2.0, 3.0])
    curves[8:, 2] = np.nan
    found = band_of_seeds("runs", [1, 2, 4], curves, 2)
    assert found.x == [1, 2]
    assert found.y == [5, 10]
    assert found.band == ([1, 2], [9, 18])


def test_floor_is_a_dashed_line():
    line = floor_line(Floor("m", "minimum", 1.5), (1, 100), 3)
    assert (line.y, line.look, line.label, line.colour) == ([1.5, 1.5], Look.DASHED, "minimum", 3)
