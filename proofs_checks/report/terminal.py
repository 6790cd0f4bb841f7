"""Reports for a terminal: a line or what each check did, a table, and the counterexamples in full."""

import os
import re
import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from proofs_checks.evidence import KINDS
from proofs_checks.kernel.kernel_result import KernelStatus
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.theorem_report import Report
from proofs_checks.settings.presentation.page_layout import TEXT_WIDTH
from proofs_checks.settings.presentation.text_widths import NARROW_TERMINAL
from proofs_checks.verdict import CheckResult, Verdict

__all__ = ["console_for", "print_counterexamples", "print_details", "print_line", "print_table"]


_STYLES = {
    Verdict.PROVED: "green",
    Verdict.CONFIRMED: "green",
    Verdict.REFUTED: "bold red",
    Verdict.ERROR: "red",
}

_KERNEL_STYLES = {KernelStatus.ACCEPTED: "green", KernelStatus.REJECTED: "bold red"}

# nine columns of evidence and the longest slug share a line (with a user's own numbers it is folded): a sign each, and
# what the signs mean below
_SIGNS = {
    Verdict.PROVED: "proved",
    Verdict.CONFIRMED: "✓",
    Verdict.REFUTED: "✗",
    Verdict.INCONCLUSIVE: "?",
    Verdict.VACUOUS: "∅",
    Verdict.SKIPPED: "»",
    Verdict.ERROR: "!",
}


def console_for(file: object = None) -> Console:
    """A console as wide as COLUMNS says; without it at most 100 columns on a terminal, and 100 elsewhere.

    It is without colour where NO_COLOR is set or nothing shows it.
    """
    console = Console(file=file, highlight=False, markup=False, emoji=False)  # type: ignore[arg-type]
    console.width = _wanted_width() or (min(TEXT_WIDTH, console.width) if console.is_terminal else TEXT_WIDTH)
    return console


def _wanted_width() -> int | None:
    """What COLUMNS says, where it is a number of columns at all."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if re.fullmatch("[1-9][0-9]{0,4}", columns) else None


def print_line(report: Report, console: Console) -> None:
    """The theorem, its verdict, and how long that took."""
    took = "stored" if report.stored else f"{report.seconds:.1f} s"
    verdict = _styled(report.verdict, report.headline)
    console.print(Text.assemble(report.theorem.slug, "  ", verdict, "  ", (took, "dim")))


def print_details(report: Report, console: Console) -> None:
    """The theorem, its verdict, and a paragraph for each check."""
    stored = ("  stored", "dim") if report.stored else ""
    console.print(Text.assemble((report.theorem.slug, "bold"), "  ", _styled(report.verdict, report.headline), stored))
    for result in report.checks:
        head = f"{result.check}: {result.verdict}  "
        lines = textwrap.wrap(head + result.detail, console.width, initial_indent="  ", subsequent_indent="    ")
        text = Text("\n".join(lines))
        text.stylize(_style(result.verdict), len("  ") + len(result.check), len("  " + head))
        console.print(text)
    if report.note:
        console.print(Text(f"  {report.note}", "bold red"))


def print_table(outcome: Outcome, console: Console) -> None:
    """A row for each theorem, a column for each kind of evidence, the verdict last."""
    reports = outcome.reports
    shown = [kind for kind in KINDS if not kind.optional or _has(reports, kind.name)]
    if console.width < NARROW_TERMINAL:
        shown = []  # theorem and verdict are what has to be seen; the evidence stands above, line by line
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("theorem", overflow="fold")
    for kind in shown:
        table.add_column(kind.heading, no_wrap=True)
    asked = any(report.kernel for report in reports)
    if asked:
        table.add_column("kernel", no_wrap=True)
    table.add_column("verdict", no_wrap=True, min_width=max((len(r.verdict) for r in reports), default=0))
    for report in reports:
        by_name = {result.check: result for result in report.checks}
        cells = [_cell(by_name.get(kind.name)) for kind in shown]
        cells += [_kernel_cell(report)] if asked else []
        table.add_row(_broken(report.theorem.slug, console), *cells, _styled(report.verdict, str(report.verdict)))
    for theorem in outcome.unfinished:
        table.add_row(
            _broken(theorem.slug, console), *([Text("–")] * (len(shown) + asked)), Text("not checked", "yellow")
        )
    console.print(table)
    console.print(Text(_legend(reports)), style="dim")
    for verdict in sorted({r.verdict for r in reports} - {Verdict.PROVED, Verdict.CONFIRMED}):
        console.print(f"{verdict}: {verdict.meaning}")
    for report in reports:
        if report.verdict is Verdict.CONFIRMED:
            console.print(f"{report.theorem.slug}: {report.headline}")
    for report in reports:
        if report.kernel is not None and report.kernel.reason:
            console.print(Text(f"{report.theorem.slug}, kernel: {report.kernel}"))
        if report.kernel is not None and report.note:
            console.print(Text(f"{report.theorem.slug}: {report.note}", "bold red"))
    stored = sum(report.stored for report in reports)
    if stored:
        console.print(Text(f"stored, {stored} of {len(reports)}: found by earlier runs (--fresh computes all)", "dim"))
    if not outcome.complete:
        console.print(Text(f"incomplete: nothing is known of {len(outcome.unfinished)} theorems", "bold yellow"))


def _broken(slug: str, console: Console) -> str:
    """A slug that may be broken behind an underscore where there is little room for it."""
    if console.width >= NARROW_TERMINAL:
        return slug
    room = console.width - max(len(verdict) for verdict in Verdict) - 1
    lines = [""]
    for piece in re.findall(r"[^_]*_?", slug):
        if lines[-1] and len(lines[-1] + piece) > room:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


def print_counterexamples(reports: Sequence[Report], console: Console) -> None:
    """The shortest counterexample to each theorem, in full."""
    for report in reports:
        if report.counterexample is not None:
            console.print()
            console.print(Text(f"counterexample to {report.theorem.slug}", "bold"))
            # a wrapped matrix cannot be copied
            console.print(Text(str(report.counterexample)), soft_wrap=True)


def _legend(reports: Sequence[Report]) -> str:
    """The signs that occur, in words."""
    found = {result.verdict for report in reports for result in report.checks} - {Verdict.PROVED}
    return "  ".join(f"{_SIGNS[v]} {v.lower()}" for v in Verdict if v in found)


def _has(reports: Sequence[Report], name: str) -> bool:
    return any(result.check == name for report in reports for result in report.checks)


def _cell(result: CheckResult | None) -> Text:
    if result is None:
        return Text("–")
    return _styled(result.verdict, _SIGNS[result.verdict])


def _kernel_cell(report: Report) -> Text:
    if report.kernel is None:
        return Text("–")
    status = report.kernel.status
    return Text(status, _KERNEL_STYLES.get(status, "yellow"))


def _styled(verdict: Verdict, text: str) -> Text:
    return Text(text, _style(verdict))


def _style(verdict: Verdict) -> str:
    return _STYLES.get(verdict, "yellow")
