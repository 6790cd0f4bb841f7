import numpy as np
import pytest

from numerics.data.fitting import fit, sums_of
from numerics.data.input_laws import input_laws, mardia
from numerics.data.noise_laws import noise_laws
from numerics.data.residual_tests import LAG, OFFSETS, VARIANCE
from numerics.data.task_laws import task_laws
from numerics.data.task_rows import task_rows
from numerics.tolerances.table_thresholds import TEST_LEVEL
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


def laws_of(table, **options):
    rng, rows = np.random.default_rng(0), task_rows(table, **options)
    fitted = fit(table, sums_of(rows), context=5)
    return {
        "inputs": input_laws(table, rng),
        "tasks": task_laws(fitted, rng),
        "noise": noise_laws(rows, fitted, rng),
    }


def rejected(found):
    return {name for name, tests in found.items() if tests.p_value is not None and tests.p_value < TEST_LEVEL}


def changed(table, *, noise=None, offset=None, tasks=None, X=None):
    """The table with something of its law replaced."""
    X = table.X if X is None else X
    w = np.array([1.0, -1.0]) + (tasks if tasks is not None else np.zeros((len(table.tasks), 2)))
    e = noise if noise is not None else 0.6 * np.random.default_rng(9).standard_normal(len(table.y))
    y = (X * w[table.task]).sum(axis=1) + e + (0 if offset is None else offset[table.task])
    return table_of(X, y, table.task)


def test_tables_that_obey_are_not_rejected():
    for seed in range(3):
        assert not rejected(laws_of(simulated(60, 10, seed=seed)))


def test_each_hypothesis_is_rejected_for_its_own_reason():
    table, rng = simulated(60, 20, seed=1), np.random.default_rng(2)
    n, T, tasks = len(table.y), 60, 0.7 * np.random.default_rng(5).standard_normal((60, 2))
    e = rng.standard_normal(n)
    serial = e.copy()
    for i in range(1, n):
        if table.task[i] == table.task[i - 1]:
            serial[i] += 0.5 * serial[i - 1]
    cases = {
        ("noise", "Gaussian"): changed(table, tasks=tasks, noise=rng.standard_t(3, n)),
        ("noise", VARIANCE): changed(table, tasks=tasks, noise=e * rng.choice([0.6, 1.7], T)[table.task]),
        ("noise", LAG): changed(table, tasks=tasks, noise=serial),
        ("noise", OFFSETS): changed(table, tasks=tasks, noise=e, offset=rng.standard_normal(T)),
        ("noise", "inputs"): changed(table, tasks=tasks, noise=e * np.abs(table.X).sum(axis=1)),
        ("tasks", "Gaussian"): changed(table, tasks=rng.standard_t(2, (T, 2))),
        ("inputs", "Gaussian"): changed(table, tasks=tasks, X=np.exp(table.X)),
        ("inputs", "one mean"): changed(table, tasks=tasks, X=table.X + rng.standard_normal((T, 2))[table.task]),
        ("inputs", "one variance"): changed(table, tasks=tasks, X=table.X * rng.choice([0.7, 1.4], (T, 1))[table.task]),
    }
    for (hypothesis, reason), broken in cases.items():
        found = laws_of(broken)
        assert hypothesis in rejected(found), (hypothesis, reason)
        about = found[hypothesis].nearest.about
        assert reason in about, (hypothesis, reason, about)


def test_rows_that_depend_on_their_neighbours_are_not_called_other_means():
    table, rng = simulated(60, 20, seed=1), np.random.default_rng(2)
    X = table.X.copy()
    for i in range(1, len(X)):
        if table.task[i] == table.task[i - 1]:
            X[i, 1] += 0.9 * X[i - 1, 1]
    found = laws_of(changed(table, tasks=rng.standard_normal((60, 2)), X=X))
    assert rejected(found) == {"inputs"}
    assert "neighbouring rows" in found["inputs"].nearest.about
    means = next(t for t in found["inputs"].tests if t.about == "x1 has one mean in all tasks")
    assert means.p_value < 1e-3  # which it would be called, were the smallest p-value the reason


def test_coefficients_that_follow_the_size_of_the_inputs_are_seen():
    table, rng = simulated(60, 20, seed=1), np.random.default_rng(2)
    size = rng.choice([0.7, 1.4], 60)
    X = table.X * size[table.task, None]
    found = laws_of(changed(table, X=X, tasks=(2 * size)[:, None] + 0.3 * rng.standard_normal((60, 2))))
    assert "tasks" in rejected(found)
    assert "size of the inputs" in found["tasks"].nearest.about


def test_a_feature_that_never_varies_within_tasks_is_named():
    table = simulated(30, 10)
    X = np.column_stack([table.X[:, 0], np.random.default_rng(0).standard_normal(30)[table.task]])
    found = input_laws(table_of(X, table.y, table.task), np.random.default_rng(0))
    assert found.p_value == 0
    assert found.nearest.about == "x1 varies within tasks"


def test_features_that_centring_misses_are_no_offsets():
    """Where tasks differ much, the sampling error of a pooled mean alone moves their means."""
    broken = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        table = simulated(10, 40, seed=seed)
        strong = changed(table, tasks=5 * rng.standard_normal((10, 2)), noise=0.3 * rng.standard_normal(400))
        rows = task_rows(strong)
        broken += noise_laws(rows, fit(strong, sums_of(rows), context=5), rng).p_value < TEST_LEVEL
    assert broken <= 2


def test_small_samples_are_not_tested():
    found = laws_of(simulated(4, 4))
    assert found["tasks"].p_value is None
    assert "4 tasks" in found["tasks"].tests[0].reason
    assert input_laws(simulated(3, 4), np.random.default_rng(0)).p_value is None
