"""What both the text and the HTML of an audit show: figures with their labels, hypotheses, tests and the matrix."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from numerics.independent.laws import VIOLATING_LAWS
from proofs_checks.auditing.audit_findings import Data, Figure
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing, grouped
from proofs_checks.auditing.summary import short
from proofs_checks.challenges.breaking import Outcome, Violation, possibly_unnecessary
from proofs_checks.settings.presentation.audit_thresholds import NEGLIGIBLE_SHARE
from proofs_checks.settings.presentation.summary_thresholds import MANY_EXAMPLES

__all__ = [
    "TESTS",
    "Matrix",
    "Row",
    "figure_rows",
    "hypothesis_groups",
    "matrix_of",
    "number",
    "samples_of_tasks",
    "unnecessary_lines",
]


TESTS = "Tests of the laws, one by one (the p-value of a hypothesis allows for their number)"
"""A heading: of some tens of tests, one or two are below 5 % where everything holds."""


class Row(NamedTuple):
    """A figure as it is shown: what it is, its value, its interval, and a remark."""

    label: str
    value: str
    interval: str
    remark: str


class Matrix(NamedTuple):
    """Theorems by violating laws, signs in the cells, and the hypotheses about numbers that no column has."""

    laws: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Outcome | None, ...]], ...]
    others: tuple[Violation, ...]


_EXCESS = {
    "bayes": ("Bayes", "the posterior mean, which nothing beats"),
    "one_step_gd": ("GD-β", "with the best β and Γ; also the best transformer block"),
    "linear_attention": ("attention alone", "minimised numerically"),
    "zero_initialised_gd": ("GD from zero", "one step from β = 0"),
    "least_squares": ("least squares", "on the prompt alone"),
}


def figure_rows(report: AuditReport) -> dict[str, list[Row]]:
    """Rows by section title."""
    excess = [_row(label, report.excess[name], remark) for name, (label, remark) in _EXCESS.items()]
    excess.insert(1, _row("Bayes, at least", report.bayes_lower_bound, "needs second moments of the inputs only"))
    share = f"{NEGLIGIBLE_SHARE:.0%} of the risk, noise included"
    return {
        "Signal and noise": [
            _row("tr(HΨ)/σ²", report.signal_to_noise, "GD-β is near Bayes while this is bounded"),
            _row("certified factor", report.certified_factor, "excess of GD-β ≤ this × Bayes, by theorem"),
            _row("observed factor", report.observed_factor, "excess of GD-β / Bayes"),
            _row("effective dimension", report.effective_dimension, f"Σ min(μ, λ̄)/λ̄, of d = {report.problem.d}"),
        ],
        "Excess risk (risk less σ²)": excess,
        "What attention alone misses": [
            _row("gap, at least", report.gap_lower_bound, "whatever the weights: ‖β*‖²_H/(M+1)"),
            _row("gap, at most", report.gap_upper_bound, "the smaller of the bounds that apply"),
            _row("share of excess", report.irreducible_share, "the gap in the excess of linear attention"),
            _row("share of risk", report.irreducible_share_of_risk, "the gap in its risk, noise included"),
            _length("matters to M =", report.signal_matters_until, f"until then at least {share}"),
            _length("negligible from M =", report.signal_negligible_from, f"from then on at most {share}"),
        ],
    }


def number(value: float | None) -> str:
    """Four digits; whole numbers in full, as far as a float knows all their digits."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == round(value) and 1000 <= abs(value) < 2**53 else f"{value:.4g}"


def hypothesis_groups(report: AuditReport) -> list[tuple[str, tuple[GroupedHypothesis, ...]]]:
    """The hypotheses with a title, by what is known of them, without empty groups; equations have one of their own."""
    found = grouped(report.hypotheses)
    groups = []
    for standing in Standing:
        alike = tuple(h for h in found if h.standing is standing and not h.special)
        tested = standing is Standing.MET and any(h.p_value is not None for h in alike)
        groups.append((f"Hypotheses, {standing}{' or not rejected' if tested else ''}", alike))
    groups.append(("Special cases that theorems are about", tuple(h for h in found if h.special)))
    return [(title, hypotheses) for title, hypotheses in groups if hypotheses]


def samples_of_tasks(data: Data) -> str:
    """What the draws of an audit are for."""
    return f"{data.draws:,} samples of tasks for the intervals of H and σ²"


def matrix_of(found: Iterable[Violation]) -> Matrix:
    """The violations as a table; laws in the order in which they are defined."""
    found = tuple(found)
    laws = tuple(name for name in VIOLATING_LAWS if any(v.violation == name for v in found))
    cells: dict[str, dict[str, Outcome]] = {}
    for violation in found:
        if violation.violation in VIOLATING_LAWS:
            cells.setdefault(violation.slug, {})[violation.violation] = violation.outcome
    rows = tuple((slug, _cells(laws, outcomes)) for slug, outcomes in cells.items())
    return Matrix(laws, rows, tuple(v for v in found if v.violation not in VIOLATING_LAWS))


def unnecessary_lines(found: Iterable[Violation]) -> list[str]:
    """What may be unnecessary, as sentences: theorems for each hypothesis, strong evidence first."""
    pairs = possibly_unnecessary(found)
    lines = []
    for strong, words in ((True, "possibly unnecessary"), (False, "an inequality stands, which says little")):
        by_name: dict[str, list[str]] = {}
        for slug, name, is_strong in pairs:
            if is_strong is strong:
                by_name.setdefault(name, []).append(slug)
        lines += [f"{name}: {words} in {', '.join(slugs)}" for name, slugs in by_name.items()]
    return lines


def _cells(laws: tuple[str, ...], outcomes: Mapping[str, Outcome]) -> tuple[Outcome | None, ...]:
    return tuple(outcomes.get(law) for law in laws)


def _length(label: str, figure: Figure, remark: str) -> Row:
    """A number of examples, in words where no prompt holds so many."""
    if figure.value is not None and figure.value > MANY_EXAMPLES:
        return Row(label, short(figure.value), "", f"longer than any prompt; {remark}")
    return _row(label, figure, remark)


def _row(label: str, figure: Figure, remark: str) -> Row:
    interval = "" if figure.low is None else f"{number(figure.low)} … {number(figure.high)}"
    return Row(label, number(figure.value), interval, figure.reason or "; ".join(filter(None, (remark, figure.note))))
