"""Prompts made of the rows of real tasks: which rows are examples, and which is the query, is drawn."""

from collections.abc import Sequence

import numpy as np

from numerics.training.prompt_laws import DrawnPrompts

__all__ = ["RowsOfTask", "prompts_of_tasks"]

RowsOfTask = tuple[np.ndarray, np.ndarray]
"""Features (n, d) and labels (n,) of a task."""


def prompts_of_tasks(tasks: Sequence[RowsOfTask], chosen: np.ndarray, M: int, rng: np.random.Generator) -> DrawnPrompts:
    """A prompt for each of the ``chosen`` tasks (n,), by index: M + 1 of its rows, none twice, the last as the query.

    The tasks behind real labels are not known: they are NaN. Raises ValueError for a task with too few rows.
    """
    counts = np.array([len(y) for _, y in tasks])
    if counts[chosen].min(initial=M + 1) <= M:
        message = f"a task has {counts[chosen].min()} rows, too few for {M} examples and a query: leave it out"
        raise ValueError(message)
    longest, d = int(counts.max()), tasks[0][0].shape[1]
    X, y = np.zeros((len(tasks), longest, d)), np.zeros((len(tasks), longest))
    for i, (features, labels) in enumerate(tasks):
        X[i, : len(labels)], y[i, : len(labels)] = features, labels
    keys = rng.random((len(chosen), longest))
    keys[np.arange(longest) >= counts[chosen, None]] = np.inf
    rows = np.argsort(keys, axis=1)[:, : M + 1]
    return DrawnPrompts(X[chosen[:, None], rows], y[chosen[:, None], rows], np.full((len(chosen), d), np.nan))
