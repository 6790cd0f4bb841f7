"""Rows that are sorted by one of their columns: neighbours are then alike, whatever law they are drawn from."""

from collections.abc import Iterable, Iterator

import numpy as np

from numerics.data.table import Table
from numerics.data.table_finding import Finding, listed
from numerics.data.task_rows import TaskRows
from numerics.tolerances.table_thresholds import SORTED_BY_CHANCE

__all__ = ["row_order"]


def row_order(table: Table, rows: TaskRows, without: Iterable[str]) -> Iterator[Finding]:
    """A finding where the rows of every task are sorted by a feature or by the target, ``without`` those that count."""
    order = np.argsort(table.task, kind="stable")
    columns = {**dict(zip(table.features, table.X.T, strict=True)), table.target: table.y}
    others = set(without)
    names = tuple(n for n, column in columns.items() if n not in others and _is_sorted(column[order], rows.start))
    if names:
        yield Finding(
            "sorted rows",
            f"the rows of every task are sorted by {listed(names)}, so that tests of neighbours reject independent "
            "rows, too",
            names,
            f"shuffle the rows of each task, unless {listed(names)} is a time, to be left out",
        )


def _is_sorted(column: np.ndarray, start: np.ndarray) -> bool:
    """Whether a column (n,) rises within every task, or falls within every one, and hardly by chance.

    Of a task with k different values, the chance is at most 1/k!.
    """
    from scipy import special

    steps = np.diff(column)
    steps[start[1:] - 1] = 0  # from task to task
    if np.any(steps > 0) and np.any(steps < 0):
        return False
    different = 1 + np.add.reduceat(np.append(steps != 0, False).astype(np.int64), start)
    chance = np.log(2) - special.gammaln(different + 1.0).sum()
    return bool(chance < np.log(SORTED_BY_CHANCE))
