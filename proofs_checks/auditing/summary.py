"""The five lines in front of an audit: what holds, what fails, what it costs, what to do, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import theory
from proofs_checks.auditing.audit_findings import AuditFindings, Figure
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing, grouped
from proofs_checks.settings.presentation.summary_thresholds import LARGE_SHARE, MANY_EXAMPLES, MOST_ADVICE

__all__ = ["Summary", "counted_theorems", "short", "summary_of"]


@dataclass(frozen=True)
class Summary:
    """One line each."""

    holds: str
    fails: str
    costs: str
    advice: str
    certainty: str

    def labelled(self) -> tuple[tuple[str, str], ...]:
        """The lines with their labels, of which the first has none."""
        labels = ("", "Fails", "Costs", "Do", "Sure")
        return tuple(zip(labels, vars(self).values(), strict=True))


def summary_of(report: AuditFindings) -> Summary:
    """The lines of one report."""
    hypotheses = grouped(report.hypotheses)
    broken = [h for h in hypotheses if h.standing is Standing.BROKEN and not h.special]
    return Summary(
        _holds(report, hypotheses), _fails(broken), _costs(report, broken), _advice(report, broken), _certainty(report)
    )


def short(value: float) -> str:
    """Three digits, or the power of ten where nobody counts so far."""
    return f"{value:.3g}" if abs(value) < MANY_EXAMPLES else f"10^{math.log10(abs(value)):.0f}"


def _holds(report: AuditFindings, hypotheses: Sequence[GroupedHypothesis]) -> str:
    p = report.problem
    tested = [h for h in hypotheses if h.p_value is not None]
    about_numbers = [h for h in hypotheses if h.standing is not Standing.UNSEEN and not h.special and h not in tested]
    untested = 0 if report.data is None else len({name for name, _ in report.data.tests}) - len(tested)
    laws = f", {_rejected(tested, untested)}" if tested or untested else ""
    theorems = f"{len(report.unaffected)} of {len(theory.theorems())} theorems rest on none that fails"
    if report.affected and not _lost(report):
        theorems += ", the others are about special cases"
    return f"d = {p.d}, M = {p.M}, σ² = {p.sigma2:.3g}: {_met(about_numbers)} hypotheses hold{laws}; {theorems}"


def _rejected(tested: Sequence[GroupedHypothesis], untested: int) -> str:
    if not tested:
        return f"none of {untested} laws could be tested"
    count = sum(h.standing is Standing.BROKEN for h in tested)
    others = f" and {untested} not tested" if untested else ""
    return f"{count or 'none'} of {len(tested) + untested} laws {'are' if count > 1 else 'is'} rejected{others}"


def _met(hypotheses: Sequence[GroupedHypothesis]) -> str:
    return f"{sum(h.standing is Standing.MET for h in hypotheses)} of {len(hypotheses)}"


def _lost(report: AuditFindings) -> set[str]:
    """The theorems that something broken takes away, not counting those about some other case."""
    return {slug for h in report.broken if not h.special for slug in h.used_by}


def counted_theorems(report: AuditFindings) -> str:
    """How many theorems stand, how many a broken hypothesis takes away, and how many are about some other case."""
    lost = _lost(report)
    cases = len(report.affected - lost)
    parts = [f"of {len(theory.theorems())} theorems {len(report.unaffected)} rest on none that fails"]
    if lost:
        parts.append(f"{len(lost)} on one that does")
    if cases:
        parts.append(f"{cases} {'is about a special case' if cases == 1 else 'are about special cases'}")
    return ", ".join(parts)


def _fails(broken: Sequence[GroupedHypothesis]) -> str:
    if not broken:
        return "nothing that these numbers can show"
    return ", ".join(f"{h.names[0]} ({h.said.removeprefix('fails, ').removeprefix('fails ')})" for h in broken)


def _costs(report: AuditFindings, broken: Sequence[GroupedHypothesis]) -> str:
    parts = []
    if report.observed_factor.value is not None:
        bound = (
            "" if report.certified_factor.value is None else f" (certified: ≤ {short(report.certified_factor.value)})"
        )
        parts.append(f"GD-β has {short(report.observed_factor.value)} × the excess of Bayes{bound}")
    attention, optimum = report.excess["linear_attention"].value, report.excess["one_step_gd"].value
    if attention is not None and optimum:
        parts.append(f"linear attention {short(attention / optimum)} × that of GD-β")
    if not parts:
        return report.observed_factor.reason or "no excess to compare"
    return ("if the laws held, " if any(h.is_law for h in broken) else "") + "; ".join(parts)


_REMEDIES = {
    "Gaussian inputs": "transform the features, or keep to what needs second moments alone",
    "Gaussian tasks": "look for groups of tasks, or for a feature that tells them apart",
    "independent noise": "look for what the noise depends on",
    "noisy labels": "give a problem with noise: without it there is no bound on GD-β",
    "enough examples": "give longer prompts (M > d + 1) for anything about least squares",
    "Psi is positive definite": "leave out the direction in which tasks do not vary: what attention misses stays there",
}
"""What to do about a broken hypothesis, where nothing that was noticed about a table says it better."""


_CAUSES = frozenset(
    {"duplicate rows", "index", "constant within tasks", "sorted rows", "influential task", "dominating task"}
)
"""Kinds of findings that come before what tests say: tests may reject for no other reason."""


def _advice(report: AuditFindings, broken: Sequence[GroupedHypothesis]) -> str:
    noticed = () if report.data is None else report.data.findings
    causes = [finding.remedy for finding in noticed if finding.kind in _CAUSES]
    reasons = [finding.remedy for finding in noticed if finding.kind == "broken hypothesis"]
    others = [finding.remedy for finding in noticed if finding.kind not in {*_CAUSES, "broken hypothesis"}]
    rest = [_REMEDIES[name] for h in broken for name in h.names if name in _REMEDIES and not (noticed and h.is_law)]
    remedies = tuple(dict.fromkeys([*causes, *reasons, *_start(report), *others, *rest]))
    return "; ".join(remedies[:MOST_ADVICE]) or "use one step of gradient descent as it is: nothing speaks against it"


def _start(report: AuditFindings) -> list[str]:
    """What linear attention lacks, where it matters."""
    share, until = report.irreducible_share.value, report.signal_matters_until.value
    if share is None or share <= LARGE_SHARE:
        return []
    reach = "" if not until or until > MANY_EXAMPLES else f" up to M = {until:,.0f}"
    return [f"give the model a start β, by an MLP or centred labels, which matters{reach}"]


def _certainty(report: AuditFindings) -> str:
    if report.data is None:
        return f"exact for this problem{_within(report.excess['bayes'])}; that its laws hold is supposed, not seen"
    data, ratio = report.data, report.signal_to_noise
    interval = (
        ""
        if ratio.low is None or ratio.high is None
        else (f"; tr(HΨ)/σ² is {short(ratio.low)} … {short(ratio.high)}, at 95 %")
    )
    return f"{data.tasks:,} tasks with {data.rows:,} rows{interval}; what is not rejected is not thereby shown"


def _within(bayes: Figure) -> str:
    if not bayes.value or bayes.low is None or bayes.high is None:
        return ""
    half = max(bayes.high - bayes.value, bayes.value - bayes.low)
    return f", but for the Bayes risk, which is sampled to {100 * half / bayes.value:.1g} %"
