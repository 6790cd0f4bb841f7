"""The command ``theorycheck sweep``: a folder with the results, and what became of the points on the other stream."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from proofs_checks.engines.choosing import engine_for
from proofs_checks.exit_codes import WorkerDiedError, exit_code_of
from proofs_checks.standard_streams import say
from proofs_checks.store.source_digests import whole_version
from proofs_checks.sweeping.datasets import require_files, require_xarray
from proofs_checks.sweeping.results import SweepResults
from proofs_checks.sweeping.specification import specification
from proofs_checks.sweeping.sweep_folder import write_sweep
from proofs_checks.sweeping.sweep_progress import SweepProgress
from proofs_checks.sweeping.sweep_run import run_sweep
from proofs_checks.sweeping.sweeping_call import kept_points
from proofs_checks.verdict import Verdict

__all__ = ["sweep_and_write"]


def sweep_and_write(
    spec: Path, out: Path, workers: int, scheduler: str | None, also: Iterable[str], *, fresh: bool
) -> int:
    """The exit code: 1 where a verdict at a point is REFUTED, else 3 where a point failed, else 0.

    Raises ValueError for what makes no sense, before anything is computed; WorkerDiedError where a scheduler has gone.
    """
    require_xarray()
    wanted, files = specification(spec), require_files(also)
    with ExitStack() as stack:
        journal = stack.enter_context(kept_points(out, fresh=fresh))
        engine = stack.enter_context(engine_for(workers, scheduler, whole_version))
        try:
            with SweepProgress() as progress:
                results = run_sweep(wanted, engine, journal, progress.tell)
        except (KeyboardInterrupt, WorkerDiedError, OSError) as stop:
            say("what was finished is kept: run the same again, and it goes on")
            if isinstance(stop, KeyboardInterrupt):
                return exit_code_of(stop)
            raise
        for remark in journal.remarks:
            say(f"remark: {remark}")
        for path in write_sweep(out, results, files):
            print(path)
    _tell_what_is_missing(results)
    return _exit_code(results)


def _tell_what_is_missing(results: SweepResults) -> None:
    if results.reasons:
        faults = f", {len(results.faults):,} of them because something failed" if results.faults else ""
        say(f"{len(results.reasons):,} of {results.spec.size:,} points lack a number{faults}: failures.csv says why")


def _exit_code(results: SweepResults) -> int:
    refuted = any(
        np.isin(results.numbers[q.parts[0]], [code for code, word in q.flags.items() if word == Verdict.REFUTED]).any()
        for q in results.spec.quantities
        if q.flags
    )
    return 1 if refuted else 3 if results.faults else 0
