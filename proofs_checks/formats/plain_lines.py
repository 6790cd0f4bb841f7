"""Text for people: a line for each theorem that is finished, then a table and the counterexamples in full."""

from typing import TYPE_CHECKING, TextIO

from proofs_checks.output_format import OutputFormat

if TYPE_CHECKING:
    from proofs_checks.auditing.audit_report import AuditReport
    from proofs_checks.challenges.mutation.running import Run
    from proofs_checks.report.shown_run import ShownRun
    from proofs_checks.report.theorem_report import Report
    from theory import Theorem

__all__ = ["FORMAT"]


def _finished(report: "Report", stream: TextIO, detailed: bool) -> None:
    from proofs_checks.report.terminal import console_for, print_details, print_line

    tell = print_details if detailed or not report.passed else print_line
    tell(report, console_for(stream))


def _run(shown: "ShownRun", stream: TextIO) -> None:
    from proofs_checks.report.terminal import console_for, print_counterexamples, print_table

    console = console_for(stream)
    console.print()
    print_table(shown.outcome, console)
    print_counterexamples(shown.outcome.reports, console)


def _audit(report: "AuditReport", stream: TextIO) -> None:
    from proofs_checks.report.audit_text import print_audit
    from proofs_checks.report.terminal import console_for

    print_audit(report, console_for(stream))


def _attack(run: "Run", stream: TextIO) -> None:
    from proofs_checks.challenges.mutation.mutation_report import print_attacked
    from proofs_checks.report.terminal import console_for

    print_attacked(run, console_for(stream))


def _list(theorems: "tuple[Theorem, ...]", verdicts: bool, stream: TextIO) -> None:
    from proofs_checks.list_command import write_lines

    write_lines(theorems, verdicts, stream)


FORMAT = OutputFormat("text", 10, run=_run, audit=_audit, attack=_attack, listing=_list, as_finished=_finished)
