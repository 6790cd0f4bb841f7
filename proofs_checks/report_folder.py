"""A report as a folder: a run in every format that has a file, and the figures with their numbers."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from numerics import Problem
from proofs_checks.atomic_files import write_whole
from proofs_checks.formats import FILE_FORMATS
from proofs_checks.illustrations import illustrations_of
from proofs_checks.report.drawing import as_csv, as_png, as_svg
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.shown_run import Picture, ShownRun

__all__ = ["write_report"]

FIGURES = "figures"


def write_report(
    folder: Path,
    outcome: Outcome,
    problem: Problem | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write the report into the folder and return the page. Each file is whole or absent; the page comes last."""
    tell("drawing figures")
    (folder / FIGURES).mkdir(parents=True, exist_ok=True)
    pictures = tuple(_pictures(folder, outcome, problem, tell))
    tell("printing theorems")
    files = [each.file for each in FILE_FORMATS]
    for each in FILE_FORMATS:
        assert each.run is not None, "a format with a file writes runs"
        beside = tuple(file for file in files if file != each.file)
        stream = StringIO()
        each.run(ShownRun(outcome, pictures, beside), stream)
        write_whole(folder / each.file, stream.getvalue())
    return folder / files[-1]


def _pictures(
    folder: Path, outcome: Outcome, problem: Problem | None, tell: Callable[[str], None]
) -> Iterator[Picture]:
    """The figures, written as they are computed."""
    finished = {report.theorem.slug for report in outcome.reports}
    found = illustrations_of(
        finished, problem, outcome.context.seed, lambda error: tell(f"a figure is left out: {error}")
    )
    for illustration in found:
        svg = as_svg(illustration)
        path = folder / FIGURES / illustration.name
        write_whole(path.with_suffix(".svg"), svg)
        write_whole(path.with_suffix(".png"), as_png(illustration))
        write_whole(path.with_suffix(".csv"), as_csv(illustration))
        files = tuple(f"{FIGURES}/{illustration.name}.{ending}" for ending in ("svg", "png", "csv"))
        yield Picture(illustration.name, illustration.title, illustration.caption, svg, files)
