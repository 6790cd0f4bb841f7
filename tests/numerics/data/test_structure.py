import numpy as np
import pytest

from numerics.data.fitting import fit, sums_of
from numerics.data.structure import findings_about
from numerics.data.table import Table
from numerics.data.task_rows import task_rows
from numerics.data.task_structure import left_out_one_by_one
from tests.numerics.data.audit_designs import table
from tests.shares import nightly


def found_in(drawn):
    rows = task_rows(drawn)
    return findings_about(drawn, rows, fit(drawn, sums_of(rows), context=5))


def with_columns(drawn, X=None, y=None, task=None):
    """The table with something of it replaced; features are named a, b, c, …"""
    X, y, task = (new if new is not None else old for new, old in ((X, drawn.X), (y, drawn.y), (task, drawn.task)))
    return Table(tuple("abcdefgh"[: X.shape[1]]), "y", tuple(map(str, range(task.max() + 1))), X, y, task)


def constant(drawn):
    return with_columns(drawn, np.column_stack([drawn.X, np.random.default_rng(0).standard_normal(30)[drawn.task]]))


def mostly_constant(drawn):
    extra = np.random.default_rng(0).standard_normal(30)[drawn.task]
    extra = np.where(drawn.task < 5, np.random.default_rng(1).standard_normal(len(drawn.y)), extra)
    return with_columns(drawn, np.column_stack([drawn.X, extra]))


def dependent_within(drawn):
    level = np.random.default_rng(0).standard_normal(30)
    # of mean 0, as features are once they are centred
    extra = np.where(drawn.task < 10, (drawn.X[:, 0] - drawn.X[:, 0].mean()) * level[drawn.task], 0)
    others = np.random.default_rng(1).standard_normal(len(drawn.y)) * (drawn.task >= 10)
    extra = extra + others - (extra + others).sum() / (drawn.task >= 10).sum() * (drawn.task >= 10)
    return with_columns(drawn, np.column_stack([drawn.X, extra]))


def short(drawn):
    keep = (drawn.task != 4) | (np.arange(len(drawn.y)) % 14 < 3)
    return with_columns(drawn, drawn.X[keep], drawn.y[keep], drawn.task[keep])


def with_most(drawn):
    more = np.random.default_rng(0).standard_normal((500, 3))
    y = np.append(drawn.y, more.sum(axis=1) + np.random.default_rng(1).standard_normal(500))
    task = np.append(drawn.task, np.zeros(500, dtype=int))
    return with_columns(drawn, np.vstack([drawn.X, more]), y, task)


def collinear(drawn):
    X = drawn.X.copy()
    X[:, 2] = X[:, 0] - X[:, 1] + 0.01 * X[:, 2]
    return with_columns(drawn, X)


def duplicated(drawn):
    return with_columns(
        drawn, np.vstack([drawn.X, drawn.X[:3]]), np.append(drawn.y, drawn.y[:3]), np.append(drawn.task, drawn.task[:3])
    )


def influential(drawn):
    return with_columns(drawn, y=drawn.y + np.where(drawn.task == 7, 6 * drawn.X[:, 0], 0))


def scaled(drawn):
    return with_columns(drawn, drawn.X * np.array([1, 1e-4, 1e4]))


def counting(drawn):
    X = drawn.X.copy()
    X[:, 1] = np.arange(len(X))
    return with_columns(drawn, X)


def counting_within(drawn):
    X = drawn.X.copy()
    X[:, 1] = 1950 + np.arange(len(X)) % 14
    return with_columns(drawn, X)


@pytest.mark.parametrize(
    ("change", "kind", "where"),
    [
        (constant, "constant within tasks", "d"),
        (mostly_constant, "constant within tasks", "d"),
        (dependent_within, "rank within tasks", "a"),
        (short, "short tasks", "4"),
        (with_most, "dominating task", "0"),
        (collinear, "near-collinearity", "a"),
        (duplicated, "duplicate rows", "0"),
        (influential, "influential task", "7"),
        (scaled, "scales", "b"),
        (counting, "index", "b"),
        (counting_within, "index", "b"),
    ],
)
def test_structure_is_noticed_and_named_with_its_remedy(change, kind, where):
    found = found_in(change(table("equal", 30, 3)))
    (finding,) = [f for f in found if f.kind == kind]
    assert where in finding.where
    assert finding.remedy
    assert str(finding) == f"{finding.what}: {finding.remedy}"


def test_the_remedy_of_a_constant_column_is_an_option_of_the_command():
    (finding,) = found_in(constant(table("equal", 30, 3)))
    assert "--ignore d" in finding.remedy


@pytest.mark.parametrize("T", [nightly(10), 30, nightly(100)])
@pytest.mark.parametrize("design", ["equal", "unequal", "autocorrelated"])
def test_nothing_is_made_of_tables_that_have_nothing(design, T):
    noticed = [f for seed in range(8) for f in found_in(table(design, T, seed))]
    assert sum(f.kind != "influential task" for f in noticed) == 0
    assert len(noticed) <= 2


def test_rows_of_few_values_repeat_by_chance():
    drawn, rng = table("equal", 30, 3), np.random.default_rng(0)
    X = rng.integers(0, 3, drawn.X.shape).astype(float)
    assert not [f for f in found_in(with_columns(drawn, X, np.round(X.sum(axis=1)))) if f.kind == "duplicate rows"]


def test_leaving_out_is_fitting_the_rest():
    drawn = table("unequal", 12, 1)
    rows = task_rows(drawn, center=False)
    fitted = fit(drawn, sums_of(rows), context=5)
    keep = drawn.task != 3
    rest = with_columns(drawn, drawn.X[keep], drawn.y[keep], drawn.task[keep] - (drawn.task[keep] > 3))
    again = fit(rest, sums_of(task_rows(rest, center=False)), context=5).problem
    expected = np.trace(again.H @ again.Psi) / again.sigma2
    assert left_out_one_by_one(fitted, np.array([3]))[0] == pytest.approx(expected, rel=1e-2)


def test_columns_that_are_constant_within_every_task_are_named_where_nothing_can_be_estimated():
    drawn = constant(table("equal", 30, 3))
    with pytest.raises(ValueError, match=r"within every task .* intercept, d are linearly dependent.*--ignore d"):
        sums_of(task_rows(drawn, intercept=True))
