"""``audit_table``: the audit of a problem that is estimated from a table of data."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from numerics.data.fit_uncertainty import FitUncertainty
from numerics.data.fitting import Fit, fit, resampled, sums_of
from numerics.data.input_laws import input_laws
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.law_test import HypothesisTests, LawTest
from numerics.data.noise_laws import noise_laws
from numerics.data.shown_data import shown_data
from numerics.data.structure import findings_about
from numerics.data.table import Table
from numerics.data.task_laws import task_laws
from numerics.data.task_rows import TaskRows, task_rows
from numerics.values.visible_text import visible
from proofs_checks.auditing.audit_findings import Data, Figure
from proofs_checks.auditing.audit_report import AuditReport, with_figures
from proofs_checks.auditing.audited_hypotheses import hypotheses
from proofs_checks.auditing.auditor import Progress, audit
from proofs_checks.auditing.column_labels import column_labels
from proofs_checks.auditing.estimate_intervals import Interval, estimate_intervals
from proofs_checks.auditing.intervals import with_intervals
from proofs_checks.auditing.notes import notes_on
from proofs_checks.auditing.reasons import reasons
from proofs_checks.context import Context
from proofs_checks.settings.refused_work import MOST_BOOTSTRAP_DRAWS

__all__ = ["audit_table"]

SECOND_MOMENTS = frozenset({"signal_to_noise", "effective_dimension", "bayes_lower_bound"})
"""Figures that rest on second moments of the inputs alone (bayes_risk_lower_bound says why for the last)."""

_CONSTANT_INPUT = "inputs with a constant entry are not Gaussian, and this rests on their fourth moments"


def audit_table(
    path: object,
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
    """The audit of a problem estimated from a table, with intervals of what was estimated and tests of the laws.

    ``path`` is that of a text table, whatever separates it and perhaps compressed, of a Parquet, Feather or Excel file
    where a package that reads it is installed, or itself a data frame of pandas, polars or Arrow; one row an example.
    ``separator``, ``decimal`` mark (",") and ``encoding`` are told from the text unless given, and ``sheet`` is the
    first. ``missing`` are the texts that stand for no value, instead of NA and the like; rows that lack one are dropped
    and counted with ``drop_missing``, and refused without. Columns of categories or dates named by ``encode`` become
    indicators or days.

    Features and target are centred by their pooled means unless ``center`` is false. ``intercept`` adds a column of
    ones, and keeps only the figures that need second moments. ``context`` is the number M of examples in a prompt: the
    median number of rows of a task unless given; ``draws`` is the number of samples of tasks, with replacement, from
    which the intervals of H and σ² come. Raises ValueError, one line with the remedy, for a table or an option that
    makes no sense.
    """
    Context(seed=seed)
    if not 100 <= draws <= MOST_BOOTSTRAP_DRAWS:
        useful = f"fewer than 100 give no interval, and more than {MOST_BOOTSTRAP_DRAWS:,} no better one"
        message = f"{draws:,} samples of tasks (--draws): {useful}"
        raise ValueError(message)
    options = ReadingOptions(separator, decimal, encoding, missing, sheet, tuple(encode), drop_missing)
    table = Table.read(path, task=task, target=target, ignore=ignore, options=options)
    target, *features = column_labels([table.target, *table.features])
    table = replace(table, target=target, features=tuple(features))
    rows = task_rows(table, center=center, intercept=intercept)
    sums = sums_of(rows)
    median = int(np.median(table.rows_of_task))
    fitted = fit(table, sums, context=median if context is None else context)
    report = audit(fitted.problem, seed=seed, with_violations=with_violations, on_progress=on_progress)
    streams = [np.random.default_rng(s) for s in np.random.SeedSequence(seed, spawn_key=(1,)).spawn(4)]
    resamples = resampled(sums, draws, streams[0])
    tests = _tests(table, rows, fitted, streams[1])
    uncertainty = FitUncertainty(fitted, resamples, streams[2]) if fitted.problem.sigma2 > 0 else None
    intervals = estimate_intervals(fitted, resamples, uncertainty)
    noticed = findings_about(table, rows, fitted)
    findings = (*noticed, *reasons(tests, noticed))
    notes = notes_on(table.notes, fitted, findings, context)
    report = replace(
        report,
        hypotheses=hypotheses(fitted.problem, tests),
        data=replace(
            _data(table, fitted, intervals, tests, draws),
            notes=notes,
            findings=findings,
            shown=shown_data(table, rows, fitted),
        ),
    )
    if uncertainty is not None:
        report = with_intervals(report, uncertainty, streams[3])
    return _limited(report) if intercept else report


def _tests(table: Table, rows: TaskRows, fitted: Fit, rng: np.random.Generator) -> dict[str, HypothesisTests]:
    inputs = input_laws(table, rng)
    if rows.intercept:
        constant = LawTest("column of ones: Gaussian", "by construction", 0.0, len(table.y))
        inputs = HypothesisTests((constant, *inputs.tests), 0.0, "by construction", constant)
    return {
        "Gaussian inputs": inputs,
        "Gaussian tasks": task_laws(fitted, rng),
        "independent noise": noise_laws(rows, fitted, rng),
    }


def _data(
    table: Table,
    fitted: Fit,
    intervals: dict[str, Interval],
    tests: dict[str, HypothesisTests],
    draws: int,
) -> Data:
    s = fitted.sums.scale[:, None]
    scales = {"H": s * s.T, "beta_star": 1 / s, "Psi": 1 / (s * s.T), "sigma2": 1.0}
    estimates = {name: getattr(fitted.estimates, name) * scale for name, scale in scales.items()}
    scaled = {name: (intervals[name][0] * scale, intervals[name][1] * scale) for name, scale in scales.items()}
    listed = tuple((hypothesis, test) for hypothesis, some in tests.items() for test in some.tests)
    rows, tasks = len(table.y), len(table.tasks)
    return Data(visible(table.source), rows, tasks, fitted.names, table.target, estimates, scaled, listed, (), draws)


def _limited(report: AuditReport) -> AuditReport:
    """What is left for inputs with a constant entry."""
    nothing = Figure(None, reason=_CONSTANT_INPUT)
    figures = {name: nothing for name in report.figures if name not in SECOND_MOMENTS}
    return with_figures(report, dict.fromkeys(report.excess, nothing), figures)
