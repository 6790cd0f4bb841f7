"""The report of an experiment in a folder: a page, pictures with their numbers, the table, and all results."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from proofs_checks.atomic_files import write_whole
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experimenting.experiment_document import document_as_text
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_page import experiment_page
from proofs_checks.report.drawing import as_csv, as_png, as_svg

__all__ = ["FIGURES", "PAGE", "RESULTS", "table_csv", "write_experiment"]

FIGURES, PAGE, RESULTS, TABLE = "figures", "report.html", "results.json", "table.csv"


def write_experiment(folder: Path, outcome: ExperimentOutcome) -> Iterator[Path]:
    """Write all of it, the page last, and say where. Each file is whole or absent. Raises OSError."""
    (folder / FIGURES).mkdir(parents=True, exist_ok=True)
    write_whole(folder / RESULTS, document_as_text(outcome))
    yield folder / RESULTS
    write_whole(folder / TABLE, table_csv(outcome.table))
    yield folder / TABLE
    for picture in outcome.pictures:
        path = folder / FIGURES / picture.name
        write_whole(path.with_suffix(".svg"), as_svg(picture))
        write_whole(path.with_suffix(".png"), as_png(picture))
        write_whole(path.with_suffix(".csv"), as_csv(picture))
    write_whole(folder / PAGE, experiment_page(outcome))
    yield folder / PAGE


def table_csv(table: ResultTable) -> str:
    """The table with all digits."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in table.rows)
    return file.getvalue()
