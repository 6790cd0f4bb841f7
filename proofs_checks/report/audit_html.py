"""An audit as one self-contained HTML page: no scripts, nothing loaded from elsewhere, every text escaped."""

from collections.abc import Iterable
from html import escape
from itertools import combinations_with_replacement

from numerics.independent.laws import VIOLATING_LAWS
from proofs_checks.auditing.audit_findings import Data
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.challenges.breaking import Outcome
from proofs_checks.report.audit_hypotheses_html import hypotheses_html, theorems_html
from proofs_checks.report.audit_pictures import audit_pictures
from proofs_checks.report.audit_rows import (
    TESTS,
    figure_rows,
    matrix_of,
    number,
    samples_of_tasks,
    unnecessary_lines,
)
from proofs_checks.report.html_table import heading, html_table
from proofs_checks.report.static_page import picture_html, static_page

__all__ = ["audit_as_html"]

_CLASSES = {Outcome.SURVIVES: "survives", Outcome.FALLS: "falls", Outcome.LEANS: "falls"}


def audit_as_html(report: AuditReport) -> str:
    """The whole page: five lines, pictures, hypotheses, tables, and the fine print."""
    origin = "a problem" if report.data is None else report.data.path
    title = f"Audit of {origin}"
    parts = [f"<h1>{escape(title)}</h1>", _summary(report), *_pictures(report), *hypotheses_html(report)]
    for name, rows in figure_rows(report).items():
        cells = [(escape(r.label), r.value, escape(r.interval), escape(r.remark)) for r in rows]
        parts += [heading(name), html_table(("", "value", "95 % interval", ""), cells, numbers=(1,), words=3)]
    if report.data is not None:
        parts += _data(report.data)
    if report.violations:
        parts += _matrix(report)
    parts += theorems_html(report)
    parts.append(f'<p class="muted">seed {report.seed}</p>')
    return static_page(title, parts)


def _summary(report: AuditReport) -> str:
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(line)}</dd>" if label else f'<dd class="whole">{escape(line)}</dd>'
        for label, line in report.summary.labelled()
    )
    return f'<dl class="lines">{lines}</dl>'


def _pictures(report: AuditReport) -> list[str]:
    return ['<div class="pictures">', *map(picture_html, audit_pictures(report)), "</div>"]


def _data(data: Data) -> list[str]:
    notes = "".join(f"<li>{escape(note)}</li>" for note in data.notes)
    about = f"{data.rows:,} rows, {data.tasks:,} tasks, target {data.target}; {samples_of_tasks(data)}"
    tests = [
        (escape(name), escape(t.about), escape(t.test), escape(t.reason) if t.p_value is None else f"{t.p_value:.2g}")
        for name, t in data.tests
    ]
    return [
        heading("Estimates, in the units of the columns"),
        html_table(("quantity", "value", "95 % interval"), list(_estimates(data)), numbers=(1,)),
        heading(TESTS),
        html_table(("hypothesis", "what", "test", "p"), tests, numbers=(3,)),
        heading("How it was done"),
        f"<p>{escape(about)}</p><ul>{notes}</ul>",
    ]


def _estimates(data: Data) -> Iterable[tuple[str, str, str]]:
    names = data.features
    for symbol, key, indices in (
        ("β*", "beta_star", [(i, 0) for i in range(len(names))]),
        ("H", "H", list(combinations_with_replacement(range(len(names)), 2))),
        ("Ψ", "Psi", list(combinations_with_replacement(range(len(names)), 2))),
    ):
        low, high = data.intervals[key]
        for i, j in indices:
            label = names[i] if key == "beta_star" else f"{names[i]}, {names[j]}"
            value = data.estimates[key][i, j]
            yield f"{symbol}[{escape(label)}]", number(value), f"{number(low[i, j])} … {number(high[i, j])}"
    low, high = data.intervals["sigma2"]
    yield "σ²", number(float(data.estimates["sigma2"])), f"{number(float(low))} … {number(float(high))}"


def _matrix(report: AuditReport) -> list[str]:
    matrix = matrix_of(report.violations)
    details = {(v.slug, v.violation): v.detail for v in report.violations}
    rows = [
        (
            escape(slug),
            *(_cell(o, details.get((slug, law), "")) for law, o in zip(matrix.laws, outcomes, strict=True)),
        )
        for slug, outcomes in matrix.rows
    ]
    header = ("theorem", *(VIOLATING_LAWS[law].letter for law in matrix.laws))
    legend = "".join(f"<li>{o.sign} {escape(str(o))}: {escape(o.meaning)}</li>" for o in Outcome)
    laws = "; ".join(f"{VIOLATING_LAWS[law].letter}: {law}" for law in matrix.laws)
    others = [(escape(v.slug), escape(v.hypothesis), escape(v.violation), _outcome(v.outcome)) for v in matrix.others]
    unnecessary = "".join(f"<li>{escape(line)}</li>" for line in unnecessary_lines(report.violations))
    return [
        heading("Which hypotheses matter: each broken in turn, everything else kept"),
        html_table(header, rows, centred=range(1, len(header))),
        f'<p class="muted">{escape(laws)}</p><ul class="muted">{legend}</ul>',
        html_table(("theorem", "without", "at", ""), others),
        f"<ul>{unnecessary or '<li>no hypothesis was found unnecessary</li>'}</ul>",
    ]


def _cell(outcome: Outcome | None, detail: str) -> str:
    if outcome is None:
        return ""
    return f'<span class="{_CLASSES.get(outcome, "unclear")}" title="{escape(detail)}">{outcome.sign}</span>'


def _outcome(outcome: Outcome) -> str:
    return f'<span class="{_CLASSES.get(outcome, "unclear")}">{escape(str(outcome))}</span>'
