"""Reports: what was found about a theorem, and its renderings, which compute nothing."""

from proofs_checks.report.theorem_report import Report, report_of

__all__ = ["Report", "report_of"]
