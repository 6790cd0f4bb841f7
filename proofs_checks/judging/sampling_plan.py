"""Where to sample and how much: a few points are tried, the cheapest is kept, and its pilot sets the sample size."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np

from numerics import Estimate, smallest_detectable
from numerics.independent.comparison import critical_value
from numerics.independent.drawing_scheme import DrawingScheme
from numerics.independent.law import Law
from numerics.independent.sampled_integrand import integrand_of
from numerics.tolerances.sample_sizes import FALSE_ALARM, MINIMUM_SAMPLES
from numerics.values.number_types import Number, Seed
from proofs_checks.cases.admissible import (
    NoAdmissiblePointError,
    admissible_point,
    computable_relations,
    require_computable,
)
from proofs_checks.cases.hypotheses_at_numbers import broken_hypothesis
from proofs_checks.cases.needed_values import (
    complete,
    dimensions_of,
    enlarged,
    given_among,
    parameters_of,
    your_numbers,
)
from proofs_checks.cases.sampleable import Sampled
from proofs_checks.context import Context
from proofs_checks.judging.sampled_place import Place
from proofs_checks.settings.plan_sizes import (
    CANDIDATES,
    FINALISTS,
    LARGE_SAMPLED_SIZES,
    LOOKS_FOR_TAME,
    OWN_NUMBERS,
    PILOT,
    PILOT_SHARE,
    SAMPLED_NUMBERS,
    SAMPLED_SIZES,
    SECOND_PILOT,
    WEIGHT_SCALES,
)
from proofs_checks.settings.sampling_trials import (
    CHEAP,
    FEW_DRAWS,
    HEAVY_TAIL,
    LARGEST_SHARE,
    REQUIRED_ERROR,
    TAKEN_AT_ONCE,
    WANTED_ERROR,
)
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["Plan", "PlanError", "plan_for"]


class PlanError(ValueError):
    """No point at which the quantity can be sampled; the message says why."""


@dataclass(frozen=True)
class Plan:
    """A place, how heavy-tailed the integrand is there, and a sample size.

    A sample is a draw or a group of draws, less controls where these help. ``spread`` is the relative standard
    deviation of a single draw, ``share`` the part of a pilot's variance that one sample made up, ``wanted`` the number
    of samples after which an error of WANTED_ERROR is seen and skewness no longer matters, ``samples`` what the ``cap``
    leaves of it, and ``numbers`` the floats of a sample. ``error`` is the relative error that it has to show.
    """

    place: Place
    scheme: DrawingScheme
    samples: int
    cap: int
    wanted: float
    spread: float
    share: float
    numbers: int
    description: str
    error: float = REQUIRED_ERROR

    @property
    def values(self) -> dict[Expression, Number]:
        """Floats by symbol, the claim's variables moved to where it is made."""
        return self.place.values

    def draw(self, samples: int, seed: Seed) -> Estimate:
        return self.place.draw(samples, seed, self.scheme)

    @property
    def work(self) -> float:
        """Floats that the wanted samples take in all."""
        return self.wanted * self.numbers

    @property
    def is_heavy(self) -> bool:
        """Whether its samples have a tail of which a pilot sees little, so that the long sample may be too short."""
        return self.spread > HEAVY_TAIL or self.share > LARGEST_SHARE

    @property
    def degenerate(self) -> bool:
        """Whether less is tested than elsewhere: a constant integrand, or a noise that vanishes."""
        return self.spread == 0 or any(np.ndim(value) == 0 and value == 0 for value in self.values.values())


def plan_for(
    sampled: Sampled, theorem: Theorem, context: Context, rng: np.random.Generator, law: Law | None = None
) -> Plan:
    """The cheapest of some admissible points, of those without heavy tails if there are any, under the Gaussian law or
    another.

    Where the user's numbers leave nothing to choose it is the only one. Raises ``PlanError``.
    """
    try:
        require_computable(theorem)
    except NoAdmissiblePointError as error:
        raise PlanError(str(error)) from error
    try:
        integrand_of(sampled.quantity)
    except ValueError as error:
        # what is not linear in its expectations is not at any point
        raise PlanError(str(error).splitlines()[0]) from error
    own = context.values is not None and bool(given_among(parameters_of(theorem), context.values))
    candidates: list[Plan] = []
    finalists: list[Plan] = []
    reasons, looks = ["no point was tried"], 0
    for is_enough, draws in _draws(theorem, context, rng):
        for plan in _piloted(draws, sampled, law, theorem, context, own, rng, reasons):
            candidates.append(plan)
            if _is_taken_at_once(plan):
                break
        if any(not plan.degenerate and is_enough(plan) for plan in candidates):
            finalists += _chosen(candidates, context, own, rng)
            best = min(finalists, key=_preference)
            looks += 1
            # a longer pilot may meet a tail that a short one has missed
            if _affordable(best) and (looks == LOOKS_FOR_TAME or not best.is_heavy):
                return best
    finalists += _chosen(candidates, context, own, rng)
    if not finalists:
        raise PlanError(reasons[-1])
    return min(finalists, key=_preference)


