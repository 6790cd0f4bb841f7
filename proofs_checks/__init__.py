"""Verdicts: statements of ``theory`` confronted with ``numerics``."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofs_checks.auditing import AuditReport, audit, audit_table
    from proofs_checks.lower_bounding import LowerBound, NoLowerBoundFoundError, lower_bound
    from proofs_checks.minimising import Minimised, NoMinimumFoundError, minimise
    from proofs_checks.report.step_view import StepView, step_view
    from proofs_checks.report.theorem_report import Report
    from proofs_checks.sweeping.sweeping_call import sweep
    from proofs_checks.verdict import CheckResult, Verdict
    from proofs_checks.verifying import verify

__all__ = [
    "AuditReport",
    "CheckResult",
    "LowerBound",
    "Minimised",
    "NoLowerBoundFoundError",
    "NoMinimumFoundError",
    "Report",
    "StepView",
    "Verdict",
    "audit",
    "audit_table",
    "lower_bound",
    "minimise",
    "step_view",
    "sweep",
    "verify",
]

_HOMES = {
    "AuditReport": "auditing",
    "CheckResult": "verdict",
    "LowerBound": "lower_bounding",
    "Minimised": "minimising",
    "NoLowerBoundFoundError": "lower_bounding",
    "NoMinimumFoundError": "minimising",
    "Report": "report.theorem_report",
    "StepView": "report.step_view",
    "Verdict": "verdict",
    "audit": "auditing",
    "audit_table": "auditing",
    "lower_bound": "lower_bounding",
    "minimise": "minimising",
    "step_view": "report.step_view",
    "sweep": "sweeping.sweeping_call",
    "verify": "verifying",
}


def __getattr__(name: str) -> object:
    # a command imports what it uses: listing needs no checks, verifying no optimisers of the audit
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
