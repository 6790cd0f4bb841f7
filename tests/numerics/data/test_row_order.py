"""Rows that are sorted are noticed, rows that are not hardly ever are, and tests of neighbours are put down to them."""

from dataclasses import replace

import numpy as np
import pytest

from numerics.data.fitting import fit, sums_of
from numerics.data.row_order import row_order
from numerics.data.structure import findings_about
from numerics.data.table import Table
from numerics.data.task_rows import task_rows
from proofs_checks.auditing.reasons import reasons
from tests.numerics.data.audit_designs import table
from tests.proofs_checks.test_audit_reasons import audited


def sorted_by(drawn, column, sign=1):
    values = drawn.y if column is None else drawn.X[:, column]
    order = np.argsort(sign * values, kind="stable")
    return Table(drawn.features, "y", drawn.tasks, drawn.X[order], drawn.y[order], drawn.task[order])


def noticed(drawn):
    return tuple(row_order(drawn, task_rows(drawn), ()))


@pytest.mark.parametrize(("column", "name"), [(1, "b"), (None, "y")])
@pytest.mark.parametrize("sign", [1, -1])
def test_rows_sorted_by_a_feature_or_the_target_are_noticed(column, name, sign):
    (finding,) = noticed(sorted_by(table("equal", 30, 3), column, sign))
    assert finding.where == (name,)
    assert "shuffle" in finding.remedy


def test_ties_count_for_nothing():
    drawn = table("equal", 40, 3)
    halves = sorted_by(replace(drawn, X=np.where(drawn.X > 0, 1.0, 0.0)), 0)
    assert noticed(halves)[0].where == ("a",)
    few = sorted_by(replace(halves, task=halves.task // 14, tasks=("0", "1", "2")), 0)
    assert not noticed(few)  # three tasks with two values each are sorted by chance


def test_one_task_that_is_not_sorted_is_enough():
    drawn = sorted_by(table("equal", 30, 3), 1)
    first = np.flatnonzero(drawn.task == 0)[:2]
    drawn.X[first] = drawn.X[first[::-1]]
    assert not noticed(drawn)


def test_a_rejection_by_neighbours_is_put_down_to_the_order():
    drawn = sorted_by(table("equal", 60, 3), None)
    rows = task_rows(drawn)
    found = findings_about(drawn, rows, fit(drawn, sums_of(rows), context=14))
    assert [f.kind for f in found] == ["sorted rows"]
    tests = audited(drawn)
    assert tests["independent noise"].nearest.about == "neighbouring residuals are uncorrelated"
    assert "the row before" in " ".join(f.what for f in reasons(tests))
    assert "the row before" not in " ".join(f.what for f in reasons(tests, found))
