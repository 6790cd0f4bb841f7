"""The command ``theorycheck experiment``: what there is, one of them carried out, and what was found."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from proofs_checks.engines.choosing import engine_for
from proofs_checks.exit_codes import WorkerDiedError, exit_code_of
from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiment_parts.experiment import Experiment, Profiled
from proofs_checks.experimenting.changed_setting import changed_setting
from proofs_checks.experimenting.experiment_document import read_outcome
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_report import RESULTS, write_experiment
from proofs_checks.experimenting.experiment_run import require_packages, run_experiment
from proofs_checks.experimenting.experiment_text import answer_text, asked_text, table_text
from proofs_checks.experimenting.recomputed_point import PointStatus
from proofs_checks.experimenting.result_folder import folder_in_store, result_folder
from proofs_checks.experimenting.run_keys import RunKeys
from proofs_checks.experiments import experiment_named, slugs
from proofs_checks.shipped_examples import shipped_results
from proofs_checks.standard_streams import say
from proofs_checks.store.source_digests import whole_version
from proofs_checks.sweeping.sweep_progress import SweepProgress

__all__ = ["WantedRun", "print_experiment", "print_experiments", "run_and_print"]


@dataclass(frozen=True)
class WantedRun:
    """What ``experiment run`` was asked for."""

    slug: str
    profile: str
    seeds: int | None
    report: Path | None
    changes: tuple[str, ...]
    workers: int
    scheduler: str | None
    resume: bool


def print_experiments(*, plain: bool = False) -> None:
    """Each with its question and the CPU minutes of its profiles; ``plain``: slugs of what needs no more packages."""
    if plain:
        print("\n".join(slug for slug in slugs() if not experiment_named(slug).full.packages))
        return
    width = max(map(len, slugs()), default=0)
    for slug in slugs():
        found = experiment_named(slug)
        needs = f"; needs {', '.join(found.full.packages)}" if found.full.packages else ""
        cost = f"{found.quick_minutes:g} / {found.full_minutes:g} CPU minutes, quick / full{needs}"
        print(f"{slug:{width}}  {found.full.question}\n{'':{width}}  {cost}")


def run_and_print(wanted: WantedRun) -> int:
    """The exit code. Raises ValueError for what makes no sense, before anything is trained."""
    profiled = experiment_named(wanted.slug)
    experiment = changed_setting(profiled.profile(wanted.profile), wanted.changes, wanted.seeds)
    require_packages(experiment)
    folder = wanted.report or folder_in_store(wanted.slug)
    with ExitStack() as stack:
        kept = None if folder is None else stack.enter_context(result_folder(folder))
        engine = stack.enter_context(engine_for(wanted.workers, wanted.scheduler, whole_version))
        try:
            with SweepProgress(what="runs") as progress:
                results = run_experiment(experiment, engine, kept, progress.tell, resume=wanted.resume)
        except (KeyboardInterrupt, WorkerDiedError, OSError) as stop:
            if kept is not None:
                say("what was finished is kept: run the same with --resume, and it goes on")
            if isinstance(stop, KeyboardInterrupt):
                return exit_code_of(stop)
            raise
        for remark in () if kept is None else kept.remarks:
            say(f"remark: {remark}")
        outcome = ExperimentOutcome(experiment, wanted.profile, results, RunKeys(experiment).code)
        print(f"{table_text(outcome.table)}\n\n{answer_text(outcome)}")
        for path in () if folder is None else write_experiment(folder, outcome):
            say(f"written: {path}")
    return _exit_code(outcome)


def print_experiment(slug: str, profile: str, report: Path | None) -> None:
    """What it asks, and the answer of the report, of the last run, or of the results that come with the tool."""
    profiled = experiment_named(slug)
    experiment = profiled.profile(profile)
    places = [folder_in_store(slug), shipped_results(slug)] if report is None else [report]
    file = next((place / RESULTS for place in places if place is not None and (place / RESULTS).is_file()), None)
    if file is None and report is not None:
        message = f"{report} holds no {RESULTS}: run the experiment with --report {report}"
        raise ValueError(message)
    outcome = None if file is None else read_outcome(file, _profiles(profiled))
    print(asked_text(experiment, profiled.quick_minutes, profiled.full_minutes))
    if outcome is not None and file is not None:
        print(f"\nFound ({outcome.profile} profile, {file.parent}):\n")
        print(f"{table_text(outcome.table)}\n\n{answer_text(outcome)}")


def _profiles(profiled: Profiled) -> dict[str, Experiment]:
    return {"quick": profiled.quick, "full": profiled.full}


def _exit_code(outcome: ExperimentOutcome) -> int:
    if any(point.status is PointStatus.REFUTED for point in outcome.recomputed):
        return 1
    return 3 if outcome.answer.word is Word.UNDECIDED else 0
