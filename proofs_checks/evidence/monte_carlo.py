"""The unevaluated expectation of the statement, sampled as it is written, against the claimed closed form."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.law import Law
from numerics.tolerances.sample_sizes import MINIMUM_SAMPLES, MISS
from numerics.values.number_types import Number
from proofs_checks.cases.hypotheses_at_numbers import broken_hypothesis
from proofs_checks.cases.laws_tried import laws_for
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from proofs_checks.cases.sampleable import RMS, TERMS, Sampled, sampled_form
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.json_types import Json, array_in, number_in, object_in
from proofs_checks.judging.magnitudes import plans_elsewhere
from proofs_checks.judging.printable import number
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.rounding import moved_a_little
from proofs_checks.judging.sampling_plan import Plan, PlanError, plan_for
from proofs_checks.judging.second_opinion import UnconfirmedError, not_refuted
from proofs_checks.judging.streams import Judgement, Stream, counterexample_by_sampling, judge, look
from proofs_checks.settings.sampling_trials import (
    ENOUGH_SAMPLED,
    FAR_STEP,
    GLANCE,
    HEAVY_TAIL,
    LONG_SAMPLES,
    REPEATED_MARGIN,
    REQUIRED_ERROR,
    SETTLING,
    SPREAD_LIMIT,
)
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "monte_carlo"


ROUNDED = "rejected at the point and not a little beside it, as rounding is where terms cancel"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """One long comparison for each claim with an expectation in it; None where there is none.

    REFUTED only when a second, independent and four times longer sample rejects in the same direction. What is wrong
    by much is looked for in a short pair of samples first, and at points of other magnitudes afterwards, with shorter
    samples. Where a statement gives two moments alone, other laws that have them are sampled as well.
    """
    forms = [form for form in map(sampled_form, claims_of(theorem)) if form is not None]
    if not forms:
        return None
    rng, elsewhere = (context.generator(theorem.slug, name) for name in (NAME, f"{NAME} elsewhere"))
    results, reach = [], Reach()
    for form in forms:
        for laws in laws_for(form.claim):
            result = _check_one(_Case(form, theorem, context, laws, reach, elsewhere), rng)
            if result.verdict is Verdict.REFUTED:
                return result
            results.append(result)
    verdict = max((r.verdict for r in results), key=(Verdict.CONFIRMED, *_DOUBTS).index)
    details = dict.fromkeys(r.detail for r in results)
    data = {"comparisons": [dict(r.data) for r in results]}
    return CheckResult(NAME, verdict, "; ".join(details), data, reach=reach)


_DOUBTS = (Verdict.VACUOUS, Verdict.INCONCLUSIVE, Verdict.ERROR)


@dataclass(frozen=True, eq=False)
class _Case:
    """One claim under one law: all symbols are Gaussian that ``laws`` does not name."""

    form: Sampled
    theorem: Theorem
    context: Context
    laws: Mapping[str, DiscreteLaw]
    reach: Reach
    elsewhere: np.random.Generator

    @property
    def law(self) -> Law | None:
        return next((law.drawn(frozenset(self.laws)) for law in self.laws.values()), None)

    def named(self) -> str:
        return ", ".join(f"{name}: {law}" for name, law in self.laws.items())

    def plan(self, rng: np.random.Generator) -> Plan:
        """For the long sample; raises ``PlanError``."""
        return plan_for(self.form, self.theorem, self.context, rng, self.law)

    def without_rounding(self, plan: Plan, found: Judgement, rng: np.random.Generator) -> Judgement:
        """The judgement; no refutation where a third sample, a little beside the point, does not reject as well, or
        where the gap is no visible part of what a fourth one, farther off, varies by.
        """
        if found.verdict is not Verdict.REFUTED:
            return found
        try:
            values = self.form.at(moved_a_little(plan.values, rng))
            # an equation among the hypotheses: what lies beside says nothing of the claim, but of the size of terms
            tied = not self._admits(values)
            fails = tied or bool((self._beside(plan, found, values, rng).signs * found.stream.signs > 0).any())
            if fails:
                far = self.form.at(moved_a_little(plan.values, rng, FAR_STEP))
                # so near to where terms cancel, rounding may show a little beside the point, too
                fails = found.stream.outweighs(self._beside(plan, found, far, rng))
            if fails:
                return found
        except (ValueError, ArithmeticError):
            # no value beside the point: nothing tells a fact from rounding
            pass
        return replace(found, verdict=Verdict.INCONCLUSIVE, why=ROUNDED)

    def _beside(
        self, plan: Plan, found: Judgement, values: dict[Expression, Number], rng: np.random.Generator
    ) -> Stream:
        """As long a sample at other values, without controls: rounding is told by how much the integrand varies."""
        scheme = replace(plan.scheme, coefficients=None)
        moved = replace(plan, place=replace(plan.place, values=values), scheme=scheme)
        seeds = iter([np.random.SeedSequence(int(rng.integers(2**63)))])
        return look(self.form, moved, found.stream.comparison.samples, seeds)

    def _admits(self, values: Mapping[Expression, Number]) -> bool:
        """Whether all hypotheses are known to hold there; some may be about symbols that this claim does not have."""
        try:
            return not broken_hypothesis(self.theorem, values)
        except ValueError:
            return False

    def reached(self, plan: Plan) -> None:
        self.reach.add(plan.values, dimensions_of(parameters_of(self.theorem)))


def _check_one(case: _Case, rng: np.random.Generator) -> CheckResult:
    form = case.form
    where = "".join(f"{text}: " for text in (form.claim.where, case.named()) if text)
    for _ in range(LONG_SAMPLES):
        try:
            plan = case.plan(rng)
        except PlanError as error:
            return CheckResult(NAME, Verdict.VACUOUS, f"{where}nothing could be sampled: {error}")
        found = case.without_rounding(plan, _at_length(case, plan, rng), rng)
        if found.why != ROUNDED:
            break
    line = where + _line(found.stream, plan) + (f"; {found.why}" if found.why else "")
    data = _data(form, plan, found.stream)
    if found.verdict is Verdict.REFUTED:
        return _refuted(case, plan, found, line, data)
    case.reached(plan)
    return _elsewhere(case, found, line, data)


def _at_length(case: _Case, plan: Plan, rng: np.random.Generator) -> Judgement:
    """The long sample, after a glance at a part of it."""
    seeds = iter(np.random.SeedSequence(int(rng.integers(2**63))).spawn(6))
    glance = [plan.samples // GLANCE] if plan.samples >= GLANCE * MINIMUM_SAMPLES else []
    for samples in (*glance, plan.samples):
        found = judge(case.form, plan, samples, seeds)
        if found.verdict is Verdict.REFUTED:
            return found
    is_alone = found.earlier is None
    if is_alone and found.stream.is_short and REPEATED_MARGIN * found.stream.needed <= plan.cap:
        # it was a better pilot than the pilot: what counts is a fresh sample
        return judge(case.form, plan, math.ceil(REPEATED_MARGIN * found.stream.needed), seeds)
    if is_alone and found.stream.unsettled and SETTLING * samples <= plan.cap:
        # with a variance, a draw's share falls as the sample grows
        return judge(case.form, plan, SETTLING * samples, seeds)
    return found


def _elsewhere(case: _Case, found: Judgement, line: str, data: dict[str, Json]) -> CheckResult:
    """The same claim at points of other magnitudes."""
    rng = case.elsewhere
    seeds = iter(np.random.SeedSequence(int(rng.integers(2**63))).spawn(4 * ENOUGH_SAMPLED * 4))
    judged: list[tuple[Plan, Judgement]] = []
    unclear: list[str] = []
    for plan in plans_elsewhere(case.form, case.theorem, case.context, rng, case.law):
        seen = judge(case.form, plan, plan.samples, seeds, SPREAD_LIMIT)
        longer = SETTLING * plan.samples
        if seen.stream.distrust and longer <= plan.cap:
            seen = judge(case.form, plan, longer, seeds, SPREAD_LIMIT)
        seen = case.without_rounding(plan, seen, rng)
        if seen.verdict is Verdict.REFUTED:
            return _refuted(case, plan, seen, f"{line}; {_line(seen.stream, plan)}; {seen.why}", data)
        if seen.verdict is Verdict.CONFIRMED:
            judged.append((plan, seen))
            case.reached(plan)
        else:
            unclear.append(f"{plan.description}: {seen.why}")
        if len(judged) == ENOUGH_SAMPLED - 1:
            break
    data["elsewhere"] = [_data(case.form, plan, seen.stream) for plan, seen in judged]
    data["not_judged_elsewhere"] = unclear
    verdict = found.verdict
    if judged:
        largest = max(seen.stream.detectable for _, seen in judged)
        line += f"; at {', '.join(plan.description for plan, _ in judged)} an error of {largest:.0%} would have shown"
    if (judged or unclear) and len(judged) < ENOUGH_SAMPLED - 1 and verdict is Verdict.CONFIRMED:
        verdict = Verdict.INCONCLUSIVE
        line += f"; points of {len(judged) + 1} magnitudes could be judged, and {ENOUGH_SAMPLED} are wanted"
    return CheckResult(NAME, verdict, line, data)


def _refuted(case: _Case, plan: Plan, found: Judgement, line: str, data: dict[str, Json]) -> CheckResult:
    comparisons = {"comparisons": [data]}
    try:
        counterexample = counterexample_by_sampling(case.form, plan, found, case.named())
    except UnconfirmedError as error:
        return not_refuted(NAME, error, comparisons, case.reach)
    return CheckResult(NAME, Verdict.REFUTED, line, comparisons, counterexample, reach=case.reach)


def _line(stream: Stream, plan: Plan) -> str:
    c = stream.comparison
    error = float(np.linalg.norm(c.standard_error))
    claimed = "≥ 0" if stream.one_sided else _norm(c.claimed)
    # norms may agree where entries do not
    apart = f" (apart by {c.difference:.2%} of {stream.scale})" if np.size(c.claimed) > 1 else ""
    heavy = f", heavy-tailed (relative deviation {plan.spread:.2g})" if plan.spread > HEAVY_TAIL else ""
    return (
        f"claimed {claimed}, observed {_norm(c.observed)} ± {error:.2g}{apart} from {_drawn(c.samples, plan)} at "
        f"{plan.description}{heavy}; an error of {_error_seen(stream)} would have shown (power {1 - MISS:g})"
    )


def _drawn(samples: int, plan: Plan) -> str:
    """How many samples, and what is repeated in each."""
    repeats = plan.scheme.repeats
    if not repeats:
        return f"{samples:,} samples"
    repeated = " × ".join(f"{n} of {name}" for name, n in repeats.items())
    return f"{samples:,} samples of {plan.place.integrand.group(repeats)} draws each ({repeated})"


def _error_seen(stream: Stream) -> str:
    """Relative to what is claimed; beside a claim of 0 as a number, and relative to what is averaged."""
    if stream.scale in (RMS, TERMS):
        return f"{stream.visible:.2g} ({stream.detectable:.2%} of {stream.scale})"
    return f"{stream.detectable:.2%} of {stream.scale}"


def _norm(value: Number) -> str:
    return f"‖{np.linalg.norm(value):.6g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.6g}"


def _data(form: Sampled, plan: Plan, stream: Stream) -> dict[str, Json]:
    c = stream.comparison
    return {
        "where": form.claim.where,
        "point": plan.description,
        "relation": "at least" if stream.one_sided else "equal",
        "claimed": number(c.claimed),
        "observed": number(c.observed),
        "standard_error": number(c.standard_error),
        "nominal_false_alarm": c.false_alarm,
        "miss": MISS,
        "wanted_relative_error": REQUIRED_ERROR,
        "planned_samples": math.ceil(plan.wanted),
        "samples": c.samples,
        "ended_early": bool(stream.excluded),
        "controls": 0 if plan.scheme.coefficients is None else len(plan.scheme.coefficients),
        "draws_in_a_sample": plan.place.integrand.group(plan.scheme.repeats),
        "smallest_detectable_relative_error": stream.detectable,
        "smallest_detectable_error": stream.visible,
        "largest_share_of_one_draw": stream.largest_share,
        "samples_for_wanted_error": stream.needed,
        "relative_to": stream.scale,
        "relative_standard_deviation": plan.spread,
        "trustworthy": c.trustworthy,
    }


def _strength(result: CheckResult) -> str:
    comparisons = [object_in(c) for c in array_in(result.data.get("comparisons", ())) if c]
    others = [object_in(e) for c in comparisons for e in array_in(c.get("elsewhere", ()))]
    seen, far = ([number_in(c["smallest_detectable_relative_error"]) for c in each] for each in (comparisons, others))
    elsewhere = f", and of {max(far):.0%} at points of other magnitudes" if far else ""
    return f"an error of at least {max(seen):.2%}, at the nominal levels of the test{elsewhere}" if seen else ""


KIND = EvidenceKind(
    name=NAME,
    order=90,
    words="Monte Carlo",
    heading="Monte\nCarlo",
    check=check,
    strength=_strength,
    judges=lambda statement: True,
)
