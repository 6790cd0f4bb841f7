"""The report of an experiment as a page: question, answer, pictures, table, setting and criterion."""

from html import escape

from proofs_checks.experiment_parts.answer import Finding
from proofs_checks.experiment_parts.result_table import Cell
from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.report.html_table import heading, html_table
from proofs_checks.report.static_page import picture_html, static_page

__all__ = ["cell_text", "experiment_page"]


def experiment_page(outcome: ExperimentOutcome) -> str:
    """One page, for a browser without a network."""
    experiment, answer, table = outcome.experiment, outcome.answer, outcome.table
    numeric = [i for i in range(len(table.header)) if any(isinstance(row[i], int | float) for row in table.rows)]
    floors = [(escape(f.label), cell_text(f.value), escape(f.theorem)) for f in outcome.floors]
    parts = [
        f"<h1>{escape(experiment.title)}</h1>",
        f"<p>{escape(experiment.question)} <b>{escape(answer.word)}</b></p>",
        "<ul>" + "".join(f"<li>{_finding(finding)}</li>" for finding in answer.findings) + "</ul>",
        *_recomputed(outcome),
        '<div class="pictures">',
        *map(picture_html, outcome.pictures),
        "</div>",
        html_table(table.header, [[escape(cell_text(c)) for c in row] for row in table.rows], numbers=numeric),
        heading("Criterion, fixed beforehand"),
        f"<p>{escape(experiment.criterion)}</p>",
        heading("Levels"),
        html_table(("level", "value", "theorem"), floors, numbers=(1,)),
        heading("Setting"),
        f"<p>Profile {escape(outcome.profile)}; {sum(r.seconds for r in outcome.results) / 60:.1f} CPU minutes.</p>",
        html_table(
            ("setting", "value"), [(escape(name), escape(_value(v))) for name, v in setting_of(experiment).items()]
        ),
        "<p>An experiment is evidence about training, and changes no theorem's verdict.</p>",
    ]
    return static_page(experiment.title, parts)


def cell_text(cell: Cell) -> str:
    """A cell as text: numbers to five digits, nothing for null."""
    return "" if cell is None else f"{cell:.5g}" if isinstance(cell, float) else str(cell)


def _finding(finding: Finding) -> str:
    word = "" if finding.word is None else f" <b>{escape(finding.word)}</b>"
    return f"{escape(finding.says)}{word}"


def _recomputed(outcome: ExperimentOutcome) -> list[str]:
    if not outcome.recomputed:
        return ["<p>No run came out below a proved floor.</p>"]
    return [
        heading("Points below a proved floor, computed again in rational numbers"),
        "<ul>" + "".join(f"<li>{escape(each.says)}</li>" for each in outcome.recomputed) + "</ul>",
    ]


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
