"""A sample compared with a claim, and what one sample or two independent ones mean."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from numerics import Comparison, Estimate, compare
from numerics.evaluation.walk import evaluate
from numerics.independent.recomputed import NoSecondValueError, recompute
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.tolerances.sample_sizes import MISS
from proofs_checks.cases.sampleable import Sampled
from proofs_checks.json_types import Json
from proofs_checks.judging.early_looks import EARLY_CRITICAL, LAST_MISS, early_lengths, whole_length, within
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.judging.sampling_plan import Plan
from proofs_checks.judging.second_opinion import DisagreementError, UnconfirmedError
from proofs_checks.settings.sampling_trials import EARLY_SKEWNESS, LARGEST_SHARE, NO_ROUNDING, REQUIRED_ERROR
from proofs_checks.verdict import Counterexample, Verdict

__all__ = ["Judgement", "Stream", "counterexample_by_sampling", "judge", "look", "look_early"]


@dataclass(frozen=True, eq=False)
class Stream:
    """One independent sample compared with the claim. Errors are relative to ``size``, which ``scale`` names.

    ``excluded``: the relative error that is out of the question at a look before the last; 0 where the sample is whole.
    """

    comparison: Comparison
    size: float
    scale: str
    one_sided: bool
    largest_share: float
    required: float = REQUIRED_ERROR
    excluded: float = 0.0

    @property
    def gap(self) -> np.ndarray:
        """What is observed less what is claimed, entry by entry."""
        c = self.comparison
        return np.asarray(c.observed, dtype=np.float64) - np.asarray(c.claimed, dtype=np.float64)

    @property
    def error(self) -> np.ndarray:
        """The standard error of each entry, rounding included."""
        return np.hypot(np.asarray(self.comparison.standard_error), ROUNDING * self.size)

    @property
    def signs(self) -> np.ndarray:
        """Entry by entry: ±1 where the sample rejects the claim in that direction, else 0."""
        signs = np.sign(self.gap) * (np.abs(self.gap) > self.comparison.critical * self.error)
        return np.minimum(signs, 0) if self.one_sided else signs

    def excludes(self, error: float) -> bool:
        """Whether the claim is accepted at a look before the last, where an error of this relative size must show."""
        c = self.comparison
        # by the larger z of these looks: of draws with a long tail the mean of some is often too low
        skewness_term = c.skewness_term * max(1.0, EARLY_CRITICAL / c.critical) ** 3
        if self.distrust or skewness_term > EARLY_SKEWNESS or self.signs.any():
            return False
        return within(self.gap, self.error, error * self.size, one_sided=self.one_sided)

    def outweighs(self, beside: "Stream") -> bool:
        """Whether the gap is no rounding, by the size of what is sampled a little beside the point.

        Where terms cancel exactly they leave some 1e-8 of their size at the point, and a visible part of it beside.
        """
        other = beside.comparison
        spread = float(np.max(np.asarray(other.standard_error)) * math.sqrt(other.samples))
        return bool((np.abs(self.gap)[self.signs != 0] > NO_ROUNDING * spread).any())

    @property
    def visible(self) -> float:
        """The smallest error that would have shown, as a number."""
        if self.excluded:
            return self.excluded * self.size
        return max(self.comparison.visible, ROUNDING * self.size)

    @property
    def detectable(self) -> float:
        """The same relative to ``size``."""
        # times and by the size, it might be more than is required by the last bit
        return self.excluded or self.visible / self.size

    @property
    def needed(self) -> int:
        """How many samples see an error of the required size and outweigh their skewness, as far as this one tells."""
        longer = max(self.detectable / self.required, self.comparison.skewness_term)
        return math.ceil(self.comparison.samples * longer**2)

    @property
    def distrust(self) -> str:
        """Why rejection would mean little; empty if it means something."""
        c = self.comparison
        if not np.all(np.isfinite(np.asarray(c.standard_error))):
            return "the integrand overflows"
        if not c.trustworthy:
            enough = math.ceil(c.samples * c.skewness_term**2)
            return f"too skewed for its standard error to be trusted: it takes {enough:,} samples"
        if self.unsettled:
            return (
                f"one draw makes up {self.largest_share:.0%} of its variance: its standard error does not settle, as "
                "where moments do not exist"
            )
        return ""

    @property
    def unsettled(self) -> bool:
        """Whether one draw makes up much of the variance; rounding, which is all that constants vary by, is no draw."""
        error = float(np.max(self.comparison.standard_error))
        return self.largest_share > LARGEST_SHARE and error > ROUNDING * self.size

    @property
    def is_short(self) -> bool:
        """Whether agreement would mean something if there were more samples of this kind."""
        return not self.distrust and self.detectable > self.required and not self.signs.any()

    @property
    def weakness(self) -> str:
        """Why agreement would mean little; empty if it means something."""
        if self.distrust:
            return self.distrust
        if self.detectable > self.required:
            return f"an error of {self.required:.0%} could have gone unseen: it takes {self.needed:,} samples"
        return ""


@dataclass(frozen=True, eq=False)
class Judgement:
    """What was seen last, what it means, and why; ``earlier`` is the sample that rejected before it, if one did."""

    stream: Stream
    verdict: Verdict
    why: str
    earlier: Stream | None = None


def judge(
    form: Sampled,
    plan: Plan,
    samples: int,
    seeds: Iterator[np.random.SeedSequence],
    required: float = REQUIRED_ERROR,
) -> Judgement:
    """One sample and, where that rejects, a second, independent and four times as long.

    The first is no longer than it has to be. A true claim is rejected by one sample with chance α, and by both in the
    same direction with 2·(α/2)² = α²/2. An error that the first saw at its critical value z is at 2z in the second, of
    twice the precision: hardly ever missed.
    """
    first = look_early(form, plan, samples, seeds, required)
    if first.signs.any() and first.distrust:
        # two samples refute only where both are trusted
        return Judgement(first, Verdict.INCONCLUSIVE, f"rejected, {first.distrust}")
    if first.signs.any():
        second = look(form, plan, 4 * samples, seeds, required)
        return Judgement(second, *_after_rejection(first, second), earlier=first)
    return Judgement(first, Verdict.INCONCLUSIVE if first.weakness else Verdict.CONFIRMED, first.weakness)


def _after_rejection(first: Stream, second: Stream) -> tuple[Verdict, str]:
    """One rejection in a thousand comparisons is chance; the second sample decides."""
    if (first.signs * second.signs > 0).any():
        outcome = "two independent samples reject it"
        return (
            (Verdict.INCONCLUSIVE, f"{outcome}, {second.distrust}") if second.distrust else (Verdict.REFUTED, outcome)
        )
    if second.signs.any() or second.weakness:
        return Verdict.INCONCLUSIVE, f"rejected once, not repeated; {second.weakness or 'rejected the other way'}"
    return Verdict.CONFIRMED, "rejected by a first sample, as one in a thousand is by chance, and not by this one"


def look(
    form: Sampled,
    plan: Plan,
    samples: int,
    seeds: Iterator[np.random.SeedSequence],
    required: float = REQUIRED_ERROR,
) -> Stream:
    """One sample beside the claim, of the length that is asked for."""
    return _beside_the_claim(form, plan, plan.draw(samples, next(seeds)), required, MISS)


def look_early(
    form: Sampled,
    plan: Plan,
    samples: int,
    seeds: Iterator[np.random.SeedSequence],
    required: float = REQUIRED_ERROR,
) -> Stream:
    """The same, ended at the first look at which the claim is accepted; see ``early_looks``."""
    looks = early_lengths(samples, plan.numbers)
    if not looks:
        return look(form, plan, samples, seeds, required)
    sample = plan.place.growing(next(seeds), plan.scheme)
    for length in looks:
        estimate = sample.up_to(length)
        stream = _beside_the_claim(form, plan, estimate, required, LAST_MISS)
        if stream.excludes(plan.error):
            return replace(stream, excluded=plan.error)
    whole = sample.up_to(whole_length(samples, np.size(estimate.mean)))
    return _beside_the_claim(form, plan, whole, required, LAST_MISS)


def _beside_the_claim(form: Sampled, plan: Plan, estimate: Estimate, required: float, miss: float) -> Stream:
    claimed = form.claimed_at(plan.values, np.shape(estimate.mean))
    size, scale = form.size_at(plan.values, estimate)
    compared = compare(claimed, estimate, magnitude=form.magnitude_at(plan.values), miss=miss)
    return Stream(compared, size, scale, form.one_sided, estimate.largest_share, required)


def counterexample_by_sampling(form: Sampled, plan: Plan, judgement: Judgement, law: str = "") -> Counterexample:
    """The point, both samples, and the claimed side, which a second evaluator has computed again.

    Raises ``UnconfirmedError`` where it cannot, and ``DisagreementError`` where it finds another value.
    """
    c = judgement.stream.comparison
    recomputed = _closed_side_again(form, plan, judgement.stream)
    sides = (plain(c.observed), plain(c.claimed))
    swapped = form.quantity == form.claim.right
    claim = str(form.claim)
    if form.claimed is None:
        claim += f", written as right side − left side {'≥' if form.one_sided else '='} 0"
    side = "right" if swapped else "left"
    note = f"the {side} side is the mean of {c.samples:,} samples; {_worst_entry(c)}"
    left, right = reversed(sides) if swapped else sides
    return Counterexample(
        claim,
        point_as_text(plan.values),
        left,
        right,
        note,
        law=law,
        recomputed=recomputed,
        streams=tuple(_seen(s.comparison) for s in (judgement.earlier, judgement.stream) if s is not None),
    )


def _closed_side_again(form: Sampled, plan: Plan, stream: Stream) -> dict[str, Json]:
    """The side without expectations by a second evaluator: what a sample is compared with must be right, too."""
    if form.yardstick is None:
        return {}
    try:
        again = recompute(form.yardstick, plan.values)
    except NoSecondValueError as error:
        message = f"two independent samples reject it, and the closed form could not be computed again: {error}"
        raise UnconfirmedError(message) from error
    first = np.asarray(evaluate(form.yardstick, plan.values), dtype=np.float64).reshape(again.low.shape)
    middle = np.asarray((again.low + again.high) / 2, dtype=object).astype(np.float64)
    # rounding of what was compared has to be small beside the errors that were seen
    if np.any(np.abs(first - middle) > 0.1 * np.max(stream.comparison.standard_error) + ROUNDING * np.abs(middle)):
        message = (
            f"two evaluators disagree on the closed form: {plain(first)} by the first, {plain(middle)} by the second"
        )
        raise DisagreementError(message)
    return {"closed form": plain(middle)}


def _seen(c: Comparison) -> dict[str, Json]:
    return {
        "observed": plain(c.observed),
        "standard error": plain(np.asarray(c.standard_error)),
        "samples": str(c.samples),
    }


def _worst_entry(c: Comparison) -> str:
    """Where the two sides differ most, in standard errors."""
    observed, claimed, error = (np.asarray(a, dtype=np.float64) for a in (c.observed, c.claimed, c.standard_error))
    with np.errstate(over="ignore"):  # a constant has no error
        gaps = np.abs(observed - claimed) / np.maximum(error, np.finfo(float).tiny)
    where = np.unravel_index(gaps.argmax(), gaps.shape)
    entry = f"entry [{where[0]}, {where[1]}]" if gaps.ndim else "it"
    return f"{entry} is {observed[where]:.6g} ± {error[where]:.2g} against {claimed[where]:.6g}"
