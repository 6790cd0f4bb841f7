"""Verdicts: statements of ``theory`` confronted with ``numerics``."""

from proofs_checks.auditing import AuditReport, audit, audit_table
from proofs_checks.report.model import Report
from proofs_checks.verdict import CheckResult, Verdict
from proofs_checks.verifying import verify

__all__ = ["AuditReport", "CheckResult", "Report", "Verdict", "audit", "audit_table", "verify"]
