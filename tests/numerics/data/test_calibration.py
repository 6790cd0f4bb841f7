import numpy as np
import pytest

from numerics.data.calibration import bonferroni, sequential_p_value
from numerics.data.normal_scores import kurtosis_score, skewness_score


def test_ranks_keep_their_level_and_stop_early():
    rng, used = np.random.default_rng(0), []

    def draws(n):
        used[-1] += n
        return rng.random(n)

    p = []
    for _ in range(4000):
        used.append(0)
        p.append(sequential_p_value(rng.random(), draws))
    p = np.array(p)
    assert (p <= 0.01).mean() == pytest.approx(0.01, abs=0.005)
    assert (p <= 0.2).mean() == pytest.approx(0.2, abs=0.02)
    assert np.median(used) <= 60


def test_a_rank_among_other_draws_would_be_seen():
    """Draws that are too small make everything look common: the level is lost."""
    rng = np.random.default_rng(0)
    p = np.array([sequential_p_value(rng.random(), lambda n: rng.random(n) ** 2) for _ in range(500)])
    assert (p <= 0.2).mean() < 0.1


def test_the_least_p_value_is_one_in_the_number_of_draws():
    assert sequential_p_value(-1.0, lambda n: np.ones(n), most=99) == 0.01
    assert bonferroni(np.array([0.4, 0.01])) == 0.02
    assert bonferroni(np.array([0.9, 0.8])) == 1


def test_scores_are_those_of_the_tests_they_come_from():
    from scipy import stats

    for n in (20, 60, 500):
        sample = np.random.default_rng(n).gamma(4.0, size=n)
        z = (sample - sample.mean()) / sample.std()
        size = np.array(float(n))
        assert skewness_score((z**3).mean() * np.sqrt(n / 6), size) == pytest.approx(stats.skewtest(sample).statistic)
        kurtosis = kurtosis_score(((z**4).mean() - 3) * np.sqrt(n / 24), size)
        assert kurtosis == pytest.approx(stats.kurtosistest(sample).statistic)
