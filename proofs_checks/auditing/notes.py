"""What a reader of an estimate has to know: how it was done, and what is doubtful about it."""

import numpy as np

from numerics.data.fitting import Fit
from numerics.data.law_test import HypothesisTests
from numerics.data.residual_tests import OFFSETS
from numerics.data.table import Table
from numerics.tolerances import FEW_TASKS, TEST_LEVEL

__all__ = ["notes_on"]


def notes_on(table: Table, fitted: Fit, tests: dict[str, HypothesisTests], context: int | None) -> tuple[str, ...]:
    """One sentence each; ``context`` is None where M was not given."""
    return (
        *_method(fitted, context),
        *_labels(table),
        *_tasks_left_out(table, fitted),
        *_doubts(fitted, tests),
    )


def _method(fitted: Fit, context: int | None) -> list[str]:
    notes = ["features and target are centred by their pooled means" if fitted.sums.centred else "raw second moments"]
    if fitted.sums.intercept:
        notes.append("a column of ones is added: only results that need second moments alone apply")
    if context is None:
        notes.append(f"M = {fitted.problem.M}, the median number of rows of a task")
    return [*notes, "Psi and beta_star are estimated by restricted maximum likelihood, sigma2 by the pooled residuals"]


def _labels(table: Table) -> list[str]:
    return [f"the feature {name!r} numbers the rows: if these are labels, ignore it" for name in table.counting]


def _tasks_left_out(table: Table, fitted: Fit) -> list[str]:
    left_out = [name for name, some in zip(table.tasks, fitted.sums.identified, strict=True) if not some]
    if not left_out:
        return []
    names = ", ".join(left_out[:5]) + (", …" if len(left_out) > 5 else "")
    return [
        f"{len(left_out)} of {len(table.tasks)} tasks have at most {len(fitted.names)} rows, or features that do not "
        f"vary, and count for H alone: {names}"
    ]


def _doubts(fitted: Fit, tests: dict[str, HypothesisTests]) -> list[str]:
    notes = []
    smallest, largest = np.linalg.eigvalsh(fitted.problem.Psi)[[0, -1]]
    if smallest < _BOUNDARY * largest:
        notes.append("tasks do not vary in every direction, as far as can be told: Psi is at or near the boundary")
    identified = int(fitted.sums.identified.sum())
    if identified < FEW_TASKS:
        notes.append(f"{identified} tasks are few, and intervals are wide")
    # what an offset of its own does to a task would otherwise pass for noise
    noise = tests["independent noise"]
    if noise.p_value is not None and noise.p_value < TEST_LEVEL and noise.nearest.about == OFFSETS:
        notes.append("tasks differ in an offset, which counts as noise here: an intercept would take it up")
    return notes


_BOUNDARY = 1e-3
"""Part of the largest eigenvalue of Ψ below which the smallest counts as 0, which REML approaches and never reaches."""
