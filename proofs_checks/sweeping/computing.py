"""What a worker does with the points that it is handed: each is computed, recorded, and then the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from proofs_checks.auditing.figures import ProblemFigures
from proofs_checks.store.point_journal import PointJournal, PointRecord
from proofs_checks.sweeping.points import Point
from proofs_checks.sweeping.quantities import Quantity, quantity_named

__all__ = ["Batch", "compute_batch"]


@dataclass(frozen=True)
class Batch:
    """Points with the names of what is not known of each; ``journal`` is where the worker writes, if anywhere."""

    points: tuple[tuple[Point, tuple[str, ...]], ...]
    journal: PointJournal | None = None


def compute_batch(batch: Batch) -> list[tuple[int, PointRecord]]:
    """The records of its points by their numbers. Raises OSError where the journal cannot be written."""
    return list(_computed(batch))


def _computed(batch: Batch) -> Iterator[tuple[int, PointRecord]]:
    for point, names in batch.points:
        record = compute_point(point, tuple(map(quantity_named, names)))
        if batch.journal is not None:
            batch.journal.write(record)
        yield point.index, record


def compute_point(point: Point, quantities: tuple[Quantity, ...]) -> PointRecord:
    """Every quantity there; what is undefined says why, and what fails in any other way is a fault with its error."""
    start = perf_counter()
    values: dict[str, tuple[float, ...]] = {}
    reasons: dict[str, str] = {}
    faults: list[str] = []
    figures: ProblemFigures | None = None
    for quantity in quantities:
        try:
            figures = figures or ProblemFigures(point.problem(), point.seed)
            values[quantity.name] = tuple(map(float, quantity.compute(figures)))
        except ValueError as error:
            reasons[quantity.name] = _line(error)
        except Exception as error:
            reasons[quantity.name] = f"{type(error).__name__}: {_line(error)}"
            faults.append(quantity.name)
    return PointRecord(point.key, values, reasons, tuple(faults), perf_counter() - start)


def _line(error: Exception) -> str:
    return (str(error).strip() or "no message").splitlines()[0]
