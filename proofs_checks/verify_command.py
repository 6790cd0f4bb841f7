"""The command ``theorycheck verify``: a run with what is remembered of earlier ones, printed as it goes on."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from numerics import Problem
from proofs_checks.context import Context
from proofs_checks.engines.choosing import engine_for
from proofs_checks.engines.engine_interface import Engine
from proofs_checks.evidence import CHECKS
from proofs_checks.exit_codes import exit_code_of
from proofs_checks.formats import format_named, standard_output
from proofs_checks.report.progress import RunProgress
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.shown_run import ShownRun
from proofs_checks.report.theorem_report import Report
from proofs_checks.runner import judged_by_premises, run_by
from proofs_checks.settings.process_numbers import MACHINE
from proofs_checks.standard_streams import say
from proofs_checks.store.evidence_store import EvidenceStore, default_folder
from proofs_checks.store.memory import Memory
from proofs_checks.store.run_folder import run_folder
from proofs_checks.store.source_digests import whole_version
from proofs_checks.verdict import Verdict
from theory.theorem_record import Theorem

__all__ = ["Wanted", "verify_and_print"]


@dataclass(frozen=True)
class Wanted:
    """What ``verify`` was asked for beside the theorems."""

    context: Context
    workers: int
    scheduler: str | None
    output: str
    required: Verdict
    folder: Path | None
    resume: bool
    fresh: bool
    problem: Problem | None = None
    verbose: bool = False
    kernel: bool = False


def verify_and_print(theorems: tuple[Theorem, ...], wanted: Wanted) -> int:
    """The exit code. Raises ValueError for a folder that cannot be written, and one that another run writes to."""
    with ExitStack() as stack:
        memory = Memory(fresh=wanted.fresh)
        place = default_folder()
        if place is not None:
            memory.store = EvidenceStore(place)
            memory.store.tidy()
        if wanted.folder is not None:
            memory.folder = stack.enter_context(run_folder(wanted.folder))
            memory.folder.resume() if wanted.resume else memory.folder.start_anew()
        engine = stack.enter_context(engine_for(wanted.workers, wanted.scheduler, whole_version))
        outcome = _run(theorems, wanted, memory, engine)
        if wanted.kernel:
            outcome = _asked_of_kernel(outcome)
        _print_summary(outcome, wanted)
        for remark in memory.remarks:
            say(f"remark: {remark}")
        if memory.folder is not None and memory.folder.fault:
            say(f"error: {memory.folder.fault}; make room, and run again with --resume")
            return MACHINE
        if wanted.folder is not None:
            from proofs_checks.report_folder import write_report  # brings Matplotlib

            say(f"report: {write_report(wanted.folder, outcome, wanted.problem, say)}")
    return outcome.exit_code


def _asked_of_kernel(outcome: Outcome) -> Outcome:
    """The outcome with what Coq says of each theorem, whose derivation may have been found by search."""
    from proofs_checks.kernel.checking import check_all  # nobody else needs it

    found = check_all(report.theorem for report in outcome.reports)
    return replace(outcome, reports=tuple(r.with_kernel(k) for r, k in zip(outcome.reports, found, strict=True)))


def _run(theorems: tuple[Theorem, ...], wanted: Wanted, memory: Memory, engine: Engine) -> Outcome:
    """Run the checks, print each report when it is finished, and keep what was finished if interrupted."""
    reports: list[Report] = []
    chosen = format_named(wanted.output, "run")
    stream = standard_output(chosen)
    outcome = Outcome(theorems, (), wanted.context, wanted.required)
    with RunProgress(len(theorems), tuple(name for name, _ in CHECKS)) as progress:
        try:
            for report in run_by(theorems, wanted.context, engine, progress.tell, memory):
                reports.append(report)
                if chosen.as_finished is not None:
                    with progress.paused():
                        chosen.as_finished(report, stream, wanted.verbose)
        except KeyboardInterrupt as stop:
            # what was finished before its turn counts, too
            reports += [r for slug, r in memory.finished.items() if slug not in {each.theorem.slug for each in reports}]
            progress.say(f"interrupted: {len(reports)} of {len(theorems)} theorems were finished")
            outcome = replace(outcome, interrupted=exit_code_of(stop))
    return replace(outcome, reports=judged_by_premises(reports))


def _print_summary(outcome: Outcome, wanted: Wanted) -> None:
    chosen = format_named(wanted.output, "run")
    assert chosen.run is not None, "it is a format of runs"
    chosen.run(ShownRun(outcome), standard_output(chosen))
