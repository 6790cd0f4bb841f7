"""Checks run over theorems: premises first, errors caught, and nothing that was finished lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from time import perf_counter
from types import MappingProxyType

from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.context import Context
from proofs_checks.engines.engine_interface import Engine
from proofs_checks.evidence import CHECKS, derivation
from proofs_checks.evidence_kind import Check
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.proving import prove
from proofs_checks.report.progress import STORED
from proofs_checks.report.theorem_report import Report, report_of
from proofs_checks.store.memory import Memory, Task
from proofs_checks.verdict import CheckResult, Verdict
from theory.theorem_record import Theorem

__all__ = ["check_theorem", "in_dependency_order", "judged_by_premises", "run", "run_by"]

Progress = Callable[[Theorem, str], None]
NAMES = tuple(name for name, _ in CHECKS)


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


def run_by(
    theorems: Iterable[Theorem],
    context: Context,
    engine: Engine,
    on_progress: Progress | None = None,
    memory: Memory | None = None,
) -> Iterator[Report]:
    """What ``run`` yields, in the same order and to the letter, computed by whoever works for the engine.

    ``memory`` is asked for evidence that is known already, and is told of each theorem as soon as it is finished, which
    may be long before its turn to be yielded.
    """
    memory = memory or Memory()
    ordered = in_dependency_order(theorems)
    tasks = [memory.task(theorem, context, NAMES) for theorem in ordered]
    fallen: dict[str, str] = {}
    finished: dict[int, Report] = {}
    turn = 0
    for index, report in _computed(tasks, engine):
        if report is None:
            if on_progress is not None:
                on_progress(ordered[index], "all checks")
            continue
        if report.stored and on_progress is not None:
            on_progress(ordered[index], STORED)
        finished[index] = report
        memory.keep(report)
        while turn in finished:
            report = _judged(finished.pop(turn), fallen)
            if report.verdict is Verdict.SKIPPED:
                memory.keep(report)  # in the place of what was found before its premise fell
            turn += 1
            yield report


def _computed(tasks: Sequence[Task], engine: Engine) -> Iterator[tuple[int, Report | None]]:
    """Those first of which everything is known; then, as they are begun (None) and finished, the others."""
    open_ones = [index for index, task in enumerate(tasks) if not task.known.keys() >= set(NAMES)]
    for index, task in enumerate(tasks):
        if index not in open_ones:
            yield index, _perform(task)
    for number, report in engine.as_finished(_perform, [tasks[index] for index in open_ones]):
        assert not isinstance(report, WorkerDiedError), "nobody asked to survive it"
        if report is not None and not engine.shares_disk:
            for check in report.checks:
                tasks[open_ones[number]].keep(check.check, check)
        yield open_ones[number], report


def _perform(task: Task) -> Report:
    return check_theorem(task.theorem, task.context, known=task.known, on_result=task.keep)


def judged_by_premises(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports, premises first, those SKIPPED that rest on a theorem which one of them refutes."""
    by_slug = {report.theorem.slug: report for report in reports}
    fallen: dict[str, str] = {}
    ordered = in_dependency_order(report.theorem for report in by_slug.values())
    return tuple(_judged(by_slug[theorem.slug], fallen) for theorem in ordered)


def _judged(report: Report, fallen: dict[str, str]) -> Report:
    """The report, in the light of what became of the theorem's premises."""
    if any(premise in fallen for premise in report.theorem.depends_on):
        return _skip(report.theorem, fallen)
    if report.verdict is Verdict.REFUTED:
        fallen[report.theorem.slug] = report.theorem.slug
    return report


def check_theorem(
    theorem: Theorem,
    context: Context,
    on_progress: Progress | None = None,
    checks: Iterable[tuple[str, Check]] = CHECKS,
    known: Mapping[str, CheckResult | None] = MappingProxyType({}),
    on_result: Callable[[str, CheckResult | None], None] | None = None,
) -> Report:
    """Every kind of evidence about one theorem, whatever it rests on.

    What is ``known`` is not computed again; ``on_result`` is told of what is, piece by piece.
    """
    results = []
    for name, check in checks:
        if on_progress is not None:
            on_progress(theorem, name)
        if name in known:
            result = known[name]
        else:
            result = _run_one(name, check, theorem, context)
            if on_result is not None:
                on_result(name, result)
        if result is not None:
            results.append(result)
    return report_of(_with_derivation(theorem, results), results)


def _with_derivation(theorem: Theorem, results: Iterable[CheckResult]) -> Theorem:
    """The theorem with the derivation that was found for it, if one was."""
    found = any(result.data.get("found") for result in results)
    return prove(theorem).theorem if found else theorem


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
        result = check(theorem if name == derivation.NAME else members_written_out(theorem), context)
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
