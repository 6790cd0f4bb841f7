"""An audit as its reader gets it; ``proofs_checks.report`` renders it."""

import json
from dataclasses import dataclass

from proofs_checks.auditing.audit_findings import AuditFindings
from proofs_checks.auditing.audit_json import audit_as_dict
from proofs_checks.auditing.summary import Summary, summary_of

__all__ = ["AuditReport"]


@dataclass(frozen=True, eq=False)
class AuditReport(AuditFindings):
    """What an audit found, and what can be done with it. The fields are those of ``AuditFindings``."""

    @property
    def summary(self) -> Summary:
        """Five lines: what holds, what fails, what it costs, what to do about it, and how sure that is."""
        return summary_of(self)

    def to_json(self) -> str:
        """One document; what is undefined is null, and ``reason`` says why."""
        return json.dumps(audit_as_dict(self), indent=2, ensure_ascii=False, allow_nan=False)
