"""An audit for a terminal, at most 100 columns wide."""

import textwrap
from collections.abc import Iterable
from itertools import combinations_with_replacement

from rich.console import Console
from rich.table import Table
from rich.text import Text

from numerics.independent.laws import VIOLATING_LAWS
from proofs_checks.auditing.audit_findings import Data
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing
from proofs_checks.auditing.summary import counted_theorems
from proofs_checks.challenges.breaking import Outcome
from proofs_checks.report.audit_rows import (
    TESTS,
    figure_rows,
    hypothesis_groups,
    matrix_of,
    number,
    samples_of_tasks,
    unnecessary_lines,
)
from proofs_checks.report.text_tables import print_rows
from proofs_checks.settings.presentation.page_layout import FEATURES_SHOWN, TEXT_BARS

__all__ = ["print_audit"]


_STYLES = {Standing.MET: "green", Standing.BROKEN: "bold red", Standing.UNSEEN: "yellow"}
_OUTCOME_STYLES = {Outcome.SURVIVES: "green", Outcome.FALLS: "bold red", Outcome.LEANS: "red"}


def print_audit(report: AuditReport, console: Console) -> None:
    """The five lines of the summary, hypotheses, figures, spectrum, then the data with notes, and the matrix if any."""
    for label, line in report.summary.labelled():
        lead = f"{label}: " if label else ""
        text = Text(textwrap.fill(lead + line, console.width, subsequent_indent="  "))
        text.stylize("bold", 0, len(lead) or len(text))
        console.print(text)
    _print_hypotheses(report, console)
    for title, rows in figure_rows(report).items():
        print_rows(console, title, ("figure", "value", "95 % interval", ""), rows)
    _print_spectrum(report, console)
    if report.data is not None:
        _print_data(report.data, console)
    if report.violations:
        _print_matrix(report, console)


def _print_data(data: Data, console: Console) -> None:
    console.print()
    console.print(Text("The data", "bold"))
    size = f"{data.rows:,} rows, {data.tasks:,} tasks, target {data.target}"
    _print_lines([f"{data.path}: {size}; {samples_of_tasks(data)}"], console)
    _print_lines((f"– {note}" for note in data.notes), console)
    print_rows(
        console, "Estimates, in the units of the columns", ("quantity", "value", "95 % interval"), _estimates(data)
    )
    tests = (
        (hypothesis, t.about, t.test, t.reason if t.p_value is None else f"{t.p_value:.2g}")
        for hypothesis, t in data.tests
    )
    print_rows(console, TESTS, ("hypothesis", "what", "test", "p"), tests)


def _estimates(data: Data) -> Iterable[tuple[str, str, str]]:
    low, high = data.intervals["beta_star"]
    for i, name in enumerate(data.features):
        value = data.estimates["beta_star"][i, 0]
        yield f"β* of {name}", number(value), f"{number(low[i, 0])} … {number(high[i, 0])}"
    for matrix in ("H", "Psi"):
        low, high = data.intervals[matrix]
        for i, j in combinations_with_replacement(range(len(data.features)), 2):
            if len(data.features) > FEATURES_SHOWN and i != j:
                continue
            entry = f"{matrix}[{data.features[i]}, {data.features[j]}]"
            value = data.estimates[matrix][i, j]
            yield entry, number(value), f"{number(low[i, j])} … {number(high[i, j])}"
    low, high = data.intervals["sigma2"]
    yield "σ²", number(float(data.estimates["sigma2"])), f"{number(float(low))} … {number(float(high))}"


def _print_spectrum(report: AuditReport, console: Console) -> None:
    console.print()
    above = sum(mu >= report.lambda_bar for mu in report.spectrum)
    console.print(Text(f"Spectrum: {above} of {len(report.spectrum)} eigenvalues μ of HΨ reach λ̄ = τ/M", "bold"))
    top = max([*report.spectrum, report.lambda_bar, 1e-300])
    for name, value in [
        ("λ̄", report.lambda_bar),
        *((f"μ{i}", m) for i, m in enumerate(report.spectrum[:TEXT_BARS], 1)),
    ]:
        bar = "█" * round(min(50, console.width - 20) * value / top)
        console.print(f"{name:>4} {number(value):>10}  {bar}", style="cyan" if name == "λ̄" else None)
    if len(report.spectrum) > TEXT_BARS:
        console.print(f"     … and {len(report.spectrum) - TEXT_BARS} more, down to {number(report.spectrum[-1])}")


def _print_hypotheses(report: AuditReport, console: Console) -> None:
    for title, hypotheses in hypothesis_groups(report):
        print_rows(console, title, ("name", "", "theorems", ""), map(_row, hypotheses))
    if report.broken:
        console.print()
        _print_lines(
            [f"{counted_theorems(report)}: --format json names them, theorycheck show SLUG prints one"], console
        )


def _row(h: GroupedHypothesis) -> tuple[str, Text, str, str]:
    margin = Text(h.said, "" if h.is_other_case else _STYLES[h.standing])
    return h.names[0], margin, str(len(h.used_by)), "\n".join(filter(None, (h.statement, h.reason)))


def _print_matrix(report: AuditReport, console: Console) -> None:
    matrix = matrix_of(report.violations)
    console.print()
    console.print(Text("Which hypotheses matter: each broken in turn, everything else kept", "bold"))
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("theorem", overflow="fold", max_width=38)
    for law in matrix.laws:
        table.add_column(VIOLATING_LAWS[law].letter, justify="center", no_wrap=True)
    for slug, outcomes in matrix.rows:
        table.add_row(slug, *(_sign(outcome) for outcome in outcomes))
    console.print(table)
    legend = [f"{VIOLATING_LAWS[law].letter}: {law}" for law in matrix.laws]
    _print_lines([*(f"{o.sign}  {o}: {o.meaning}" for o in Outcome), "; ".join(legend)], console)
    console.print()
    for violation in matrix.others:
        text = f"{violation.slug} without {violation.hypothesis}, at {violation.violation}: {violation.outcome}"
        _print_lines([text], console)
    console.print()
    _print_lines(unnecessary_lines(report.violations) or ["no hypothesis was found unnecessary"], console)


def _sign(outcome: Outcome | None) -> Text:
    return Text("") if outcome is None else Text(outcome.sign, _OUTCOME_STYLES.get(outcome, "yellow"))


def _print_lines(lines: Iterable[str], console: Console) -> None:
    for line in lines:
        console.print(textwrap.fill(line, console.width, subsequent_indent="  "))
