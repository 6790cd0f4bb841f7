import numpy as np
import pytest

from numerics.data.fitting import sums_of
from numerics.data.gaussianity import input_laws, mardia, noise_laws, task_laws
from tests.numerics.data.test_fitting import simulated, table_of


def by_definition(sample):
    """Mardia's b₁ and b₂ with all n² products."""
    centred = sample - sample.mean(axis=0)
    products = centred @ np.linalg.solve(centred.T @ centred / len(sample), centred.T)
    return (products**3).mean(), (np.diag(products) ** 2).mean()


def test_mardia_is_what_its_definition_says():
    from scipy import stats

    sample = np.random.default_rng(0).standard_gamma(2.0, (50, 3)) @ np.array([[1, 2, 0], [0, 1, 0], [1, 0, 3.0]])
    b1, b2 = by_definition(sample)
    skewness, kurtosis = mardia(sample)
    assert skewness == pytest.approx(stats.chi2.sf(50 * b1 / 6, 10))
    assert kurtosis == pytest.approx(2 * stats.norm.sf(abs(b2 - 15) / np.sqrt(8 * 15 / 50)))


def test_mardia_accepts_gaussian_samples_at_its_level_and_rejects_others():
    rng = np.random.default_rng(1)
    accepted = sum(min(mardia(rng.standard_normal((300, 2)))) > 0.025 for _ in range(100))
    assert accepted >= 88
    assert min(mardia(rng.standard_t(4, (300, 2)))) < 1e-4
    assert min(mardia(rng.exponential(size=(300, 2)))) < 1e-4
    with pytest.raises(ValueError, match="do not span"):
        mardia(np.ones((3, 4)))


def test_gaussian_data_pass_and_other_data_do_not():
    table = simulated(60, 10, seed=5)
    sums = sums_of(table)
    found = [*input_laws(table), *task_laws(table, sums), *noise_laws(table, sums)]
    assert min(t.p_value for t in found) > 1e-3
    skewed = table_of(np.exp(table.X), table.y, table.task)
    assert min(t.p_value for t in input_laws(skewed)) < 1e-6


def test_means_that_differ_between_tasks_are_seen():
    table = simulated(10, 10)
    moved = table_of(table.X + table.task[:, None], table.y, table.task)
    assert next(t for t in input_laws(moved) if "one mean" in t.about).p_value < 1e-6


def test_unequal_and_correlated_noise_is_seen():
    table = simulated(10, 30)
    rng = np.random.default_rng(0)
    walk = np.concatenate([np.cumsum(rng.standard_normal(30)) * (t + 1) for t in range(10)])
    noisy = table_of(table.X, table.X.sum(axis=1) + walk, table.task)
    p = {t.about: t.p_value for t in noise_laws(noisy, sums_of(noisy))}
    assert p["one noise variance for all tasks"] < 1e-6
    assert p["neighbouring residuals are uncorrelated"] < 1e-6


def test_small_samples_are_not_tested():
    table = simulated(4, 4)
    found = [*input_laws(table), *task_laws(table, sums_of(table))]
    assert all(t.reason for t in found if t.p_value is None)
    assert any(t.p_value is None for t in found)
