"""A report as a folder: the page, the JSON, the article, and the figures with their numbers."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from numerics import Problem
from proofs_checks.illustrations import illustrations_of
from proofs_checks.report.appendix import appendix_latex, with_premises
from proofs_checks.report.as_json import to_json
from proofs_checks.report.drawing import as_csv, as_png, as_svg
from proofs_checks.report.findings import findings_of
from proofs_checks.report.page.html_document import Picture, page_html
from proofs_checks.report.run_outcome import Outcome

__all__ = ["prepare_folder", "write_report"]

PAGE, JSON, ARTICLE, FIGURES = "report.html", "report.json", "appendix.tex", "figures"


def prepare_folder(folder: Path) -> None:
    """Make the folder, before a long run. Raises ValueError, in one line, where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder):
            pass
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror}): give a folder that can"
        raise ValueError(message) from error


def write_report(
    folder: Path,
    outcome: Outcome,
    problem: Problem | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write the report into the folder and return the page; files take their places when all are complete."""
    prepare_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        part = Path(unfinished)
        (part / FIGURES).mkdir()
        tell("drawing figures")
        pictures = list(_pictures(part, outcome, problem, tell))
        tell("printing theorems")
        _write(part / JSON, to_json(outcome) + "\n")
        _write(part / ARTICLE, appendix_latex(with_premises(outcome.wanted), findings_of(outcome)))
        _write(part / PAGE, page_html(outcome, pictures, (JSON, ARTICLE)))
        _move(part, folder)
    return folder / PAGE


def _pictures(part: Path, outcome: Outcome, problem: Problem | None, tell: Callable[[str], None]) -> Iterator[Picture]:
    """The figures, written as they are computed."""
    finished = {report.theorem.slug for report in outcome.reports}
    found = illustrations_of(
        finished, problem, outcome.context.seed, lambda error: tell(f"a figure is left out: {error}")
    )
    for illustration in found:
        svg = as_svg(illustration)
        path = part / FIGURES / illustration.name
        _write(path.with_suffix(".svg"), svg)
        path.with_suffix(".png").write_bytes(as_png(illustration))
        _write(path.with_suffix(".csv"), as_csv(illustration))
        files = tuple(f"{FIGURES}/{illustration.name}.{ending}" for ending in ("svg", "png", "csv"))
        yield Picture(illustration.name, illustration.title, illustration.caption, svg, files)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _move(part: Path, folder: Path) -> None:
    (folder / FIGURES).mkdir(exist_ok=True)
    for path in sorted(part.rglob("*")):
        if path.is_file():
            os.replace(path, folder / path.relative_to(part))
