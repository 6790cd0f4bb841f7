"""Rows of a table in the order of their tasks: centred, scaled, and with sums over tasks."""

from typing import NamedTuple

import numpy as np

from numerics.data.table import Table

__all__ = ["TaskRows", "sum_by_task", "task_rows"]


class TaskRows(NamedTuple):
    """Features X (n, d) in units of ``scale`` (d,), labels y (n,), the task of each row, and where tasks start (T,).

    Rows of a task stand together, in the order of the table. ``n`` (T,) is how many there are.
    """

    X: np.ndarray
    y: np.ndarray
    task: np.ndarray
    start: np.ndarray
    n: np.ndarray
    scale: np.ndarray
    names: tuple[str, ...]
    centred: bool
    intercept: bool


def task_rows(table: Table, *, center: bool = True, intercept: bool = False) -> TaskRows:
    """The rows of a table, less their pooled means unless ``center`` is false.

    ``intercept`` adds a first feature that is 1 in every row.
    """
    order = np.argsort(table.task, kind="stable")
    X, y, task = table.X[order], table.y[order], table.task[order]
    if center:
        X, y = X - X.mean(axis=0), y - y.mean()
    if intercept:
        X = np.column_stack([np.ones(len(X)), X])
    scale = np.sqrt((X**2).mean(axis=0))
    n = table.rows_of_task
    start = np.concatenate([[0], np.cumsum(n)[:-1]])
    names = (("intercept",) if intercept else ()) + table.features
    return TaskRows(X / scale, y, task, start, n, scale, names, center, intercept)


def sum_by_task(values: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Sums over the rows of each task (T, …) of values (n, …) whose tasks start at ``start``."""
    found: np.ndarray = np.add.reduceat(values, start, axis=0)
    return found
