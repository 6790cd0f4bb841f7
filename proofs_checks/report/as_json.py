"""Reports as JSON: the same for the same seed, apart from the ``timing`` block."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version

from proofs_checks.json_text import as_data, document_text
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.report.theorem_report import Report
from proofs_checks.settings.process_numbers import REPORT_SCHEMA
from proofs_checks.verdict import CheckResult
from theory.theorem_record import Theorem

__all__ = ["document_of", "document_of_theorem", "fingerprint", "to_json"]


def to_json(outcome: Outcome) -> str:
    """The document as text."""
    return document_text(document_of(outcome))


def document_of(outcome: Outcome) -> dict[str, object]:
    """One document: settings, ``complete`` and what is ``unfinished``, exit code, theorems and timing."""
    context = outcome.context
    return {
        "schema": REPORT_SCHEMA,
        "seed": context.seed,
        "samples": context.samples,
        "own_numbers": context.values is not None,
        "versions": _versions(),
        "complete": outcome.complete,
        "unfinished": [theorem.slug for theorem in outcome.unfinished],
        "exit_code": outcome.exit_code,
        "theorems": [document_of_theorem(report) for report in outcome.reports],
        "timing": {r.theorem.slug: _timing(r) for r in outcome.reports},
    }


@cache
def _versions() -> dict[str, str]:
    packages = {name: version(name) for name in ("theorycheck", "sympy", "numpy", "scipy")}
    return {"python": platform.python_version(), **packages}


def fingerprint(theorem: Theorem) -> str:
    """Changes with what a theorem claims: a verdict is about the claim as it was, not about the name."""
    claim = repr((theorem.statements, theorem.assumptions, theorem.notation))
    return hashlib.sha256(claim.encode()).hexdigest()[:16]


def _timing(report: Report) -> dict[str, float]:
    found = {c.check: round(c.seconds, 3) for c in report.checks}
    return found if report.kernel is None else {**found, "kernel": round(report.kernel.seconds, 3)}


def document_of_theorem(report: Report) -> dict[str, object]:
    """What was found about one theorem."""
    theorem, kernel = report.theorem, report.kernel
    asked = {} if kernel is None else {"kernel": {"status": str(kernel.status), "reason": kernel.reason}}
    return {
        "slug": theorem.slug,
        "title": theorem.title,
        "fingerprint": fingerprint(theorem),
        "claim": theorem.statement.lines(),
        "verdict": str(report.verdict),
        "note": report.note,
        "reach": report.reach,
        "source": str(theorem.source),
        "depends_on": list(theorem.depends_on),
        "checks": [_check(result) for result in report.checks],
        **asked,
    }


def _check(result: CheckResult) -> dict[str, object]:
    return {
        "check": result.check,
        "verdict": str(result.verdict),
        "detail": result.detail,
        "reach": dict(result.reach),
        "data": as_data(result.data),
        "counterexample": as_data(result.counterexample),
    }
