"""An audit as JSON: null where a figure is undefined, with the reason beside it; never Infinity."""

from typing import Any

import numpy as np

from proofs_checks.auditing.audit_findings import AuditFindings, Data, Figure
from proofs_checks.challenges.breaking import possibly_unnecessary
from proofs_checks.json_text import as_data, as_null, document_text
from proofs_checks.settings.process_numbers import AUDIT_SCHEMA

__all__ = ["audit_text"]


_PLAIN = (
    "signal_to_noise",
    "certified_factor",
    "effective_dimension",
    "bayes_lower_bound",
    "gap_lower_bound",
    "gap_upper_bound",
    "irreducible_share",
    "irreducible_share_of_risk",
    "signal_matters_until",
    "signal_negligible_from",
)


def audit_text(report: AuditFindings) -> str:
    """The document as text."""
    return document_text(_document(report), as_null)


def _document(report: AuditFindings) -> dict[str, Any]:
    """``reason`` says why a number is null, ``intervals`` holds what is sampled or estimated."""
    figures = {**report.figures, **{f"excess.{name}": f for name, f in report.excess.items()}}
    p = report.problem
    return {
        "schema": AUDIT_SCHEMA,
        "seed": report.seed,
        "problem": {"d": p.d, "M": p.M, "N": p.N, "sigma2": p.sigma2, "lambda_bar": report.lambda_bar},
        **{name: report.figures[name].value for name in _PLAIN},
        "observed_factor": _triple(report.observed_factor),
        "excess": {name: f.value for name, f in report.excess.items()},
        "intervals": {name: [f.low, f.high] for name, f in figures.items() if f.low is not None},
        "reason": {name: f.reason for name, f in figures.items() if f.value is None},
        "notes": {name: f.note for name, f in figures.items() if f.note},
        "spectrum": report.spectrum,
        "hypotheses": report.hypotheses,
        "affected": sorted(report.affected),
        "unaffected": report.unaffected,
        "data": None if report.data is None else _data(report.data),
        "violations": report.violations,
        "possibly_unnecessary": [
            {"slug": slug, "hypothesis": name, "an_equality_survives": strong}
            for slug, name, strong in possibly_unnecessary(report.violations)
        ],
    }


def _triple(figure: Figure) -> dict[str, Any]:
    values = {name: getattr(figure, name) for name in ("value", "low", "high")}
    return {**values, "reason": figure.reason} if figure.value is None else values


def _data(data: Data) -> dict[str, Any]:
    return {
        "path": data.path,
        "rows": data.rows,
        "tasks": data.tasks,
        "features": data.features,
        "target": data.target,
        "bootstrap_draws": data.draws,
        "estimates": {name: _floats(value) for name, value in data.estimates.items()},
        "intervals": {name: [_floats(low), _floats(high)] for name, (low, high) in data.intervals.items()},
        "tests": [{"hypothesis": name, **as_data(test, as_null)} for name, test in data.tests],
        "notes": data.notes,
        "findings": [as_data(finding, as_null) for finding in data.findings],
    }


def _floats(value: Any) -> np.ndarray:
    return np.asarray(value, dtype=np.float64)
