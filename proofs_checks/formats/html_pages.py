"""HTML: one page that works from disk."""

from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from proofs_checks.output_format import OutputFormat

if TYPE_CHECKING:
    from proofs_checks.auditing.audit_report import AuditReport
    from proofs_checks.report.shown_run import ShownRun

__all__ = ["FORMAT"]


def _run(shown: "ShownRun", stream: TextIO) -> None:
    from proofs_checks.experiments_about import experiments_about
    from proofs_checks.report.page.html_document import page_html

    about = experiments_about(frozenset(theorem.slug for theorem in shown.outcome.wanted))
    stream.write(page_html(replace(shown, experiments=about)))


def _audit(report: "AuditReport", stream: TextIO) -> None:
    from proofs_checks.report.audit_html import audit_as_html

    stream.write(audit_as_html(report))


FORMAT = OutputFormat("html", 40, run=_run, audit=_audit, file="report.html", links=True)
