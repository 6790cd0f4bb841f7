"""Reports as JSON: the same for the same seed, apart from the ``timing`` block."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from proofs_checks.context import Context
from proofs_checks.report.model import Report, exit_code
from proofs_checks.verdict import CheckResult

__all__ = ["SCHEMA_VERSION", "to_json"]

SCHEMA_VERSION = 1
"""Raised by one whenever a key changes its name, place or meaning; new keys do not raise it."""


def to_json(reports: Sequence[Report], context: Context) -> str:
    """One document with the keys schema, seed, samples, exit_code, theorems and timing."""
    document = {
        "schema": SCHEMA_VERSION,
        "seed": context.seed,
        "samples": context.samples,
        "own_numbers": context.values is not None,
        "exit_code": exit_code(reports),
        "theorems": [_theorem(report) for report in reports],
        "timing": {r.theorem.slug: {c.check: round(c.seconds, 3) for c in r.checks} for r in reports},
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _theorem(report: Report) -> dict[str, Any]:
    theorem = report.theorem
    return {
        "slug": theorem.slug,
        "title": theorem.title,
        "verdict": str(report.verdict),
        "note": report.note,
        "source": str(theorem.source),
        "depends_on": list(theorem.depends_on),
        "checks": [_check(result) for result in report.checks],
    }


def _check(result: CheckResult) -> dict[str, Any]:
    return {
        "check": result.check,
        "verdict": str(result.verdict),
        "detail": result.detail,
        "data": _finite(result.data),
        "counterexample": None if result.counterexample is None else asdict(result.counterexample),
    }


def _finite(value: Any) -> Any:
    """JSON has no infinity: it is written as text."""
    if isinstance(value, Mapping):
        return {key: _finite(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return value
