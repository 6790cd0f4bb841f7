"""Quantiles lie on the line where a law holds, whatever the lengths of tasks, and show what breaks it."""

import numpy as np
import pytest

from numerics.data.fitting import fit, sums_of
from numerics.data.shown_data import shown_data
from numerics.data.table import Table
from numerics.data.task_rows import task_rows
from tests.numerics.data.audit_designs import table


def quantiles_of(drawn):
    rows = task_rows(drawn)
    return {q.name: q for q in shown_data(drawn, rows, fit(drawn, sums_of(rows), context=14)).quantiles}


def farthest(q):
    """From the line, without the ends, which scatter."""
    return np.abs(q.sample - q.gaussian)[np.abs(q.gaussian) < 1.6].max()


def test_quantiles_lie_on_the_line_where_laws_hold():
    found = quantiles_of(table("unequal", 200, 1))
    assert set(found) == {
        *"abc",
        *(f"coefficient of {x}" for x in "abc"),
        "features together",
        "coefficients together",
        "residuals",
    }
    for name, q in found.items():
        assert farthest(q) < 0.35, name


def test_pooled_coefficients_would_leave_it():
    """the same estimates, not in units of their own: the picture would show tails that no task has"""
    drawn = table("unequal", 200, 1)
    w = fit(drawn, sums_of(task_rows(drawn)), context=14).coefficients.w[:, 0]
    kurtosis = [(((s - s.mean()) / s.std()) ** 4).mean() for s in (w, quantiles_of(drawn)["coefficient of a"].sample)]
    assert kurtosis[0] > 4
    assert kurtosis[1] < 3.5


def test_an_outlier_shows_among_coefficients_together():
    drawn = table("equal", 40, 1)
    y = drawn.y + np.where(drawn.task == 7, drawn.X @ [20.0, -15.0, 10.0], 0)
    found = quantiles_of(Table(drawn.features, "y", drawn.tasks, drawn.X, y, drawn.task))
    assert found["coefficients together"].sample[-1] > 4
    assert found["features together"].sample[-1] < 3.5


def test_tails_of_noise_show_among_residuals():
    drawn = table("equal", 100, 1, noises="t5")
    assert quantiles_of(drawn)["residuals"].sample[-1] > 3.3


def test_labels_without_noise_have_coefficients_and_no_residuals():
    drawn = table("equal", 40, 1)
    w = np.random.default_rng(0).standard_normal((40, 3))
    rows = task_rows(
        Table(drawn.features, "y", drawn.tasks, drawn.X, (drawn.X * w[drawn.task]).sum(axis=1), drawn.task),
        center=False,
    )
    fitted = fit(drawn, sums_of(rows), context=14)
    assert fitted.problem.sigma2 == pytest.approx(0, abs=1e-20)
    found = {q.name: q for q in shown_data(drawn, rows, fitted).quantiles}
    assert farthest(found["coefficient of a"]) < 0.5
