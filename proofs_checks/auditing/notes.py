"""What a reader of an estimate has to know: how it was done, and what is doubtful about it."""

import numpy as np

from numerics.data.fitting import Estimates, Fit
from numerics.data.gaussianity import OFFSETS, LawTest
from numerics.data.table import Table
from numerics.tolerances import FEW_TASKS, SPECTRAL_SLACK, TEST_LEVEL

__all__ = ["notes_on"]

_COVERAGE = "of tr(HΨ)/σ², in Gaussian simulations, 76 % with 10 tasks, 85 % with 30, 88 % with 100"


def notes_on(
    table: Table, fitted: Fit, resampled: Estimates, tests: dict[str, tuple[LawTest, ...]], context: int | None
) -> tuple[str, ...]:
    """One sentence each; ``context`` is None where M was not given."""
    return (
        *table.notes,
        *_method(fitted, context),
        *_labels(table),
        *_tasks_left_out(table, fitted),
        *_doubts(fitted, resampled, tests),
    )


def _method(fitted: Fit, context: int | None) -> list[str]:
    notes = ["features and target are centred by their pooled means" if fitted.sums.centred else "raw second moments"]
    if fitted.sums.intercept:
        notes.append("a column of ones is added: only results that need second moments alone apply")
    if context is None:
        notes.append(f"M = {fitted.problem.M}, the median number of rows of a task")
    return [*notes, "Psi is the covariance of the tasks' least squares coefficients less the part that noise explains"]


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


def _doubts(fitted: Fit, resampled: Estimates, tests: dict[str, tuple[LawTest, ...]]) -> list[str]:
    notes = []
    negative, largest = float(fitted.estimates.negative), float(np.abs(fitted.problem.Psi).max())
    if negative < -SPECTRAL_SLACK * max(largest, -negative):
        notes.append(f"it had the eigenvalue {negative:.3g} (features with H = I) and is projected to Psi ⪰ 0")
    unusable, identified = int(np.isnan(resampled.negative).sum()), int(fitted.sums.identified.sum())
    if unusable:
        notes.append(f"{unusable} bootstrap draws had fewer than two tasks to estimate from and are left out")
    if identified < FEW_TASKS:
        notes.append(f"{identified} tasks are few: percentile intervals cover less than they say ({_COVERAGE})")
    # what an offset of its own does to a task would otherwise pass for noise
    if any(t.about == OFFSETS and (t.p_value or 0.0) < TEST_LEVEL for t in tests["independent noise"]):
        notes.append("tasks differ in an offset, which counts as noise here: an intercept would take it up")
    return notes
