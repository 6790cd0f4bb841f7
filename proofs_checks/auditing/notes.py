"""How an estimate was made, and what is doubtful about it."""

from collections.abc import Iterable

import numpy as np

from numerics.data.fitting import Fit
from numerics.data.table_finding import Finding
from proofs_checks.settings.presentation.audit_thresholds import FEW_TASKS, PSI_BOUNDARY

__all__ = ["notes_on"]


def notes_on(fitted: Fit, findings: Iterable[Finding], context: int | None) -> tuple[str, ...]:
    """One sentence each; ``context`` is None where M was not given."""
    return (*_method(fitted, context), *map(str, findings), *_doubts(fitted))


def _method(fitted: Fit, context: int | None) -> list[str]:
    notes = ["features and target are centred by their pooled means" if fitted.sums.centred else "raw second moments"]
    if fitted.sums.intercept:
        notes.append("a column of ones is added: only results that need second moments alone apply")
    if context is None:
        notes.append(f"M = {fitted.problem.M}, the median number of rows of a task")
    return [*notes, "Psi and beta_star are estimated by restricted maximum likelihood, sigma2 by the pooled residuals"]


def _doubts(fitted: Fit) -> list[str]:
    notes = []
    smallest, largest = np.linalg.eigvalsh(fitted.problem.Psi)[[0, -1]]
    if smallest < PSI_BOUNDARY * largest:
        notes.append(
            "tasks do not vary in every direction, as far as can be told: Psi is at or near the boundary, "
            "and the ends of intervals are taken further out"
        )
    identified = int(fitted.sums.identified.sum())
    if identified < FEW_TASKS:
        notes.append(f"{identified} tasks are few, and intervals are wide: they are made to cover at this number, too")
    return notes
