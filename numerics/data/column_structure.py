"""What columns of a table do to an audit: constant within tasks, counting, nearly collinear, of different scales."""

from collections.abc import Iterator

import numpy as np

from numerics.data.table import Table
from numerics.data.table_finding import Finding, ignoring, listed
from numerics.data.task_rows import TaskRows, sum_by_task
from numerics.tolerances.table_thresholds import COLLINEAR, INVOLVED, SCALES_APART, VARIES_WITHIN

__all__ = ["column_structure"]


def column_structure(table: Table, rows: TaskRows) -> Iterator[Finding]:
    """Findings about columns, of which ``rows`` are what is fitted."""
    columns = table.X[np.argsort(table.task, kind="stable")]
    within = _within(columns, rows)
    constant: np.ndarray = ~np.any(within, axis=0)
    yield from _constant(table, within, constant)
    yield from _counting(table, columns, rows, constant)
    yield from _collinear(rows)
    yield from _scales(table, columns)


def _within(columns: np.ndarray, rows: TaskRows) -> np.ndarray:
    """Whether each column varies within each task (T, d)."""
    deviations = columns - columns.mean(axis=0)
    means = sum_by_task(deviations, rows.start) / rows.n[:, None]
    squares = sum_by_task((deviations - means[rows.task]) ** 2, rows.start)
    varies: np.ndarray = squares > VARIES_WITHIN * (deviations**2).mean(axis=0)
    return varies


def _constant(table: Table, within: np.ndarray, constant: np.ndarray) -> Iterator[Finding]:
    long = table.rows_of_task > 1
    for j, name in enumerate(table.features):
        if constant[j]:
            yield Finding(
                "constant within tasks",
                f"{name!r} is constant within every task, so that its coefficient is nothing but an offset of the task "
                "and widens every interval",
                (name,),
                f"leave out {name!r}, which does not vary within tasks ({ignoring(name)})",
            )
        elif long.any() and within[long, j].mean() < 0.5:
            count = int((long & ~within[:, j]).sum())
            yield Finding(
                "constant within tasks",
                f"{name!r} is constant within {count} of {len(table.tasks)} tasks, which say nothing of it",
                (name,),
                f"leave out {name!r}, which hardly varies within tasks ({ignoring(name)})",
            )


def _counting(table: Table, columns: np.ndarray, rows: TaskRows, constant: np.ndarray) -> Iterator[Finding]:
    inside = rows.task[1:] == rows.task[:-1]
    steps = np.diff(columns, axis=0)[inside]
    for j, name in enumerate(table.features):
        if name in table.counting:
            what = f"the feature {name!r} numbers the rows"
        elif not constant[j] and len(steps) and np.all(steps[:, j] == steps[0, j]) and steps[0, j] != 0:
            what = f"the feature {name!r} counts along the rows of every task, as an index or a date does"
        else:
            continue
        yield Finding("index", what, (name,), f"if {name!r} is a label, leave it out ({ignoring(name)})")


def _collinear(rows: TaskRows) -> Iterator[Finding]:
    X = rows.X / np.sqrt((rows.X**2).mean(axis=0))
    eigenvalues, vectors = np.linalg.eigh(X.T @ X / len(X))
    index = np.sqrt(eigenvalues[-1] / max(eigenvalues[0], 1e-300))
    if index <= COLLINEAR:
        return
    size = np.abs(vectors[:, 0])
    involved = tuple(n for n, c in zip(rows.names, size, strict=True) if c > INVOLVED * size.max())
    yield Finding(
        "near-collinearity",
        f"{listed(involved)} are nearly collinear (condition index {index:.0f}), and their coefficients hardly told "
        "apart",
        involved,
        f"leave out one of {listed(involved)} ({ignoring(involved[-1])})",
    )


def _scales(table: Table, columns: np.ndarray) -> Iterator[Finding]:
    spread = columns.std(axis=0)
    small, large = int(spread.argmin()), int(spread.argmax())
    if spread[large] <= SCALES_APART * spread[small]:
        return
    pair = (table.features[small], table.features[large])
    yield Finding(
        "scales",
        f"{pair[1]!r} spreads {spread[large] / spread[small]:.0e} times as far as {pair[0]!r}, so that Psi and "
        "beta_star in the units of the columns hold numbers that no display shows side by side",
        pair,
        f"give {pair[1]!r} in larger units, or logarithms; nothing else depends on units",
    )
