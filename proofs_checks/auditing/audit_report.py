"""An audit as its reader gets it; ``proofs_checks.report`` renders it."""

from dataclasses import dataclass

from proofs_checks.auditing.audit_findings import AuditFindings
from proofs_checks.auditing.audit_json import audit_text

__all__ = ["AuditReport"]


@dataclass(frozen=True, eq=False)
class AuditReport(AuditFindings):
    """What an audit found, and what can be done with it. The fields are those of ``AuditFindings``."""

    def to_json(self) -> str:
        """One document; what is undefined is null, and ``reason`` says why."""
        return audit_text(self)
