"""JSON for programs: one document."""

from typing import TYPE_CHECKING, TextIO

from proofs_checks.output_format import OutputFormat

if TYPE_CHECKING:
    from proofs_checks.auditing.audit_report import AuditReport
    from proofs_checks.challenges.mutation.running import Run
    from proofs_checks.report.shown_run import ShownRun
    from theory import Theorem

__all__ = ["FORMAT"]


def _run(shown: "ShownRun", stream: TextIO) -> None:
    from proofs_checks.report.as_json import to_json

    print(to_json(shown.outcome), file=stream)


def _audit(report: "AuditReport", stream: TextIO) -> None:
    print(report.to_json(), file=stream)


def _attack(run: "Run", stream: TextIO) -> None:
    from proofs_checks.challenges.mutation.mutation_report import to_json

    print(to_json(run), file=stream)


def _list(theorems: "tuple[Theorem, ...]", verdicts: bool, stream: TextIO) -> None:
    from proofs_checks.list_command import write_json

    write_json(theorems, stream)


FORMAT = OutputFormat("json", 20, run=_run, audit=_audit, attack=_attack, listing=_list, file="report.json")
