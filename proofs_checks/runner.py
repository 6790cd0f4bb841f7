"""Checks run over theorems: premises first, errors caught, and nothing that was finished lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from time import perf_counter

from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS, Check
from proofs_checks.report.model import Report, report_of
from proofs_checks.verdict import CheckResult, Verdict
from theory.statement import Theorem

__all__ = ["check_theorem", "in_dependency_order", "run"]

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
        premise = next((p for p in theorem.depends_on if p in fallen), None)
        report = (
            _skipped(theorem, premise, fallen[premise])
            if premise is not None
            else check_theorem(theorem, context, on_progress, checks)
        )
        if premise is not None:
            fallen[theorem.slug] = fallen[premise]
        elif report.verdict is Verdict.REFUTED:
            fallen[theorem.slug] = theorem.slug
        yield report


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


def _skipped(theorem: Theorem, premise: str, origin: str) -> Report:
    through = "" if origin == premise else f" (through {premise})"
    detail = f"rests on {origin}, which is refuted{through}"
    return report_of(theorem, [CheckResult("premises", Verdict.SKIPPED, detail)])
