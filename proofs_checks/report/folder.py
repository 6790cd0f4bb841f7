"""A report as a folder: the page, the JSON, the article, and the figures with their numbers."""

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
from proofs_checks.store.atomic_files import write_whole

__all__ = ["write_report"]

PAGE, JSON, ARTICLE, FIGURES = "report.html", "report.json", "appendix.tex", "figures"


def write_report(
    folder: Path,
    outcome: Outcome,
    problem: Problem | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write the report into the folder and return the page. Each file is whole or absent; the page comes last."""
    tell("drawing figures")
    (folder / FIGURES).mkdir(parents=True, exist_ok=True)
    pictures = list(_pictures(folder, outcome, problem, tell))
    tell("printing theorems")
    write_whole(folder / JSON, to_json(outcome) + "\n")
    write_whole(folder / ARTICLE, appendix_latex(with_premises(outcome.wanted), findings_of(outcome)))
    write_whole(folder / PAGE, page_html(outcome, pictures, (JSON, ARTICLE)))
    return folder / PAGE


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
