"""The folder of a sweep: its journal, its results, the report and the pictures with their numbers."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from proofs_checks.atomic_files import write_whole
from proofs_checks.report.drawing import as_csv, as_png, as_svg
from proofs_checks.sweeping.datasets import write_results
from proofs_checks.sweeping.results import SweepResults
from proofs_checks.sweeping.sweep_page import sweep_page
from proofs_checks.sweeping.sweep_pictures import sweep_pictures

__all__ = ["FIGURES", "POINTS", "write_sweep"]

POINTS, FIGURES = "points", "figures"


def write_sweep(folder: Path, results: SweepResults, also: Iterable[str]) -> Iterator[Path]:
    """Write all of it, the page last, and say where. Raises OSError, ValueError where a package is missing."""
    yield from write_results(folder, results, also)
    (folder / FIGURES).mkdir(exist_ok=True)
    pictures = tuple(sweep_pictures(results))
    for picture in pictures:
        path = folder / FIGURES / picture.name
        write_whole(path.with_suffix(".svg"), as_svg(picture))
        write_whole(path.with_suffix(".png"), as_png(picture))
        write_whole(path.with_suffix(".csv"), as_csv(picture))
    write_whole(folder / "report.html", sweep_page(results, pictures))
    yield folder / "report.html"
