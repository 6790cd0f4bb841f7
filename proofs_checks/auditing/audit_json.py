"""An audit as JSON: null where a figure is undefined, with the reason beside it; never Infinity."""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from proofs_checks.auditing.audit_findings import AuditFindings, Data, Figure, Hypothesis
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing, grouped
from proofs_checks.auditing.summary import summary_of
from proofs_checks.challenges.breaking import possibly_unnecessary

__all__ = ["SCHEMA_VERSION", "audit_as_dict"]

SCHEMA_VERSION = 1
"""Raised by one whenever a key changes its name, place or meaning; new keys do not raise it."""

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


def audit_as_dict(report: AuditFindings) -> dict[str, Any]:
    """The document: ``reason`` says why a number is null, ``intervals`` holds what is sampled or estimated."""
    figures = {**report.figures, **{f"excess.{name}": f for name, f in report.excess.items()}}
    p = report.problem
    return {
        "schema": SCHEMA_VERSION,
        "seed": report.seed,
        "summary": asdict(summary_of(report)),
        "hypothesis_groups": _groups(report),
        "problem": {"d": p.d, "M": p.M, "N": p.N, "sigma2": p.sigma2, "lambda_bar": report.lambda_bar},
        **{name: _number(report.figures[name].value) for name in _PLAIN},
        "observed_factor": _triple(report.observed_factor),
        "excess": {name: _number(f.value) for name, f in report.excess.items()},
        "intervals": {name: [_number(f.low), _number(f.high)] for name, f in figures.items() if f.low is not None},
        "reason": {name: f.reason for name, f in figures.items() if f.value is None},
        "notes": {name: f.note for name, f in figures.items() if f.note},
        "spectrum": [_number(mu) for mu in report.spectrum],
        "hypotheses": [_hypothesis(h) for h in report.hypotheses],
        "affected": sorted(report.affected),
        "unaffected": list(report.unaffected),
        "data": None if report.data is None else _data(report.data),
        "violations": [{**asdict(v), "outcome": str(v.outcome)} for v in report.violations],
        "possibly_unnecessary": [
            {"slug": slug, "hypothesis": name, "an_equality_survives": strong}
            for slug, name, strong in possibly_unnecessary(report.violations)
        ],
    }


def _groups(report: AuditFindings) -> dict[str, list[dict[str, Any]]]:
    """The hypotheses as text and page show them: each once, in the groups broken, met and unseen."""
    found = grouped(report.hypotheses)
    return {standing.name.lower(): [_grouped(h) for h in found if h.standing is standing] for standing in Standing}


def _grouped(h: GroupedHypothesis) -> dict[str, Any]:
    return {
        "names": list(h.names),
        "statement": h.statement,
        "said": h.said,
        "reason": h.reason,
        "special_case": h.special,
        "used_by": list(h.used_by),
    }


def _hypothesis(h: Hypothesis) -> dict[str, Any]:
    numbers = {name: _number(getattr(h, name)) for name in ("margin", "p_value", "relative")}
    return {**asdict(h), **numbers, "used_by": list(h.used_by), "about": list(h.about)}


def _triple(figure: Figure) -> dict[str, Any]:
    values = {name: _number(getattr(figure, name)) for name in ("value", "low", "high")}
    return {**values, "reason": figure.reason} if figure.value is None else values


def _data(data: Data) -> dict[str, Any]:
    return {
        "path": data.path,
        "rows": data.rows,
        "tasks": data.tasks,
        "features": list(data.features),
        "target": data.target,
        "bootstrap_draws": data.draws,
        "estimates": {name: _plain(value) for name, value in data.estimates.items()},
        "intervals": {name: [_plain(low), _plain(high)] for name, (low, high) in data.intervals.items()},
        "tests": [{"hypothesis": name, **asdict(test)} for name, test in data.tests],
        "notes": list(data.notes),
    }


def _plain(value: Any) -> Any:
    array = np.asarray(value, dtype=np.float64)
    return _finite(array.tolist())


def _finite(value: Any) -> Any:
    return [_finite(v) for v in value] if isinstance(value, list) else _number(value)


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
