import numpy as np
import pytest
from scipy.stats import binom

from proofs_checks.experiment_parts.seed_intervals import mean_interval, median_interval, share_interval


@pytest.mark.parametrize("n", range(1, 40))
def test_order_statistics_cover_and_no_narrower_ones_would(n):
    found = median_interval(np.arange(1.0, n + 1))
    assert found.value == (n + 1) / 2
    if n < 6:
        assert np.isinf([found.low, found.high]).all()
        return
    k = int(found.low)
    assert found.high == n + 1 - k
    assert 2 * binom.cdf(k - 1, n, 0.5) <= 0.05 < 2 * binom.cdf(k, n, 0.5)


def test_coverage_of_sampled_medians():
    drawn = np.random.default_rng(0).exponential(size=(2000, 12))
    found = [median_interval(row) for row in drawn]
    covered = np.mean([f.low <= np.log(2) <= f.high for f in found])
    assert 0.94 < covered < 0.98


def test_failed_runs_are_worse_than_all_others():
    values = np.array([1.0, 2, 3, 4, 5, 6, np.nan, np.inf])
    found = median_interval(values)
    assert found.value == 4.5
    assert found.high == np.inf
    assert median_interval(np.full(8, np.nan)).value == np.inf
    assert np.isnan(median_interval(np.array([])).value)


def test_mean_is_that_of_student():
    rng = np.random.default_rng(1)
    drawn = rng.standard_normal((4000, 5))
    found = [mean_interval(row) for row in drawn]
    assert 0.94 < np.mean([f.low <= 0 <= f.high for f in found]) < 0.96
    assert np.isinf(mean_interval(np.array([1.0])).high)
    assert np.isnan(mean_interval(np.array([1.0, np.nan])).value)


def test_share_is_that_of_clopper_and_pearson():
    found = share_interval(0, 16)
    assert found.low == 0
    assert found.high == pytest.approx(1 - 0.025 ** (1 / 16))
