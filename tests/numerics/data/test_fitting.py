import numpy as np
import pytest

from numerics.data.fitting import coefficients, fit, resampled, sums_of
from numerics.data.table import Table

H = np.array([[2.0, 0.5], [0.5, 1.0]])
PSI = np.array([[0.5, 0.1], [0.1, 0.3]])
BETA = np.array([1.0, -1.0])
SIGMA2 = 0.4


def table_of(X, y, task):
    names = tuple(f"x{j}" for j in range(X.shape[1]))
    return Table(names, "y", tuple(f"t{t}" for t in range(task.max() + 1)), X, y, task)


def simulated(tasks, rows, seed=0, mean=0.0, offset=0.0):
    rng = np.random.default_rng(seed)
    task = np.repeat(np.arange(tasks), rows)
    X = rng.standard_normal((tasks * rows, 2)) @ np.linalg.cholesky(H).T
    w = BETA + rng.standard_normal((tasks, 2)) @ np.linalg.cholesky(PSI).T
    y = (X * w[task]).sum(axis=1) + np.sqrt(SIGMA2) * rng.standard_normal(len(task)) + offset
    return table_of(X + mean, y, task)


def in_original_units(fitted):
    """H, β* and Ψ for the features as they were given."""
    s, p = fitted.sums.scale[:, None], fitted.problem
    return {"H": s * p.H * s.T, "beta_star": p.beta_star / s, "Psi": p.Psi / s / s.T}


def test_the_parameters_of_a_simulation_come_back():
    fitted = fit(table := simulated(4000, 6), sums_of(table), context=7)
    found = in_original_units(fitted)
    assert np.allclose(found["H"], H, atol=0.06)
    assert np.allclose(found["Psi"], PSI, atol=0.06)
    assert np.allclose(found["beta_star"][:, 0], BETA, atol=0.05)
    assert fitted.problem.sigma2 == pytest.approx(SIGMA2, rel=0.03)
    assert fitted.problem.M == 7


def test_noise_would_be_taken_for_variation_between_tasks_without_the_correction():
    table = simulated(4000, 4)
    w = coefficients(sums_of(table)).w / sums_of(table).scale
    assert np.trace(np.cov(w.T)) > np.trace(PSI) + 0.2


def test_centring_removes_means_and_no_centring_keeps_them():
    table, moved = simulated(200, 8), simulated(200, 8, mean=5.0, offset=3.0)
    means = [in_original_units(fit(t, sums_of(t), context=5))["H"] for t in (table, moved)]
    assert np.allclose(*means)
    raw = in_original_units(fit(moved, sums_of(moved, center=False), context=5))["H"]
    assert raw[0, 0] > means[0][0, 0] + 20


def test_units_change_estimates_as_they_should_and_nothing_else():
    table = simulated(30, 8)
    factors = np.array([1e6, 1e-4])
    scaled = table_of(table.X * factors, table.y, table.task)
    first, second = (fit(t, sums_of(t), context=5) for t in (table, scaled))
    assert np.allclose(first.problem.H, second.problem.H)
    assert np.allclose(
        in_original_units(first)["beta_star"][:, 0] / factors, in_original_units(second)["beta_star"][:, 0]
    )


def test_an_intercept_is_a_feature_that_is_one():
    fitted = fit(table := simulated(50, 8), sums_of(table, intercept=True), context=5)
    assert fitted.names[0] == "intercept"
    assert fitted.problem.H[0, 0] == pytest.approx(1)
    assert np.allclose(fitted.problem.H[0, 1:], 0)


def test_a_sample_of_tasks_is_the_table_it_stands_for():
    table = simulated(6, 5)
    sums, seed = sums_of(table), 3
    drawn = resampled(sums, 1, np.random.default_rng(seed))
    counts = np.random.default_rng(seed).multinomial(6, np.full(6, 1 / 6))
    rows = [np.flatnonzero(table.task == t) for t in np.repeat(np.arange(6), counts)]
    again = table_of(table.X[np.concatenate(rows)], table.y[np.concatenate(rows)], np.repeat(np.arange(6), 5))
    s = sums.scale[:, None]
    assert np.allclose(drawn.H[0] * s * s.T, in_original_units(fit(again, sums_of(again), context=5))["H"])
    found = coefficients(sums)
    assert np.isclose(drawn.sigma2[0], (counts @ found.residual) / (counts @ found.freedom))


def test_intervals_of_the_noise_cover_at_about_their_level():
    covered = 0
    for seed in range(60):
        draws = resampled(sums_of(simulated(40, 8, seed=seed)), 300, np.random.default_rng(seed))
        low, high = np.quantile(draws.sigma2, [0.025, 0.975])
        covered += low <= SIGMA2 <= high
    assert covered >= 50


def test_psi_is_positive_semidefinite_where_tasks_do_not_vary():
    table = simulated(4, 3, seed=3)
    none = table_of(table.X, table.X @ BETA + np.random.default_rng(1).standard_normal(12), table.task)
    fitted = fit(none, sums_of(none), context=3)
    assert np.linalg.eigvalsh(fitted.problem.Psi)[0] >= -1e-12


def test_short_tasks_count_for_h_alone():
    table = simulated(5, 8)
    X, y = np.vstack([table.X, [[1.0, 2.0]]]), np.append(table.y, 1e6)
    longer = table_of(X, y, np.append(table.task, 5))
    sums = sums_of(longer, center=False)
    assert sums.identified.tolist() == [True] * 5 + [False]
    assert fit(longer, sums, context=5).problem.sigma2 < 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda X: np.column_stack([X[:, 0], 2 * X[:, 0]]),
            r"H is singular: the columns x0, x1 are linearly dependent",
        ),
        (
            lambda X: np.column_stack([X, np.random.default_rng(0).standard_normal((len(X), 3))]),
            r"0 of 4 tasks have more",
        ),
    ],
)
def test_what_cannot_be_estimated_is_refused(change, message):
    table = simulated(4, 4)
    with pytest.raises(ValueError, match=message):
        sums_of(table_of(change(table.X), table.y, table.task))
