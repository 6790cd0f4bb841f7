"""A sweep carried out: what a journal knows is not computed again, and what is finished is kept at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from proofs_checks.engines.engine_interface import Engine
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.sweep_numbers import DEATHS
from proofs_checks.store.evidence_key import statement_version
from proofs_checks.store.point_journal import PointJournal, PointRecord
from proofs_checks.store.source_digests import figures_version
from proofs_checks.sweeping.computing import Batch, compute_batch
from proofs_checks.sweeping.handing_out import Batches
from proofs_checks.sweeping.points import Point, SweepPoints
from proofs_checks.sweeping.results import SweepResults
from proofs_checks.sweeping.specification import SweepSpec

__all__ = ["Progress", "run_sweep"]

Progress = Callable[[int, int], None]
"""Told how many points are finished, and how many there are."""


def run_sweep(
    spec: SweepSpec, engine: Engine, journal: PointJournal | None = None, on_progress: Progress | None = None
) -> SweepResults:
    """All points, whoever works for the engine.

    A worker that dies is replaced, and its points are computed again; one that workers die over is recorded as such.
    Raises OSError where the journal cannot be written, and WorkerDiedError where a scheduler has gone.
    """
    version = figures_version()
    points = SweepPoints(spec, version + statement_version(spec.quantities_of_theorems))
    results = SweepResults(spec, version)
    if journal is not None:
        _add_known(results, points, journal)
    tell = on_progress or (lambda finished, size: None)
    tell(results.finished, spec.size)
    batches = Batches(_open(points, results), spec.size - results.finished, journal if engine.shares_disk else None)
    for number, found in engine.as_finished(compute_batch, batches, survive=True):
        if found is None:
            continue
        batch = batches.given.pop(number)
        records = _after_death(batch, batches, journal) if isinstance(found, WorkerDiedError) else found
        for index, record in records:
            if journal is not None and (batch.journal is None or isinstance(found, WorkerDiedError)):
                journal.write(record)
            results.add(index, record)
            batches.learn(record.seconds)
        tell(results.finished, spec.size)
    return results


def _open(points: SweepPoints, results: SweepResults) -> Iterator[tuple[Point, tuple[str, ...]]]:
    for index in range(points.spec.size):
        missing = results.missing(index)
        if missing:
            yield points.at(index), missing


def _add_known(results: SweepResults, points: SweepPoints, journal: PointJournal) -> None:
    """What earlier runs have found; faults may have been the machine's, and are tried again."""
    first = next(journal.records(), None)
    if first is None:
        return
    index_of: dict[str, list[int]] = {}
    for point in points:
        index_of.setdefault(point.key, []).append(point.index)
    for record in journal.records():
        for index in index_of.get(record.key, ()):
            reasons = {name: r for name, r in record.reasons.items() if name not in record.faults}
            results.add(index, replace(record, reasons=reasons, faults=()))


def _after_death(batch: Batch, batches: Batches, journal: PointJournal | None) -> list[tuple[int, PointRecord]]:
    """What the dead worker had finished of a batch; the rest is handed out again, or given up."""
    wanted = {point.key: point.index for point, _ in batch.points}
    kept = {} if batch.journal is None or journal is None else {r.key: r for r in journal.records() if r.key in wanted}
    given_up = []
    for point, names in batch.points:
        known = kept.get(point.key)
        if known is not None and {*known.values, *known.reasons} >= set(names):
            continue
        if len(batch.points) == 1 and batches.deaths[point.index] + 1 >= DEATHS:
            reasons = dict.fromkeys(
                names, f"{DEATHS} processes, one after the other, were ended while they computed it"
            )
            given_up.append((point.index, PointRecord(point.key, {}, reasons, names, 0.0)))
        else:
            batches.again((point, names))
    return given_up + [(wanted[key], record) for key, record in kept.items()]
