"""The pictures of an audit: intervals, the gap against M, the spectrum, and of data the coefficients, laws and rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from numerics.closed_forms import attention_gap_bounds
from numerics.data.shown_data import Quantiles, ShownData
from proofs_checks.auditing.audit_findings import AuditFindings, Data, Figure
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.presentation.page_layout import HTML_BARS
from proofs_checks.settings.presentation.summary_thresholds import PANELS

__all__ = ["audit_pictures"]


def audit_pictures(report: AuditFindings) -> tuple[Illustration, ...]:
    """What can be drawn of this audit."""
    return tuple(_drawn(report))


def _drawn(report: AuditFindings) -> Iterator[Illustration]:
    yield from _intervals(report)
    yield from _gap(report)
    yield _spectrum(report)
    data = report.data
    if data is not None and data.shown is not None:
        yield _coefficients(data, data.shown)
        yield from _laws(data, data.shown, dict.fromkeys(h.name for h in report.broken))
        yield _rows(data.shown)


def _intervals(report: AuditFindings) -> Iterator[Illustration]:
    excess = {
        "Bayes": "bayes",
        "GD-β": "one_step_gd",
        "attention": "linear_attention",
        "least\nsquares": "least_squares",
    }
    risks = _with_ends("excess risk", {name: report.excess[key] for name, key in excess.items()})
    ratios = _with_ends(
        "ratio",
        {"tr(HΨ)/σ²": report.signal_to_noise, "observed": report.observed_factor, "certified": report.certified_factor},
    )
    panels = tuple(panel for panel in (risks, ratios) if panel is not None)
    if panels:
        yield Illustration(
            "audit-intervals",
            "What it costs.",
            "Left the excess risks; right the signal beside the noise, the factor between GD-β and Bayes that is "
            "observed, and the one that is certified. Lines are 95 % intervals, where there is something to estimate.",
            panels,
        )


def _with_ends(y: str, figures: dict[str, Figure]) -> Panel | None:
    known = {name: f for name, f in figures.items() if f.value is not None and f.value > 0}
    if not known:
        return None
    values = [float(f.value or 0.0) for f in known.values()]
    low = [v if f.low is None else max(f.low, v / 1e3) for f, v in zip(known.values(), values, strict=True)]
    high = [v if f.high is None else f.high for f, v in zip(known.values(), values, strict=True)]
    curve = Curve(y, list(range(len(known))), values, Look.POINTS, 1, interval=(low, high))
    return Panel("", y, (curve,), log_y=True, names=tuple(known))


def _gap(report: AuditFindings) -> Iterator[Illustration]:
    here, gap = report.problem.M, report.excess["linear_attention"].value
    optimum = report.excess["one_step_gd"].value
    lengths = sorted({max(1, round(here * 2.0**k)) for k in range(-5, 8)})
    try:
        bounds = [attention_gap_bounds(replace(report.problem, M=M)) for M in lengths]
    except ValueError:
        return
    low = [float(b.lower) for b in bounds]
    high = [min(float(x) for x in (b.upper, b.vanishing) if x is not None) for b in bounds]
    if min(low) <= 0:
        return
    curves = [Curve("at least", lengths, low, Look.LINE, 2), Curve("at most", lengths, high, Look.LINE, 3)]
    if gap is not None and optimum is not None and gap > optimum:
        curves.append(Curve("here", [here], [gap - optimum], Look.POINTS, 1))
    yield Illustration(
        "audit-gap",
        "What linear attention misses, against the number of examples.",
        "The excess risk of linear attention less that of gradient descent with a learned start: between two bounds "
        f"that are theorems, and where M = {here:,} stands.",
        (Panel("M", "gap", tuple(curves), log_x=True, log_y=True),),
    )


def _spectrum(report: AuditFindings) -> Illustration:
    count = min(len(report.spectrum), HTML_BARS)
    order = list(range(1, count + 1))
    curves = (
        Curve("eigenvalues μ", order, report.spectrum[:count], Look.POINTS, 1),
        Curve("λ̄ = τ/M", [0, count + 1], [report.lambda_bar] * 2, Look.DASHED, 2),
    )
    positive = min(report.spectrum[:count]) > 0
    return Illustration(
        "audit-spectrum",
        "Which directions are learned from the prompt.",
        "The eigenvalues μ of HΨ: those above λ̄ count for the effective dimension in full.",
        (Panel("number", "μ", curves, log_y=positive),),
    )


def _coefficients(data: Data, shown: ShownData) -> Illustration:
    panels = []
    for name, w, error in zip(data.features[:PANELS], shown.coefficients.T, shown.errors.T, strict=False):
        order = np.argsort(w)
        curve = Curve(
            "task", list(range(1, len(w) + 1)), w[order].tolist(), Look.POINTS, 1, (2 * error[order]).tolist()
        )
        panels.append(Panel("tasks, by coefficient", f"coefficient of {name}", (curve,)))
    more = f" The first {PANELS} of {len(data.features)} features." if len(data.features) > PANELS else ""
    return Illustration(
        "audit-coefficients",
        "Coefficients by task.",
        f"Least squares in each task, with two standard errors: what they vary by beyond these is Ψ.{more}",
        tuple(panels),
    )


def _laws(data: Data, shown: ShownData, broken: Iterable[str]) -> Iterator[Illustration]:
    """A picture for each law that is rejected, of the columns that speak most against it."""
    laws = [(name, [q for q in shown.quantiles if q.hypothesis == name]) for name in broken]
    for number, (name, quantiles) in enumerate((law for law in laws if law[1]), start=1):
        worst = sorted(quantiles, key=lambda q: _smallest_p(data, q))[:PANELS]
        yield Illustration(
            f"audit-laws-{number}",
            f"Quantiles behind a law that is rejected: {name}.",
            "Each sample, with mean 0 and variance 1, against the Gaussian law: on the line where it is Gaussian. "
            f"{_UNITS.get(name, '')}Tests of means, sizes or neighbours reject what such a picture does not show.",
            tuple(map(_against_gaussian, worst)),
        )


_UNITS = {
    "Gaussian inputs": "Several together are shown by their distance from the mean. ",
    "Gaussian tasks": "Each coefficient is in units of its own standard deviation, and several together are shown by "
    "their distance from the mean. ",
    "independent noise": "Each residual is in units of its own standard deviation. ",
}


def _smallest_p(data: Data, q: Quantiles) -> float:
    about = f"{q.name}: Gaussian"
    return min((test.p_value for _, test in data.tests if test.about == about and test.p_value is not None), default=1)


def _against_gaussian(q: Quantiles) -> Panel:
    ends = [float(q.gaussian[0]), float(q.gaussian[-1])]
    line = Curve("Gaussian", ends, ends, Look.DASHED, 2)
    return Panel(
        "Gaussian quantile", q.name, (line, Curve("sample", q.gaussian.tolist(), q.sample.tolist(), Look.POINTS))
    )


def _rows(shown: ShownData) -> Illustration:
    count = len(shown.rows)
    kept = np.unique(np.linspace(0, count - 1, min(200, count)).astype(int))
    longest, shortest = shown.rows[[0, -1]]
    log = bool(longest > 20 * shortest)
    lengths = f"{longest:,} … {shortest:,} rows" if longest > shortest else f"all have {longest:,} rows"
    curve = Curve("rows", (kept + 1).tolist(), shown.rows[kept].tolist(), Look.POINTS, 1)
    return Illustration(
        "audit-rows",
        "Rows a task.",
        f"{count:,} tasks from the longest to the shortest: {lengths}.",
        (Panel("tasks, by rows", "rows", (curve,), log_y=log, from_zero=not log),),
    )
