"""What a sweep has found as an xarray ``Dataset``, and on disk as zarr, netCDF, CSV or Parquet."""

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from numerics.values.binding import suggestion
from proofs_checks.atomic_files import write_whole
from proofs_checks.json_text import as_data, exact_text
from proofs_checks.sweeping.points import SweepPoints
from proofs_checks.sweeping.results import SweepResults

if TYPE_CHECKING:
    import xarray

__all__ = ["FILES", "as_dataset", "require_files", "require_xarray", "write_results"]

POINT = "point"
"""The dimension of a design, whose points stand in no grid."""

ZARR = "results.zarr"


def require_xarray() -> None:
    """Raise ValueError, in one line, where what a sweep is given back as is not installed."""
    for module in ("xarray", "zarr"):
        _require(
            module, f"a sweep is given back as an xarray Dataset, and {module} is missing: install theorycheck[sweep]"
        )


def as_dataset(results: SweepResults) -> "xarray.Dataset":
    """A variable for each number: over the axes of a grid by name, or over ``point`` with the axes as coordinates.

    NaN where there is none, and then ``undefined`` says why. Attributes hold the meaning of each variable, what codes
    stand for, and where all of it comes from.
    """
    import xarray

    spec = results.spec
    grid = spec.design is None
    dimensions = tuple(axis.name for axis in spec.axes) if grid else (POINT,)
    variables = {name: (dimensions, array.reshape(spec.shape)) for name, array in results.numbers.items()}
    if results.reasons:
        texts = ["; ".join(f"{n}: {r}" for n, r in results.reasons.get(i, {}).items()) for i in range(spec.size)]
        variables["undefined"] = (dimensions, np.array(texts).reshape(spec.shape))
    coordinates: Mapping[str, object]
    if grid:
        coordinates = {axis.name: list(axis.labels) for axis in spec.axes}
    else:
        coordinates = {name: (POINT, column) for name, column in SweepPoints(spec, "").columns.items()}
    found = xarray.Dataset(variables, coords=coordinates, attrs=_provenance(results))
    for quantity in spec.quantities:
        for part in quantity.parts:
            found[part].attrs["long_name"] = quantity.meaning
            if quantity.flags:
                found[part].attrs["flag_values"] = list(quantity.flags)
                found[part].attrs["flag_meanings"] = " ".join(quantity.flags.values())
    return found


def _provenance(results: SweepResults) -> dict[str, str | int]:
    fixed = {name: value for name, value in results.spec.fixed.items() if value is not None}
    return {
        "title": f"{results.spec.size} problems",
        "source": f"theorycheck {version('theorycheck')}",
        "code": results.version,
        "seed": results.spec.seed,
        "specification": exact_text(as_data(results.spec.as_given), by_name=True),
        "fixed": exact_text(as_data(fixed), by_name=True),
        "faults": len(results.faults),
    }


def _csv(results: SweepResults) -> bytes:
    text = StringIO()
    columns = _columns(results)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue().encode("utf-8")


def _parquet(results: SweepResults) -> bytes:
    import pyarrow
    import pyarrow.parquet

    file = BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(_columns(results)), file)
    return file.getvalue()


def _netcdf(results: SweepResults) -> bytes:
    # SciPy writes the third version of the format, which every reader knows
    return bytes(as_dataset(results).to_netcdf(engine="scipy"))


FILES: Mapping[str, tuple[str, Callable[[SweepResults], bytes]]] = {
    "csv": ("results.csv", _csv),
    "parquet": ("results.parquet", _parquet),
    "netcdf": ("results.nc", _netcdf),
}
"""What may be asked for beside zarr: a file, and what is in it. CSV and Parquet have a row for each point."""


def require_files(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once. Raises ValueError for one that is not in ``FILES``, and where a package is missing."""
    found = tuple(dict.fromkeys(names))
    for name in found:
        if name not in FILES:
            message = f"results are not written as {name!r}{suggestion(name, FILES)}: there are {', '.join(FILES)}"
            raise ValueError(message)
    if "parquet" in found:
        _require("pyarrow", "Parquet is written by pyarrow, which is missing: install theorycheck[tables], or take csv")
    return found


def _require(module: str, message: str) -> None:
    if find_spec(module) is None:
        raise ValueError(message)


def write_results(folder: Path, results: SweepResults, also: Iterable[str]) -> Iterator[Path]:
    """Write them, each whole or not at all, and say where. Raises OSError, ValueError where a package is missing."""
    yield _write_zarr(folder, results)
    for name in also:
        file, content = FILES[name]
        write_whole(folder / file, content(results))
        yield folder / file
    failures = folder / "failures.csv"
    if results.reasons:
        write_whole(failures, _failures(results))
        yield failures
    else:
        failures.unlink(missing_ok=True)


def _write_zarr(folder: Path, results: SweepResults) -> Path:
    """A folder cannot take the place of another in one step: for a moment there is none, and a run makes it anew."""
    place, fresh = folder / ZARR, folder / f"{ZARR}.{os.getpid()}.unfinished"
    shutil.rmtree(fresh, ignore_errors=True)
    as_dataset(results).to_zarr(fresh, mode="w", zarr_format=2, consolidated=True)
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)
    return place


def _columns(results: SweepResults) -> dict[str, list[object]]:
    """A row for each point: its coordinates, then the numbers, NaN where there is none."""
    points = SweepPoints(results.spec, "")
    labels = {axis.name: dict(zip(axis.values, axis.labels, strict=True)) for axis in results.spec.axes}
    rows = [points.coordinates(index) for index in range(results.spec.size)]
    grid = results.spec.design is None
    found: dict[str, list[object]] = {
        axis.name: [labels[axis.name][row[axis.name]] if grid else row[axis.name] for row in rows]
        for axis in results.spec.axes
    }
    return found | {name: array.tolist() for name, array in results.numbers.items()}


def _failures(results: SweepResults) -> bytes:
    """Point, quantity and reason."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [axis.name for axis in results.spec.axes]
    writer.writerow([POINT, *names, "quantity", "fault", "reason"])
    points = SweepPoints(results.spec, "")
    for index, quantity, reason in results.lines():
        where = points.coordinates(index)
        writer.writerow([index, *(where[n] for n in names), quantity, index in results.faults, reason])
    return text.getvalue().encode("utf-8")