def _piloted(
    draws: "list[Draw]",
    sampled: Sampled,
    law: Law | None,
    theorem: Theorem,
    context: Context,
    own: bool,
    rng: np.random.Generator,
    reasons: list[str],
) -> Iterator[Plan]:
    """Plans at the points drawn, by short pilots; why there is none at others is added to ``reasons``."""
    for draw in draws:
        try:
            point, origin = draw()
        except NoAdmissiblePointError as error:
            reasons.append(str(error))
            continue
        broken = broken_hypothesis(theorem, point)
        if broken:
            reasons.append(f"{origin} break{'' if own else 's'} the hypothesis {broken}")
            continue
        try:
            place = Place(sampled, sampled.at(point), law)
            scheme = place.scheme(_seed(rng), WANTED_ERROR, MINIMUM_SAMPLES)
            # groups vary less than draws, and a finalist has a longer pilot
            draws_or_groups = max(PILOT // 4, PILOT // place.integrand.group(scheme.repeats))
            yield _pilot(place, scheme, origin, draws_or_groups, context, own, rng)
        except ValueError as error:
            reasons.append(str(error).splitlines()[0])


def _chosen(candidates: list[Plan], context: Context, own: bool, rng: np.random.Generator) -> list[Plan]:
    """The best candidates, which are taken away, by longer pilots; those that never vary need none."""
    candidates.sort(key=_preference)
    best, candidates[:] = candidates[:FINALISTS], candidates[FINALISTS:]
    if best and not best[0].spread:
        return best[:1]
    return [_pilot(p.place, p.scheme, p.description, _longer(p), context, own, rng) for p in best if p.spread]


def _longer(plan: Plan) -> int:
    """Samples of a second pilot."""
    groups = max(SECOND_PILOT // 4, SECOND_PILOT // plan.place.integrand.group(plan.scheme.repeats))
    return max(groups, plan.samples // PILOT_SHARE)


def _preference(plan: Plan) -> tuple[bool, bool, bool, float]:
    return plan.degenerate, not _affordable(plan), plan.is_heavy, plan.work


Draw = Callable[[], tuple[dict[Expression, Number], str]]


def _draws(
    theorem: Theorem, context: Context, rng: np.random.Generator
) -> list[tuple[Callable[[Plan], bool], list[Draw]]]:
    """Groups of points, each with what a plan must be for the later ones to be left out."""
    symbols = parameters_of(theorem)
    given = context.values
    if given is None or not given_among(symbols, given):
        steps = [(scale, sizes) for sizes in (SAMPLED_SIZES, LARGE_SAMPLED_SIZES) for scale in WEIGHT_SCALES]
        groups: list[list[Draw]] = [[partial(_random_point, theorem, rng, *step)] * CANDIDATES for step in steps]
        return [(_cheap if i < len(WEIGHT_SCALES) - 1 else _affordable, group) for i, group in enumerate(groups)]
    relations = computable_relations(theorem)
    _, free = complete(symbols, given, np.random.default_rng(0))
    origin = your_numbers(free)
    draws: list[Draw] = [lambda: (complete(symbols, given, rng, relations)[0], origin)]
    return [(_affordable, draws * (CANDIDATES if free else 1))]


def _is_taken_at_once(plan: Plan) -> bool:
    return not plan.degenerate and not plan.is_heavy and _affordable(plan) and plan.work <= TAKEN_AT_ONCE


def _cheap(plan: Plan) -> bool:
    return plan.work <= CHEAP


def _affordable(plan: Plan) -> bool:
    return plan.wanted <= plan.cap


def _random_point(
    theorem: Theorem, rng: np.random.Generator, scale: Fraction, choice: tuple[int, ...]
) -> tuple[dict[Expression, Number], str]:
    drawn = {symbol: int(rng.choice(choice)) for symbol in dimensions_of(parameters_of(theorem))}
    sizes = enlarged(theorem, drawn)
    label = ", ".join(f"{s}={n}" for s, n in sizes.items())
    point = admissible_point(theorem, rng, sizes=sizes, scale=scale, mild=True)
    return point, f"a random point ({label})" if label else "a random point"


def _seed(rng: np.random.Generator) -> np.random.SeedSequence:
    return np.random.SeedSequence(int(rng.integers(2**63)))


def _pilot(
    place: Place, scheme: DrawingScheme, origin: str, draws: int, context: Context, own: bool, rng: np.random.Generator
) -> Plan:
    # the cap holds for both streams together, of which the second is four times as long
    numbers = place.integrand.numbers(scheme.repeats)
    cap = min(max(2, context.samples // 5), max(FEW_DRAWS, (OWN_NUMBERS if own else SAMPLED_NUMBERS) // numbers))
    if own:
        draws = min(draws, max(FEW_DRAWS, cap // 16))
    pilot = place.draw(min(draws, cap), _seed(rng), scheme)
    deviation = float(np.linalg.norm(pilot.standard_error)) * math.sqrt(pilot.samples)
    size, _ = place.form.size_at(place.values, pilot)
    level = FALSE_ALARM / np.size(pilot.mean)
    wanted = (float(smallest_detectable(deviation, level)) / (WANTED_ERROR * size)) ** 2
    # the variance of n draws is known to a relative error of √((κ − 1)/n), and the kurtosis κ is at least skewness² + 1
    # (K. Pearson, Phil. Trans. Royal Society A 216, 1916)
    skewness = float(np.abs(pilot.skewness).max())
    wanted *= 1 + 3 * skewness / math.sqrt(pilot.samples)
    # four times what Comparison asks for before it trusts a skewed sample: a pilot sees less skewness than there is
    wanted = max(wanted, 4 * (skewness * critical_value(level) ** 3 / 6) ** 2, MINIMUM_SAMPLES)
    if own and wanted * (WANTED_ERROR / REQUIRED_ERROR) ** 2 > cap:
        # nothing can be confirmed here, and what is grossly wrong shows in a part of the samples
        cap = max(2, cap // 8)
    return Plan(
        place, scheme, int(min(wanted, cap)), cap, wanted, pilot.deviation / size, pilot.largest_share, numbers, origin
    )
