"""An audit as one self-contained HTML page: no scripts, nothing loaded from elsewhere, every text escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import combinations_with_replacement

from numerics.independent.laws import VIOLATING_LAWS
from proofs_checks.auditing.audit_findings import Data
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.challenges.breaking import Outcome
from proofs_checks.report.audit_rows import figure_rows, hypothesis_mark, matrix_of, number, unnecessary_lines
from proofs_checks.settings.presentation.page_layout import HTML_BARS

__all__ = ["audit_as_html"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }}
body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; margin-bottom: .2rem; }}
h2 {{ font-size: 1.1rem; margin: 2rem 0 .4rem; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
th, td {{ text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; }}
th, td {{ border-bottom: 1px solid var(--line); }}
th {{ font-weight: 600; }}
td.n, th.n {{ text-align: right; white-space: nowrap; }}
td.c, th.c {{ text-align: center; white-space: nowrap; }}
.scroll {{ overflow-x: auto; }}
.muted {{ opacity: .7; }}
.holds, .survives {{ color: #1a7f37; }} .broken, .falls {{ color: #cf222e; font-weight: 600; }}
.open, .unclear {{ color: #9a6700; }}
.bar {{ height: .7rem; background: #4c78a8; }} .bar.limit {{ background: #e45756; }}
code {{ font-size: .9em; }}
details {{ margin: .2rem 0; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


_CLASSES = {Outcome.SURVIVES: "survives", Outcome.FALLS: "falls", Outcome.LEANS: "falls"}


def audit_as_html(report: AuditReport) -> str:
    """The whole page."""
    p = report.problem
    origin = "a problem" if report.data is None else report.data.path
    title = f"Audit of {origin}"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="muted">d = {p.d}, M = {p.M}, σ² = {number(p.sigma2)}, seed {report.seed}</p>',
    ]
    if report.data is not None:
        parts += _data(report.data)
    for heading, rows in figure_rows(report).items():
        cells = [(escape(r.label), r.value, escape(r.interval), escape(r.remark)) for r in rows]
        parts += [_heading(heading), _table(("", "value", "95 % interval", ""), cells, numbers=(1,))]
    parts += _spectrum(report)
    parts += _hypotheses(report)
    if report.violations:
        parts += _matrix(report)
    return _PAGE.format(title=escape(title), body="\n".join(parts))


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    centred: Iterable[int] = (),
) -> str:
    """A table of cells that are HTML already."""
    classes = {**dict.fromkeys(numbers, ' class="n"'), **dict.fromkeys(centred, ' class="c"')}
    head = "".join(f"<th{classes.get(i, '')}>{escape(name)}</th>" for i, name in enumerate(header))
    body = "".join(
        "<tr>" + "".join(f"<td{classes.get(i, '')}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>\n"
        for row in rows
    )
    return f'<div class="scroll"><table>\n<tr>{head}</tr>\n{body}</table></div>'


def _data(data: Data) -> list[str]:
    notes = "".join(f"<li>{escape(note)}</li>" for note in data.notes)
    about = f"{data.rows} rows, {data.tasks} tasks, target {data.target}, {data.draws:,} bootstrap draws of tasks"
    tests = [
        (escape(name), escape(t.about), escape(t.test), escape(t.reason) if t.p_value is None else f"{t.p_value:.2g}")
        for name, t in data.tests
    ]
    estimates = list(_estimates(data))
    return [
        f"<p>{escape(about)}</p><ul>{notes}</ul>",
        _heading("Estimates, in the units of the columns"),
        _table(("quantity", "value", "95 % interval"), estimates, numbers=(1,)),
        _heading("Tests of the laws (p-values as if rows were independent)"),
        _table(("hypothesis", "what", "test", "p"), tests, numbers=(3,)),
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


def _spectrum(report: AuditReport) -> list[str]:
    above = sum(mu >= report.lambda_bar for mu in report.spectrum)
    top = max([*report.spectrum, report.lambda_bar, 1e-300])
    bars = [("λ̄ = τ/M", report.lambda_bar, "bar limit")]
    bars += [(f"μ{i}", mu, "bar") for i, mu in enumerate(report.spectrum[:HTML_BARS], start=1)]
    rows = [(n, number(v), f'<div class="{css}" style="width:{100 * v / top:.2f}%"></div>') for n, v, css in bars]
    title = f"Spectrum: {above} of {len(report.spectrum)} eigenvalues μ of H^½ΨH^½ reach λ̄"
    rest = f"<p>… and {len(report.spectrum) - HTML_BARS} more</p>" if len(report.spectrum) > HTML_BARS else ""
    return [_heading(title), _table(("", "value", ""), rows, numbers=(1,)).replace("<th></th></tr>", _WIDE), rest]


_WIDE = '<th style="width:75%"></th></tr>'


def _hypotheses(report: AuditReport) -> list[str]:
    rows = []
    for h in report.hypotheses:
        mark = hypothesis_mark(h)
        users = f"<details><summary>{len(h.used_by)}</summary>{escape(', '.join(h.used_by))}</details>"
        text = f"{escape(h.statement)}" + (f'<br><span class="muted">{escape(h.reason)}</span>' if h.reason else "")
        rows.append((escape(h.name), f'<span class="{mark}">{mark}</span>', number(h.margin), users, text))
    parts = [_heading("Hypotheses"), _table(("name", "", "margin", "used by", "statement"), rows, numbers=(2,))]
    if report.broken:
        parts.append(f"<p>These results do not apply: {escape(', '.join(sorted(report.affected)))}.</p>")
        parts.append(f"<p>Not affected: {escape(', '.join(report.unaffected) or 'none')}.</p>")
    return parts


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
        _heading("Which hypotheses matter: each broken in turn, everything else kept"),
        _table(header, rows, centred=range(1, len(header))),
        f'<p class="muted">{escape(laws)}</p><ul class="muted">{legend}</ul>',
        _table(("theorem", "without", "at", ""), others),
        f"<ul>{unnecessary or '<li>no hypothesis was found unnecessary</li>'}</ul>",
    ]


def _cell(outcome: Outcome | None, detail: str) -> str:
    if outcome is None:
        return ""
    return f'<span class="{_CLASSES.get(outcome, "open")}" title="{escape(detail)}">{outcome.sign}</span>'


def _outcome(outcome: Outcome) -> str:
    return f'<span class="{_CLASSES.get(outcome, "open")}">{escape(str(outcome))}</span>'
