"""What sampling says of wrong claims: each quantity is drawn twice, and all that is claimed of it compared with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from sympy import Add, Basic

from numerics import Comparison, Estimate, compare, free_parameters, rational_point, smallest_detectable
from numerics.evaluation.walk import evaluate
from numerics.independent.drawing_scheme import SINGLE_DRAWS, DrawingScheme
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.tolerances.sample_sizes import FALSE_ALARM
from numerics.values.number_types import Number
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption
from proofs_checks.cases.needed_values import dimensions_of, enlarged, parameters_of
from proofs_checks.cases.sampleable import Sampled, as_floats, closed, sampled_form
from proofs_checks.cases.testable_claims import Claim, claims_about
from proofs_checks.context import Context
from proofs_checks.evidence import monte_carlo
from proofs_checks.judging.sampled_place import Place
from proofs_checks.judging.sampling_plan import plan_for
from proofs_checks.settings.challenge_numbers import FEW_SAMPLES, PLACE_SIZES, PLACES, REDRAWN
from proofs_checks.settings.sampling_trials import WANTED_ERROR
from proofs_checks.verdict import Verdict
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["Sampling"]

NAME = "mutation sampling"


Values = dict[Expression, Number]
_Drawing = tuple[Values, int, DrawingScheme]
"""Where, how many samples, and how each of them is drawn."""


@dataclass(frozen=True)
class _Sides:
    """``form.quantity`` is drawn and compared with ``form.claimed`` (None: 0); ``wrong`` is the sign that a difference
    must have to refute, 0 where any does.
    """

    form: Sampled
    wrong: int


class Sampling:
    """The claims of one statement that can be sampled, each at a tame point; bounds without exact values at more."""

    def __init__(self, theorem: Theorem, context: Context) -> None:
        # the point at which the check itself samples the theorem's own statement
        rng = context.generator(theorem.slug, monte_carlo.NAME)
        self.seeds = context.stream(theorem.slug, NAME).spawn(3)
        self.estimates: dict[Expression, tuple[Estimate, Estimate]] = {}
        self.places: dict[str, list[_Drawing]] = {}
        self.claims = {claim.where: claim for claim in claims_about(theorem.unfold())}
        for claim in self.claims.values():
            sides = _sides(claim)
            if sides is not None:
                try:
                    plan = plan_for(sides.form, theorem, context, rng)
                except ValueError:
                    continue  # nothing can be sampled, at no point
                self.places[claim.where] = [(plan.values, plan.samples, plan.scheme), *_elsewhere(sides, theorem, rng)]

    def judge(self, statement: Statement) -> tuple[Verdict, float | None] | None:
        """The verdict, and how many times the smallest visible discrepancy the claim is off; None without a sample."""
        found = [result for result in map(self._judge, claims_about(statement)) if result is not None]
        if not found:
            return None
        verdict = Verdict.REFUTED if any(rejected for rejected, _ in found) else Verdict.INCONCLUSIVE
        return verdict, max((effect for _, effect in found if effect is not None), default=None)

    def _judge(self, claim: Claim) -> tuple[bool, float | None] | None:
        sides = _sides(claim)
        if sides is None:
            return None
        found = [self._judge_at(sides, *place) for place in self.places.get(claim.where, [])]
        known = [result for result in found if result is not None]
        if not known:
            return None
        return any(r for r, _ in known), max((e for _, e in known if e is not None), default=None)

    def _judge_at(
        self, sides: _Sides, values: Values, samples: int, scheme: DrawingScheme
    ) -> tuple[bool, float | None] | None:
        try:
            values = sides.form.at(_with_strays(values, sides.form.claim))
            if not self._is_shared(sides.form):
                samples = min(samples, REDRAWN)
                scheme = Place(sides.form, values).scheme(self.seeds[2], WANTED_ERROR, samples)
            estimates = self._drawn(sides.form, values, samples, scheme)
            claimed = sides.form.claimed_at(values, np.shape(estimates[0].mean))
        except (ValueError, ArithmeticError):
            return None  # the wrong claim has no value there
        compared = [compare(claimed, estimate) for estimate in estimates]
        if not np.isfinite(claimed).all() or not all(c.trustworthy for c in compared):
            return False, None
        first, second = (_signs(c, _error(e), sides.wrong) for c, e in zip(compared, estimates, strict=True))
        refuted = bool((first * second > 0).any())
        return refuted, self._effect(sides, values, claimed, estimates)

    def _is_shared(self, form: Sampled) -> bool:
        """Whether all claims share the sample; fewer are drawn, and in their own way, for one claim alone."""
        true = self.claims[form.claim.where]
        known = _sides(true)
        return known is not None and known.form.quantity == form.quantity and true.moves == form.claim.moves

    def _effect(
        self, sides: _Sides, values: Values, claimed: np.ndarray, estimates: tuple[Estimate, Estimate]
    ) -> float | None:
        """In units of what both samples would have shown, entry by entry; None where the truth is not known."""
        truth = _truth(sides, values, claimed)
        if truth is None and sides.wrong == 0:
            truth = self._truth_by_difference(sides, values, estimates)
        if truth is None:
            return None
        gap = np.abs(truth - claimed) if sides.wrong == 0 else sides.wrong * (truth - claimed)
        share = FALSE_ALARM / claimed.size
        detectable = smallest_detectable(np.maximum(*map(_error, estimates)), share)
        return float(np.max(gap / np.maximum(detectable, np.finfo(float).tiny)))

    def _truth_by_difference(
        self, sides: _Sides, values: Values, estimates: tuple[Estimate, Estimate]
    ) -> np.ndarray | None:
        """By how much the wrong right side is off the right one, sampled: far less noisy than the left side."""
        claim, true = sides.form.claim, self.claims[sides.form.claim.where]
        if claim.left != true.left or getattr(claim.right, "is_Matrix", False) or not claim.right.has(Expectation):
            return None
        form = Sampled(claim, Add(claim.right, -true.right), None, False, None)
        return np.asarray(self._drawn(form, values, estimates[0].samples, SINGLE_DRAWS)[0].mean)

    def _drawn(self, form: Sampled, values: Values, samples: int, scheme: DrawingScheme) -> tuple[Estimate, Estimate]:
        key = (form.quantity, *(np.asarray(values[s]).tobytes() for s in free_parameters(form.quantity)))
        if key not in self.estimates:
            place = Place(form, values)
            first, second = (place.draw(samples, seed, scheme) for seed in self.seeds[:2])
            self.estimates[key] = (first, second)
        return self.estimates[key]


def _sides(claim: Claim) -> _Sides | None:
    """A bound is drawn as the side that has to be; what holds away from a minimiser only is left out."""
    form = sampled_form(claim)
    if form is None or claim.unless:
        return None
    if claim.relation == "=":
        return _Sides(form, 0)
    drawn = [side for side in (claim.left, claim.right) if side.has(Expectation)]
    if len(drawn) == 2:
        return _Sides(form, -1)
    other = claim.right if drawn[0] == claim.left else claim.left
    return _Sides(Sampled(claim, drawn[0], other, True, other), 1 if drawn[0] == claim.left else -1)


def _elsewhere(sides: _Sides, theorem: Theorem, rng: np.random.Generator) -> Iterator[_Drawing]:
    """More points for a bound that has no exact values: at a tame one it may be far from tight."""
    if sides.wrong == 0 or _has_closed_form(sides.form.quantity):
        return
    symbols = parameters_of(theorem)
    for _ in range(PLACES):
        sizes = enlarged(theorem, {s: int(rng.choice(PLACE_SIZES)) for s in dimensions_of(symbols)})
        point = rational_point(symbols, rng, sizes=sizes)
        if failing_assumption(theorem, point) is None:
            yield as_floats(point), FEW_SAMPLES, SINGLE_DRAWS


def _has_closed_form(expression: Basic) -> bool:
    try:
        closed(expression)
    except UnsupportedExpressionError:
        return False
    return True


def _with_strays(values: Mapping[Expression, Number], claim: Claim) -> Values:
    """Values also for letters of which only the wrong claim speaks."""
    missing = [s for s in free_parameters(*claim.expressions()) if s not in values]
    sizes = {s: n for s, n in values.items() if isinstance(n, int)}
    return {**values, **as_floats(rational_point(missing, np.random.default_rng(0), sizes=sizes))}


def _error(estimate: Estimate) -> np.ndarray:
    return np.hypot(estimate.standard_error, ROUNDING * np.asarray(estimate.rms))


def _signs(compared: Comparison, error: np.ndarray, wrong: int) -> np.ndarray:
    """Entry by entry: ±1 where the sample rejects the claim in that direction, else 0."""
    gap = np.asarray(compared.observed, dtype=np.float64) - np.asarray(compared.claimed, dtype=np.float64)
    signs = np.sign(gap) * (np.abs(gap) > compared.critical * error)
    return signs if wrong == 0 else np.where(signs == wrong, signs, 0)


def _truth(sides: _Sides, values: Values, claimed: np.ndarray) -> np.ndarray | None:
    """The closed form of what was drawn."""
    try:
        return np.asarray(evaluate(closed(sides.form.quantity), values), dtype=np.float64).reshape(claimed.shape)
    except (ValueError, ArithmeticError):
        return None
