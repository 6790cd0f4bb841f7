"""``audit_table``: the audit of a problem that is estimated from a table of data."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from numerics.data.fitting import Estimates, Fit, Sums, bootstrap, fit, sums_of
from numerics.data.gaussianity import LawTest, input_laws, noise_laws, task_laws
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.shown_data import shown_data
from numerics.data.table import Table
from proofs_checks.auditing.audit_findings import Data, Figure
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.audited_hypotheses import hypotheses
from proofs_checks.auditing.auditor import Progress, audit
from proofs_checks.auditing.intervals import interval, with_intervals
from proofs_checks.auditing.notes import notes_on
from proofs_checks.context import Context

__all__ = ["audit_table"]

SECOND_MOMENTS = frozenset({"signal_to_noise", "effective_dimension", "bayes_lower_bound"})
"""Figures that rest on second moments of the inputs alone (bayes_risk_lower_bound says why for the last)."""

_CONSTANT_INPUT = "inputs with a constant entry are not Gaussian, and this rests on their fourth moments"


def audit_table(
    path: Any,
    *,
    task: str,
    target: str,
    ignore: Iterable[str] = (),
    center: bool = True,
    intercept: bool = False,
    context: int | None = None,
    draws: int = 1000,
    seed: int = 0,
    with_violations: bool = False,
    on_progress: Progress | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    missing: Sequence[str] | None = None,
    sheet: str | None = None,
    encode: Sequence[str] = (),
    drop_missing: bool = False,
) -> AuditReport:
    """The audit of a problem estimated from a table, with bootstrap intervals over tasks and tests of the laws.

    ``path`` is that of a text table, whatever separates it and perhaps compressed, of a Parquet, Feather or Excel file
    where a package that reads it is installed, or itself a data frame of pandas, polars or Arrow; one row an example.
    ``separator``, ``decimal`` mark (",") and ``encoding`` are told from the text unless given, and ``sheet`` is the
    first. ``missing`` are the texts that stand for no value, instead of NA and the like; rows that lack one are dropped
    and counted with ``drop_missing``, and refused without. Columns of categories or dates named by ``encode`` become
    indicators or days.

    Features and target are centred by their pooled means unless ``center`` is false. ``intercept`` adds a column of
    ones, and keeps only the figures that need second moments. ``context`` is the number M of examples in a prompt: the
    median number of rows of a task unless given. Raises ValueError, one line with the remedy, for a table or an option
    that makes no sense.
    """
    Context(seed=seed)
    if draws < 100:
        message = f"{draws} bootstrap draws give no interval: ask for at least 100"
        raise ValueError(message)
    options = ReadingOptions(separator, decimal, encoding, missing, sheet, tuple(encode), drop_missing)
    table = Table.read(path, task=task, target=target, ignore=ignore, options=options)
    sums = sums_of(table, center=center, intercept=intercept)
    median = int(np.median(table.rows_of_task))
    fitted = fit(table, sums, context=median if context is None else context)
    report = audit(fitted.problem, seed=seed, with_violations=with_violations, on_progress=on_progress)
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    resampled = bootstrap(sums, draws, rng)
    tests = _tests(table, sums)
    report = replace(
        report,
        hypotheses=hypotheses(fitted.problem, tests),
        data=_data(
            table,
            fitted,
            resampled,
            tests,
            notes_on(table, fitted, resampled, tests, context),
        ),
    )
    assert report.data is not None
    shown = shown_data(table, sums, fitted.problem.sigma2)
    report = replace(report, data=replace(report.data, shown=shown))
    report = with_intervals(report, resampled, rng)
    return _limited(report) if intercept else report


def _tests(table: Table, sums: Sums) -> dict[str, tuple[LawTest, ...]]:
    inputs = input_laws(table)
    if sums.intercept:
        reason = LawTest("column of ones: Gaussian", "by construction", 0.0, len(table.y))
        inputs = [reason, *inputs]
    return {
        "Gaussian inputs": tuple(inputs),
        "Gaussian tasks": tuple(task_laws(table, sums)),
        "independent noise": tuple(noise_laws(table, sums)),
    }


def _data(
    table: Table,
    fitted: Fit,
    resampled: Estimates,
    tests: dict[str, tuple[LawTest, ...]],
    notes: tuple[str, ...],
) -> Data:
    s = fitted.sums.scale[:, None]
    scales = {"H": s * s.T, "beta_star": 1 / s, "Psi": 1 / (s * s.T), "sigma2": 1.0}
    estimates = {name: getattr(fitted.estimates, name) * scale for name, scale in scales.items()}
    intervals = {name: interval(getattr(resampled, name) * scale) for name, scale in scales.items()}
    listed = tuple((hypothesis, test) for hypothesis, some in tests.items() for test in some)
    rows, tasks = len(table.y), len(table.tasks)
    return Data(
        table.source,
        rows,
        tasks,
        fitted.names,
        table.target,
        estimates,
        intervals,
        listed,
        notes,
        len(resampled.sigma2),
    )


def _limited(report: AuditReport) -> AuditReport:
    """What is left for inputs with a constant entry."""
    nothing = Figure(None, reason=_CONSTANT_INPUT)
    figures: dict[str, Any] = {name: nothing for name in report.figures if name not in SECOND_MOMENTS}
    return replace(report, excess=dict.fromkeys(report.excess, nothing), **figures)
