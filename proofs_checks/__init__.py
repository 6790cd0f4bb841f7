"""Verdicts: statements of ``theory`` confronted with ``numerics``."""

from typing import TYPE_CHECKING, Any

from proofs_checks.report.model import Report
from proofs_checks.verdict import CheckResult, Verdict
from proofs_checks.verifying import verify

if TYPE_CHECKING:
    from proofs_checks.auditing import AuditReport, audit, audit_table

__all__ = ["AuditReport", "CheckResult", "Report", "Verdict", "audit", "audit_table", "verify"]

_AUDITING = {"AuditReport", "audit", "audit_table"}


def __getattr__(name: str) -> Any:
    # optimisers and theorems are not imported by commands that only list and verify
    if name in _AUDITING:
        from proofs_checks import auditing

        return getattr(auditing, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
