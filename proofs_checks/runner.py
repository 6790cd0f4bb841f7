"""Checks run over theorems: premises first, errors caught, and nothing that was finished lost."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from graphlib import CycleError, TopologicalSorter
from multiprocessing import get_context
from multiprocessing.pool import Pool
from time import perf_counter

from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS, Check
from proofs_checks.report.theorem_report import Report, report_of
from proofs_checks.verdict import CheckResult, Verdict
from theory.theorem_record import Theorem

__all__ = ["check_theorem", "in_dependency_order", "processes", "run", "run_in_processes"]

Progress = Callable[[Theorem, str], None]


def run(
    theorems: Iterable[Theorem],
    context: Context,
    on_progress: Progress | None = None,
    checks: Iterable[tuple[str, Check]] = CHECKS,
) -> Iterator[Report]:
    """A report of each theorem as soon as it is finished, premises before what rests on them.

    A theorem that rests on a refuted one, at any distance, is SKIPPED. ``on_progress`` is told the theorem and the
    check that are about to run.
    """
    checks = tuple(checks)
    fallen: dict[str, str] = {}
    for theorem in in_dependency_order(theorems):
        if any(premise in fallen for premise in theorem.depends_on):
            yield _skip(theorem, fallen)
            continue
        report = check_theorem(theorem, context, on_progress, checks)
        if report.verdict is Verdict.REFUTED:
            fallen[theorem.slug] = theorem.slug
        yield report


def run_in_processes(
    theorems: Iterable[Theorem], context: Context, workers: int, on_progress: Progress | None = None
) -> Iterator[Report]:
    """What ``run`` yields, in the same order and to the letter, computed by several processes.

    Raises ValueError for fewer than one worker.
    """
    if workers < 1:
        message = f"{workers} workers: give at least one"
        raise ValueError(message)
    ordered = in_dependency_order(theorems)
    if workers == 1 or len(ordered) < 2:
        yield from run(ordered, context, on_progress)
        return
    with processes(min(workers, len(ordered))) as pool:
        computed = pool.imap(partial(check_theorem, context=context), ordered)
        fallen: dict[str, str] = {}
        for theorem in ordered:
            if on_progress is not None:
                on_progress(theorem, "all checks")
            report = next(computed)
            if any(premise in fallen for premise in theorem.depends_on):
                report = _skip(theorem, fallen)
            elif report.verdict is Verdict.REFUTED:
                fallen[theorem.slug] = theorem.slug
            yield report


@contextmanager
def processes(number: int) -> Iterator[Pool]:
    """Workers for theorems, each on a core of its own. Ctrl-C reaches the parent alone."""
    # threads inside a worker would only get in the way of the others
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with get_context("spawn").Pool(number, _ignore_interrupts) as pool:
        yield pool


def _ignore_interrupts() -> None:
    """Ctrl-C is the business of the parent, which ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def check_theorem(
    theorem: Theorem,
    context: Context,
    on_progress: Progress | None = None,
    checks: Iterable[tuple[str, Check]] = CHECKS,
) -> Report:
    """Every kind of evidence about one theorem, whatever it rests on."""
    results = []
    for name, check in checks:
        if on_progress is not None:
            on_progress(theorem, name)
        result = _run_one(name, check, theorem, context)
        if result is not None:
            results.append(result)
    return report_of(theorem, results)


def in_dependency_order(theorems: Iterable[Theorem]) -> tuple[Theorem, ...]:
    """Premises first, otherwise the order given; premises that are not among the theorems are left out.

    Raises ValueError naming a circle of premises.
    """
    by_slug: Mapping[str, Theorem] = {theorem.slug: theorem for theorem in theorems}
    graph = {slug: [p for p in theorem.depends_on if p in by_slug] for slug, theorem in by_slug.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        message = f"theorems rest on each other in a circle, {' -> '.join(error.args[1])}: drop one premise"
        raise ValueError(message) from error
    return tuple(by_slug[slug] for slug in order)


def _run_one(name: str, check: Check, theorem: Theorem, context: Context) -> CheckResult | None:
    start = perf_counter()
    try:
        result = check(theorem, context)
    except Exception as error:
        text = str(error).strip() or "no message"
        result = CheckResult(name, Verdict.ERROR, f"{type(error).__name__}: {text.splitlines()[0]}")
    return None if result is None else replace(result, seconds=perf_counter() - start)


def _skip(theorem: Theorem, fallen: dict[str, str]) -> Report:
    """The report of a theorem one of whose premises has fallen; so has it then."""
    premise = next(p for p in theorem.depends_on if p in fallen)
    origin = fallen[theorem.slug] = fallen[premise]
    through = "" if origin == premise else f" (through {premise})"
    detail = f"rests on {origin}, which is refuted{through}"
    return report_of(theorem, [CheckResult("premises", Verdict.SKIPPED, detail)])
