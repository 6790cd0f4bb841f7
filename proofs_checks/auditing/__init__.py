"""The audit: do these numbers, or this data, satisfy the hypotheses, and what does it cost where they do not?"""

from proofs_checks.auditing.audit_findings import Data, Figure, Hypothesis
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.auditor import audit
from proofs_checks.auditing.table_auditor import audit_table

__all__ = ["AuditReport", "Data", "Figure", "Hypothesis", "audit", "audit_table"]
