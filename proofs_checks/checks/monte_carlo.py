"""The unevaluated expectation of the statement, sampled as it is written, against the claimed closed form."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from numerics import Comparison, compare
from numerics.tolerances import HEAVY_TAIL, MINIMUM_SAMPLES, REQUIRED_ERROR, ROUNDING
from proofs_checks.claims import claims_of
from proofs_checks.context import Context
from proofs_checks.printable import number, plain, point_as_text
from proofs_checks.sampled import Sampled, sampled_form
from proofs_checks.sampling_plan import Plan, PlanError, draw_samples, plan_for
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "monte_carlo"

GLANCE = 32
"""What is grossly wrong shows in this part of the samples, and need not wait for all of them."""

MARGIN = 1.1
"""How much longer than needed a repeated sample is: its own standard deviation may turn out larger."""


@dataclass(frozen=True, eq=False)
class _Stream:
    """One independent sample compared with the claim. Errors are relative to ``size``, which ``scale`` names."""

    comparison: Comparison
    size: float
    scale: str
    one_sided: bool

    @property
    def signs(self) -> np.ndarray:
        """Entry by entry: ±1 where the sample rejects the claim in that direction, else 0."""
        c = self.comparison
        gap = np.asarray(c.observed, dtype=np.float64) - np.asarray(c.claimed, dtype=np.float64)
        error = np.hypot(np.asarray(c.standard_error), ROUNDING * self.size)
        signs = np.sign(gap) * (np.abs(gap) > c.critical * error)
        return np.minimum(signs, 0) if self.one_sided else signs

    @property
    def detectable(self) -> float:
        return max(self.comparison.visible, ROUNDING * self.size) / self.size

    @property
    def needed(self) -> int:
        """How many samples see an error of the required size and outweigh their skewness, as far as this one tells."""
        longer = max(self.detectable / REQUIRED_ERROR, self.comparison.skewness_term)
        return math.ceil(self.comparison.samples * longer**2)

    @property
    def distrust(self) -> str:
        """Why rejection would mean little; empty if it means something."""
        c = self.comparison
        enough = math.ceil(c.samples * c.skewness_term**2)
        return "" if c.trustworthy else f"too skewed for its standard error to be trusted: it takes {enough:,} samples"

    @property
    def is_short(self) -> bool:
        """Whether agreement would mean something if there were more samples of this kind."""
        return not self.distrust and self.detectable > REQUIRED_ERROR and not self.signs.any()

    @property
    def weakness(self) -> str:
        """Why agreement would mean little; empty if it means something."""
        if self.distrust:
            return self.distrust
        if self.detectable > REQUIRED_ERROR:
            return f"an error of {REQUIRED_ERROR:.0%} could have gone unseen: it takes {self.needed:,} samples"
        return ""


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """One comparison for each claim with an expectation in it; None where there is none.

    REFUTED only when a second, independent and four times longer sample rejects in the same direction. What is wrong
    by much is looked for in a short pair of samples first.
    """
    forms = [form for form in map(sampled_form, claims_of(theorem)) if form is not None]
    if not forms:
        return None
    rng = context.generator(theorem.slug, NAME)
    results = []
    for form in forms:
        results.append(_check_one(form, theorem, context, rng))
        if results[-1].verdict is Verdict.REFUTED:
            return results[-1]
    weakest = min(results, key=lambda r: r.verdict is Verdict.CONFIRMED)
    data = {"comparisons": [dict(r.data) for r in results]}
    return CheckResult(NAME, weakest.verdict, "; ".join(r.detail for r in results), data)


def _check_one(form: Sampled, theorem: Theorem, context: Context, rng: np.random.Generator) -> CheckResult:
    where = f"{form.claim.where}: " if form.claim.where else ""
    try:
        plan = plan_for(form, theorem, context, rng)
    except PlanError as error:
        return CheckResult(NAME, Verdict.VACUOUS, f"{where}nothing could be sampled: {error}")
    seeds = iter(np.random.SeedSequence(int(rng.integers(2**63))).spawn(6))
    glance = [plan.samples // GLANCE] if plan.samples >= GLANCE * MINIMUM_SAMPLES else []
    for samples in (*glance, plan.samples):
        stream, verdict, outcome = _judge(form, plan, samples, seeds)
        if verdict is Verdict.REFUTED:
            break
    nothing_rejected = stream.comparison.samples == samples
    if nothing_rejected and stream.is_short and MARGIN * stream.needed <= plan.cap:
        # it was a better pilot than the pilot: what counts is a fresh sample
        stream, verdict, outcome = _judge(form, plan, math.ceil(MARGIN * stream.needed), seeds)
    line = where + _line(stream, plan) + (f"; {outcome}" if outcome else "")
    found = _counterexample(form, plan, stream) if verdict is Verdict.REFUTED else None
    return CheckResult(NAME, verdict, line, _data(form, plan, stream), found)


def _judge(
    form: Sampled, plan: Plan, samples: int, seeds: Iterator[np.random.SeedSequence]
) -> tuple[_Stream, Verdict, str]:
    """One sample and, where that rejects, a second: what was seen last, and what it means."""
    first = _stream(form, plan, samples, next(seeds))
    if first.signs.any():
        second = _stream(form, plan, 4 * samples, next(seeds))
        return second, *_after_rejection(first, second)
    return first, Verdict.INCONCLUSIVE if first.weakness else Verdict.CONFIRMED, first.weakness


def _after_rejection(first: _Stream, second: _Stream) -> tuple[Verdict, str]:
    """One rejection in a thousand comparisons is chance; the second sample, four times as long, decides."""
    if (first.signs * second.signs > 0).any():
        outcome = "two independent samples reject it"
        return (
            (Verdict.INCONCLUSIVE, f"{outcome}, {second.distrust}") if second.distrust else (Verdict.REFUTED, outcome)
        )
    if second.signs.any() or second.weakness:
        return Verdict.INCONCLUSIVE, f"rejected once, not repeated; {second.weakness or 'rejected the other way'}"
    return Verdict.CONFIRMED, "rejected by a first sample, as one in a thousand is by chance, and not by this one"


def _stream(form: Sampled, plan: Plan, samples: int, seed: Any) -> _Stream:
    estimate = draw_samples(form, plan.values, samples, seed)
    claimed = form.claimed_at(plan.values, np.shape(estimate.mean))
    size, scale = form.size_at(plan.values, estimate)
    compared = compare(claimed, estimate, magnitude=form.magnitude_at(plan.values))
    return _Stream(compared, size, scale, form.one_sided)


def _line(stream: _Stream, plan: Plan) -> str:
    c = stream.comparison
    error = float(np.linalg.norm(c.standard_error))
    claimed = "≥ 0" if stream.one_sided else _norm(c.claimed)
    # norms may agree where entries do not
    apart = f" (apart by {c.difference:.2%} of {stream.scale})" if np.size(c.claimed) > 1 else ""
    heavy = f", heavy-tailed (relative deviation {plan.spread:.2g})" if plan.spread > HEAVY_TAIL else ""
    return (
        f"claimed {claimed}, observed {_norm(c.observed)} ± {error:.2g}{apart} from {c.samples:,} samples at "
        f"{plan.description}{heavy}; an error of {stream.detectable:.2%} of {stream.scale} would have shown "
        f"(power {1 - c.miss:g})"
    )


def _norm(value: Any) -> str:
    return f"‖{np.linalg.norm(value):.6g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.6g}"


def _data(form: Sampled, plan: Plan, stream: _Stream) -> dict[str, Any]:
    c = stream.comparison
    return {
        "where": form.claim.where,
        "point": plan.description,
        "relation": "at least" if stream.one_sided else "equal",
        "claimed": number(c.claimed),
        "observed": number(c.observed),
        "standard_error": number(c.standard_error),
        "nominal_false_alarm": c.false_alarm,
        "miss": c.miss,
        "wanted_relative_error": REQUIRED_ERROR,
        "planned_samples": math.ceil(plan.wanted),
        "samples": c.samples,
        "smallest_detectable_relative_error": stream.detectable,
        "samples_for_wanted_error": stream.needed,
        "relative_to": stream.scale,
        "relative_standard_deviation": plan.spread,
        "trustworthy": c.trustworthy,
    }


def _counterexample(form: Sampled, plan: Plan, stream: _Stream) -> Counterexample:
    c = stream.comparison
    sides = (plain(c.observed), plain(c.claimed))
    swapped = form.quantity == form.claim.right
    claim = str(form.claim)
    if form.claimed is None:
        claim += f", written as right side − left side {'≥' if form.one_sided else '='} 0"
    side = "right" if swapped else "left"
    note = f"the {side} side is the mean of {c.samples:,} samples; {_worst_entry(c)}"
    left, right = reversed(sides) if swapped else sides
    return Counterexample(claim, point_as_text(plan.values), left, right, note)


def _worst_entry(c: Comparison) -> str:
    """Where the two sides differ most, in standard errors."""
    observed, claimed, error = (np.asarray(a, dtype=np.float64) for a in (c.observed, c.claimed, c.standard_error))
    gaps = np.abs(observed - claimed) / np.maximum(error, np.finfo(float).tiny)
    where = np.unravel_index(gaps.argmax(), gaps.shape)
    entry = f"entry [{where[0]}, {where[1]}]" if gaps.ndim else "it"
    return f"{entry} is {observed[where]:.6g} ± {error[where]:.2g} against {claimed[where]:.6g}"
