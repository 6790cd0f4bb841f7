"""``sweep``, as it is called from Python."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from numerics.values.number_types import Number
from proofs_checks.engines.choosing import engine_for
from proofs_checks.store.one_writer import one_writer
from proofs_checks.store.point_journal import PointJournal
from proofs_checks.store.source_digests import whole_version
from proofs_checks.sweeping.datasets import as_dataset, require_files, require_xarray
from proofs_checks.sweeping.specification import SweepSpec, specification
from proofs_checks.sweeping.sweep_folder import POINTS, write_sweep
from proofs_checks.sweeping.sweep_run import Progress, run_sweep

if TYPE_CHECKING:
    import xarray

__all__ = ["kept_points", "sweep"]


def sweep(
    spec: SweepSpec | Mapping[str, Number] | str | Path,
    *,
    out: str | Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    also: Iterable[str] = (),
    fresh: bool = False,
    on_progress: Progress | None = None,
) -> "xarray.Dataset":
    """Quantities over many problems, as a Dataset whose dimensions are the axes, or ``point`` for a design.

    ``spec`` is a TOML file or what stands in one: ``quantities``, ``axes``, ``spectra`` and perhaps ``design`` and
    ``seed``. With ``out``, points are kept in that folder as they are finished, and a sweep that was ended goes on from
    there, unless it is to be ``fresh``; zarr, a report and pictures are written there, and ``also`` names of ``csv``,
    ``parquet`` and ``netcdf``. ``scheduler`` is the address of one of Dask, or ``local``; numbers depend on neither.

    Raises ValueError, in one line, for a specification that makes no sense, a folder that another run writes to or that
    cannot be written, a scheduler that does not answer, and packages that are missing; OSError where the machine fails,
    after which what was finished is kept.

    >>> from theorycheck import sweep
    >>> axes = {"d": 2, "M": [4, 16], "signal_to_noise": [0.5, 1.0]}
    >>> found = sweep({"quantities": ["minimal_excess"], "axes": axes})
    >>> dict(found.sizes), round(float(found.minimal_excess.sel(M=4, signal_to_noise=1.0)), 4)
    ({'M': 2, 'signal_to_noise': 2}, 0.5556)
    """
    require_xarray()
    wanted, files = specification(spec), require_files(also)
    with ExitStack() as stack:
        journal = None if out is None else stack.enter_context(kept_points(Path(out), fresh=fresh))
        engine = stack.enter_context(engine_for(workers, scheduler, whole_version))
        results = run_sweep(wanted, engine, journal, on_progress)
        if out is not None:
            list(write_sweep(Path(out), results, files))
    return as_dataset(results)


@contextmanager
def kept_points(folder: Path, *, fresh: bool) -> Iterator[PointJournal]:
    """The journal in the folder of a sweep, for one run at a time; empty where all is to be ``fresh``.

    Raises ValueError as ``one_writer`` does.
    """
    with one_writer(folder, POINTS):
        journal = PointJournal(folder / POINTS)
        if fresh:
            journal.clear()
        yield journal
