"""``audit`` of a problem and ``audit_table`` of a table of data."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import theory
from numerics.bayes_by_spectrum import bayes_excess_of_spectra, spectrum, wishart
from numerics.fitting import Estimates, Fit, Sums, bootstrap, fit, sums_of
from numerics.gaussianity import OFFSETS, LawTest, input_laws, noise_laws, task_laws
from numerics.problem import Problem
from numerics.table import Table
from numerics.tolerances import COVERAGE, SPECTRAL_SLACK, TEST_LEVEL
from numerics.walk import evaluate
from proofs_checks.auditing.figures import EFFECTIVE_DIMENSION, ProblemFigures
from proofs_checks.auditing.hypotheses import hypotheses
from proofs_checks.auditing.model import AuditReport, Data, Figure
from proofs_checks.breaking import violations
from proofs_checks.context import Context
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.one_step_gd_is_nearly_optimal import FACTOR
from theory.statement import Theorem

__all__ = ["audit", "audit_table"]

Progress = Callable[[str], None]

SECOND_MOMENTS = frozenset({"signal_to_noise", "effective_dimension", "bayes_lower_bound"})
"""Figures that rest on second moments of the inputs alone (bayes_risk_lower_bound says why for the last)."""

_CONSTANT_INPUT = "inputs with a constant entry are not Gaussian, and this rests on their fourth moments"


def audit(
    problem: Problem, *, seed: int = 0, with_violations: bool = False, on_progress: Progress | None = None
) -> AuditReport:
    """Figures, hypotheses and bounds of a problem.

    ``with_violations`` adds what becomes of every theorem without each of its hypotheses, which does not depend on the
    problem and takes minutes. Raises ValueError for a negative seed and for what is no ``Problem``.
    """
    if not isinstance(problem, Problem):
        message = f"{problem!r} is a {type(problem).__name__}: give a numerics.Problem, or use audit_table for data"
        raise ValueError(message)
    Context(seed=seed)  # refuses a bad seed
    found = ProblemFigures(problem, seed).all()
    report = AuditReport(problem=problem, hypotheses=hypotheses(problem), seed=seed, **found)
    return _with_violations(report, on_progress) if with_violations else report


def audit_table(
    path: str | Path,
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
) -> AuditReport:
    """The same for a problem estimated from a CSV table, with bootstrap intervals over tasks and tests of the laws.

    Features and target are centred by their pooled means unless ``center`` is false. ``intercept`` adds a column of
    ones, and keeps only the figures that need second moments. ``context`` is the number M of examples in a prompt: the
    median number of rows of a task unless given. Raises ValueError, one line with the remedy, for a table or an option
    that makes no sense.
    """
    Context(seed=seed)
    if draws < 100:
        message = f"{draws} bootstrap draws give no interval: ask for at least 100"
        raise ValueError(message)
    table = Table.from_csv(path, task=task, target=target, ignore=ignore)
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
            str(path),
            table,
            fitted,
            resampled,
            tests,
            (*_notes(table, fitted, resampled, context, median), *_offsets(tests)),
        ),
    )
    report = _with_intervals(report, resampled, rng)
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
    path: str,
    table: Table,
    fitted: Fit,
    resampled: Estimates,
    tests: dict[str, tuple[LawTest, ...]],
    notes: tuple[str, ...],
) -> Data:
    s = fitted.sums.scale[:, None]
    scales = {"H": s * s.T, "beta_star": 1 / s, "Psi": 1 / (s * s.T), "sigma2": 1.0}
    estimates = {name: getattr(fitted.estimates, name) * scale for name, scale in scales.items()}
    intervals = {name: _interval(getattr(resampled, name) * scale) for name, scale in scales.items()}
    listed = tuple((hypothesis, test) for hypothesis, some in tests.items() for test in some)
    rows, tasks = len(table.y), len(table.tasks)
    return Data(
        path, rows, tasks, fitted.names, table.target, estimates, intervals, listed, notes, len(resampled.sigma2)
    )


def _notes(table: Table, fitted: Fit, resampled: Estimates, context: int | None, median: int) -> tuple[str, ...]:
    sums, d = fitted.sums, len(fitted.names)
    notes = ["features and target are centred by their pooled means" if sums.centred else "raw second moments"]
    if sums.intercept:
        notes.append("a column of ones is added: only results that need second moments alone apply")
    if context is None:
        notes.append(f"M = {median}, the median number of rows of a task")
    left_out = [name for name, some in zip(table.tasks, sums.identified, strict=True) if not some]
    if left_out:
        notes.append(
            f"{len(left_out)} of {len(table.tasks)} tasks have at most {d} rows, or features that do not vary, and "
            f"count for H alone: {', '.join(left_out[:5])}{', …' if len(left_out) > 5 else ''}"
        )
    notes.append("Psi is the covariance of the tasks' least squares coefficients less the part that noise explains")
    negative = float(fitted.estimates.negative)
    if negative < -SPECTRAL_SLACK * max(1.0, abs(negative)):
        notes.append(f"it had the eigenvalue {negative:.3g} (features with H = I) and is projected to Psi ⪰ 0")
    unusable = int(np.isnan(resampled.negative).sum())
    if unusable:
        notes.append(f"{unusable} bootstrap draws had fewer than two tasks to estimate from and are left out")
    if sums.identified.sum() < _FEW_TASKS:
        notes.append(f"{sums.identified.sum()} tasks are few: percentile intervals over so few are too short")
    return tuple(notes)


_FEW_TASKS = 30


def _offsets(tests: dict[str, tuple[LawTest, ...]]) -> tuple[str, ...]:
    """What to do where tasks differ in an intercept, which would otherwise pass for noise."""
    seen = any(t.about == OFFSETS and (t.p_value or 0.0) < TEST_LEVEL for t in tests["independent noise"])
    return ("tasks differ in an offset, which counts as noise here: an intercept would take it up",) if seen else ()


def _with_intervals(report: AuditReport, resampled: Estimates, rng: np.random.Generator) -> AuditReport:
    """Percentile intervals of the figures that are functions of the estimates."""
    usable = ~np.isnan(resampled.negative) & (resampled.sigma2 > 0)
    if not usable.any():
        return report
    H, beta, Psi, sigma2, _ = (field[usable] for field in resampled)
    M, d = report.problem.M, report.problem.d
    values = {"H": H, "Psi": Psi, "sigma2": sigma2, "beta_star": beta, "M": M, "d": d}
    optimum = np.asarray(evaluate(OPTIMUM.unfolded(TRACE_FORM), values))
    bayes = _bayes(spectrum(H, Psi), sigma2, M, rng)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(bayes > 0, optimum / bayes, np.nan)
    signal = np.trace(H @ Psi, axis1=1, axis2=2)
    changed = {
        "signal_to_noise": signal / sigma2,
        "certified_factor": evaluate(FACTOR, values),
        "observed_factor": ratio,
        "effective_dimension": evaluate(EFFECTIVE_DIMENSION, values),
    }
    excess = {**report.excess, **_intervals_of(report.excess, {"one_step_gd": optimum, "bayes": bayes})}
    figures: dict[str, Any] = _intervals_of(report.figures, changed)
    return replace(report, excess=excess, **figures)


def _intervals_of(figures: Any, draws: dict[str, Any]) -> dict[str, Figure]:
    found = {}
    for name, values in draws.items():
        low, high = _interval(np.asarray(values, dtype=np.float64))
        defined = figures[name].value is not None
        found[name] = replace(figures[name], low=float(low), high=float(high)) if defined else figures[name]
    return found


def _interval(draws: np.ndarray) -> tuple[Any, Any]:
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def _bayes(mu: np.ndarray, sigma2: np.ndarray, M: int, rng: np.random.Generator) -> np.ndarray:
    """R_Bayes of every draw (b,), from the same Wishart matrices, so that draws differ by their estimates alone."""
    d = mu.shape[-1]
    size = int(np.clip(_WORK // (len(mu) * d**3), 16, 1024))
    W = wishart(M, d, size, rng)
    return np.array([bayes_excess_of_spectra(m[None], s, W).mean() for m, s in zip(mu, sigma2[:, None], strict=True)])


_WORK = 16_000_000


def _limited(report: AuditReport) -> AuditReport:
    """What is left for inputs with a constant entry."""
    nothing = Figure(None, reason=_CONSTANT_INPUT)
    figures: dict[str, Any] = {name: nothing for name in report.figures if name not in SECOND_MOMENTS}
    return replace(report, excess=dict.fromkeys(report.excess, nothing), **figures)


def _with_violations(report: AuditReport, on_progress: Progress | None) -> AuditReport:
    def tell(theorem: Theorem) -> None:
        if on_progress is not None:
            on_progress(theorem.slug)

    return replace(report, violations=tuple(violations(theory.theorems(), report.seed, tell)))
