"""Where to sample and how much: a few points are tried, the cheapest is kept, and its pilot sets the sample size."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np

from numerics import Estimate, smallest_detectable
from numerics.independent.comparison import critical_value
from numerics.independent.crossing import Repeats
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
    REQUIRED_ERROR,
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

    A sample is a draw, or a group of draws in which some symbols are repeated. ``spread`` is the relative standard
    deviation of a single draw, ``wanted`` the number of samples after which an error of WANTED_ERROR is seen and
    skewness no longer matters, ``samples`` what the ``cap`` leaves of it, and ``numbers`` the floats of a sample.
    """

    place: Place
    repeats: Repeats
    samples: int
    cap: int
    wanted: float
    spread: float
    numbers: int
    description: str

    @property
    def values(self) -> dict[Expression, Number]:
        """Floats by symbol, the claim's variables moved to where it is made."""
        return self.place.values

    def draw(self, samples: int, seed: Seed) -> Estimate:
        return self.place.draw(samples, seed, self.repeats)

    @property
    def work(self) -> float:
        """Floats that the wanted samples take in all."""
        return self.wanted * self.numbers

    @property
    def degenerate(self) -> bool:
        """Whether less is tested than elsewhere: a constant integrand, or a noise that vanishes."""
        return self.spread == 0 or any(np.ndim(value) == 0 and value == 0 for value in self.values.values())


def plan_for(sampled: Sampled, theorem: Theorem, context: Context, rng: np.random.Generator) -> Plan:
    """The cheapest of some admissible points, of those without heavy tails if there are any.

    Where the user's numbers leave nothing to choose it is the only one. Raises ``PlanError``.
    """
    try:
        require_computable(theorem)
    except NoAdmissiblePointError as error:
        raise PlanError(str(error)) from error
    own = context.values is not None and bool(given_among(parameters_of(theorem), context.values))
    plans: list[Plan] = []
    reason = "no point was tried"
    for is_enough, draws in _draws(theorem, context, rng):
        for draw in draws:
            try:
                point, origin = draw()
            except NoAdmissiblePointError as error:
                reason = str(error)
                continue
            broken = broken_hypothesis(theorem, point)
            if broken:
                reason = f"{origin} break{'' if own else 's'} the hypothesis {broken}"
                continue
            try:
                place = Place(sampled, sampled.at(point))
                repeats = place.repeats(_seed(rng))
                # groups vary less than draws, and a finalist has a longer pilot
                draws_or_groups = max(PILOT // 4, PILOT // place.integrand.group(repeats))
                plans.append(_pilot(place, repeats, origin, draws_or_groups, context, own, rng))
            except ValueError as error:
                reason = str(error).splitlines()[0]
        if any(not plan.degenerate and is_enough(plan) for plan in plans):
            break
    if not plans:
        raise PlanError(reason)
    best = sorted(plans, key=_preference)[:FINALISTS]
    if not best[0].spread:
        return best[0]
    longer = [
        _pilot(p.place, p.repeats, p.description, max(SECOND_PILOT, p.samples // PILOT_SHARE), context, own, rng)
        for p in best
        if p.spread
    ]
    return min(longer, key=_preference)


def _preference(plan: Plan) -> tuple[bool, bool, bool, float]:
    return plan.degenerate, not _affordable(plan), plan.spread > HEAVY_TAIL, plan.work


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
    place: Place, repeats: Repeats, origin: str, draws: int, context: Context, own: bool, rng: np.random.Generator
) -> Plan:
    # the cap holds for both streams together, of which the second is four times as long
    numbers = place.integrand.numbers(repeats)
    cap = min(max(2, context.samples // 5), max(FEW_DRAWS, (OWN_NUMBERS if own else SAMPLED_NUMBERS) // numbers))
    if own:
        draws = min(draws, max(FEW_DRAWS, cap // 16))
    pilot = place.draw(min(draws, cap), _seed(rng), repeats)
    deviation = float(np.linalg.norm(pilot.standard_error)) * math.sqrt(pilot.samples)
    size, _ = place.form.size_at(place.values, pilot)
    share = FALSE_ALARM / np.size(pilot.mean)
    wanted = (float(smallest_detectable(deviation, share)) / (WANTED_ERROR * size)) ** 2
    # the variance of n draws is known to a relative error of √((κ − 1)/n), and the kurtosis κ is at least skewness² + 1
    # (K. Pearson, Phil. Trans. Royal Society A 216, 1916)
    skewness = float(np.abs(pilot.skewness).max())
    wanted *= 1 + 3 * skewness / math.sqrt(pilot.samples)
    # four times what Comparison asks for before it trusts a skewed sample: a pilot sees less skewness than there is
    wanted = max(wanted, 4 * (skewness * critical_value(share) ** 3 / 6) ** 2, MINIMUM_SAMPLES)
    if own and wanted * (WANTED_ERROR / REQUIRED_ERROR) ** 2 > cap:
        # nothing can be confirmed here, and what is grossly wrong shows in a part of the samples
        cap = max(2, cap // 8)
    return Plan(place, repeats, int(min(wanted, cap)), cap, wanted, pilot.deviation / size, numbers, origin)
