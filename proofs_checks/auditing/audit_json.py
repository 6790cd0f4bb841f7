"""An audit as JSON: null where a figure is undefined, with the reason beside it; never Infinity."""

import numpy as np

from numerics.data.law_test import LawTest
from numerics.data.table_finding import Finding
from numerics.values.number_types import Number
from proofs_checks.auditing.audit_document import (
    AuditDocument,
    DataDocument,
    FindingDocument,
    GroupMember,
    HypothesisDocument,
    HypothesisGroups,
    ObservedFactor,
    SummaryLines,
    TestDocument,
)
from proofs_checks.auditing.audit_findings import AuditFindings, Data, Figure, Hypothesis
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing, grouped
from proofs_checks.auditing.summary import summary_of
from proofs_checks.challenges.breaking import possibly_unnecessary
from proofs_checks.json_text import as_null, document_text
from proofs_checks.settings.process_numbers import AUDIT_SCHEMA

__all__ = ["audit_text"]


def audit_text(report: AuditFindings) -> str:
    """The document as text."""
    return document_text(_document(report), as_null)


def _document(report: AuditFindings) -> AuditDocument:
    """The document: ``reason`` says why a number is null, ``intervals`` holds what is sampled or estimated."""
    figures = {**report.figures, **{f"excess.{name}": f for name, f in report.excess.items()}}
    p = report.problem
    return {
        "schema": AUDIT_SCHEMA,
        "seed": report.seed,
        "summary": _summary(report),
        "hypothesis_groups": _groups(report),
        "problem": {"d": p.d, "M": p.M, "N": p.N, "sigma2": p.sigma2, "lambda_bar": report.lambda_bar},
        "signal_to_noise": report.signal_to_noise.value,
        "certified_factor": report.certified_factor.value,
        "effective_dimension": report.effective_dimension.value,
        "bayes_lower_bound": report.bayes_lower_bound.value,
        "gap_lower_bound": report.gap_lower_bound.value,
        "gap_upper_bound": report.gap_upper_bound.value,
        "irreducible_share": report.irreducible_share.value,
        "irreducible_share_of_risk": report.irreducible_share_of_risk.value,
        "signal_matters_until": report.signal_matters_until.value,
        "signal_negligible_from": report.signal_negligible_from.value,
        "observed_factor": _triple(report.observed_factor),
        "excess": {
            "one_step_gd": report.excess["one_step_gd"].value,
            "linear_attention": report.excess["linear_attention"].value,
            "many_heads": report.excess["many_heads"].value,
            "zero_initialised_gd": report.excess["zero_initialised_gd"].value,
            "bayes": report.excess["bayes"].value,
            "least_squares": report.excess["least_squares"].value,
        },
        "intervals": {name: (f.low, f.high) for name, f in figures.items() if f.low is not None},
        "reason": {name: f.reason for name, f in figures.items() if f.value is None},
        "notes": {name: f.note for name, f in figures.items() if f.note},
        "spectrum": list(report.spectrum),
        "hypotheses": [_hypothesis(h) for h in report.hypotheses],
        "affected": sorted(report.affected),
        "unaffected": list(report.unaffected),
        "data": None if report.data is None else _data(report.data),
        "violations": [
            {
                "slug": v.slug,
                "hypothesis": v.hypothesis,
                "violation": v.violation,
                "outcome": str(v.outcome),
                "detail": v.detail,
            }
            for v in report.violations
        ],
        "possibly_unnecessary": [
            {"slug": slug, "hypothesis": name, "an_equality_survives": strong}
            for slug, name, strong in possibly_unnecessary(report.violations)
        ],
    }


def _summary(report: AuditFindings) -> SummaryLines:
    said = summary_of(report)
    return {
        "holds": said.holds,
        "fails": said.fails,
        "costs": said.costs,
        "advice": said.advice,
        "certainty": said.certainty,
    }


def _groups(report: AuditFindings) -> HypothesisGroups:
    """The hypotheses as text and page show them: each once, by what is known of it."""
    found = grouped(report.hypotheses)

    def members(standing: Standing) -> list[GroupMember]:
        return [_member(h) for h in found if h.standing is standing]

    return {
        "broken": members(Standing.BROKEN),
        "met": members(Standing.MET),
        "unseen": members(Standing.UNSEEN),
    }


def _member(h: GroupedHypothesis) -> GroupMember:
    return {
        "names": list(h.names),
        "statement": h.statement,
        "said": h.said,
        "reason": h.reason,
        "special_case": h.special,
        "used_by": list(h.used_by),
    }


def _hypothesis(h: Hypothesis) -> HypothesisDocument:
    return {
        "name": h.name,
        "statement": h.statement,
        "holds": h.holds,
        "margin": h.margin,
        "used_by": list(h.used_by),
        "reason": h.reason,
        "p_value": h.p_value,
        "relative": h.relative,
        "about": list(h.about),
        "special": h.special,
        "latex": h.latex,
    }


def _triple(figure: Figure) -> ObservedFactor:
    found: ObservedFactor = {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
    }
    if figure.value is None:
        found["reason"] = figure.reason
    return found


def _data(data: Data) -> DataDocument:
    ends = {name: (_plain(low), _plain(high)) for name, (low, high) in data.intervals.items()}
    return {
        "path": data.path,
        "rows": data.rows,
        "tasks": data.tasks,
        "features": list(data.features),
        "target": data.target,
        "bootstrap_draws": data.draws,
        "estimates": {
            "H": _plain(data.estimates["H"]),
            "beta_star": _plain(data.estimates["beta_star"]),
            "Psi": _plain(data.estimates["Psi"]),
            "sigma2": _plain(data.estimates["sigma2"]),
        },
        "intervals": {
            "H": ends["H"],
            "beta_star": ends["beta_star"],
            "Psi": ends["Psi"],
            "sigma2": ends["sigma2"],
        },
        "tests": [_test(hypothesis, test) for hypothesis, test in data.tests],
        "notes": list(data.notes),
        "findings": [_finding(finding) for finding in data.findings],
    }


def _finding(finding: Finding) -> FindingDocument:
    return {
        "kind": finding.kind,
        "what": finding.what,
        "where": list(finding.where),
        "remedy": finding.remedy,
    }


def _test(hypothesis: str, test: LawTest) -> TestDocument:
    return {
        "hypothesis": hypothesis,
        "about": test.about,
        "test": test.test,
        "p_value": test.p_value,
        "sample": test.sample,
        "reason": test.reason,
    }


def _plain(value: Number) -> Number:
    """Numbers and lists of them."""
    return np.asarray(value, dtype=np.float64).tolist()
