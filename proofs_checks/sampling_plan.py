"""Where to sample and how much: a few points are tried, the tamest is kept, and its pilot sets the sample size."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from numerics import Estimate, monte_carlo, rational_point, smallest_detectable
from numerics.comparison import critical_value
from numerics.tolerances import MINIMUM_SAMPLES, TAME, WANTED_ERROR
from proofs_checks.assumptions import failing_assumption
from proofs_checks.cases import complete, dimensions_of, parameters_of
from proofs_checks.context import Context
from proofs_checks.sampled import Sampled
from theory.statement import Theorem

__all__ = ["Plan", "PlanError", "draw_samples", "plan_for"]

SCALES = tuple(Fraction(1, 2**k) for k in range(5))
"""Sizes of the weights, tried in turn: terms of high degree in the data, which smaller weights hold down, are what
makes tails heavy. Too small weights hide what is said about them, so the first size with a tame point is taken."""

CANDIDATES = 6
"""Points tried at each size of the weights."""

SIZES = (2, 3, 4, 6)
"""Larger sizes would make the terms with 1/M and 1/d, which are the easiest to get wrong, too small to be seen."""

PILOT, SECOND_PILOT = MINIMUM_SAMPLES, 16 * MINIMUM_SAMPLES
"""Draws by which points are compared, and by which the sample at the chosen one is sized."""

UNREACHABLE = 1e-12
"""A relative error that no sample attains: the size alone decides when sampling stops."""


class PlanError(ValueError):
    """No point at which the quantity can be sampled; the message says why."""


@dataclass(frozen=True)
class Plan:
    """A point (``values`` as floats, the claim's variables moved), how heavy-tailed it is, and a sample size."""

    values: dict[Any, Any]
    samples: int
    spread: float
    description: str


def plan_for(sampled: Sampled, theorem: Theorem, context: Context, rng: np.random.Generator) -> Plan:
    """The tamest of some admissible points; the only one where the user's numbers leave nothing to choose.

    Raises ``PlanError``.
    """
    plans: list[Plan] = []
    reason = "no point was tried"
    for draws in _draws(theorem, context, rng):
        for draw in draws:
            point, origin = draw()
            failing = failing_assumption(theorem, point)
            if failing is not None:
                reason = f"{origin} break{'' if context.values is not None else 's'} the hypothesis {failing.name}"
                continue
            try:
                plans.append(_pilot(sampled, sampled.at(point), origin, PILOT, context, rng))
            except ValueError as error:
                reason = str(error).splitlines()[0]
        if any(0 < plan.spread <= TAME for plan in plans):
            break
    if not plans:
        raise PlanError(reason)
    # a constant integrand (a variance drawn as 0) tests less than a random one
    best = min(plans, key=lambda plan: (plan.spread == 0, plan.spread))
    return _pilot(sampled, best.values, best.description, SECOND_PILOT, context, rng) if best.spread else best


def draw_samples(sampled: Sampled, plan: Plan, samples: int, seed: Any) -> Estimate:
    """An estimate from exactly this many samples, so that when to stop does not depend on what was seen."""
    return monte_carlo(sampled.quantity, plan.values, relative_error=UNREACHABLE, seed=seed, max_samples=samples)


Draw = Callable[[], tuple[dict[Any, Any], str]]


def _draws(theorem: Theorem, context: Context, rng: np.random.Generator) -> list[list[Draw]]:
    """Groups of points, the later ones for where the earlier ones hold no tame point."""
    symbols = parameters_of(theorem)
    if context.values is None:
        return [[partial(_random_point, symbols, rng, scale)] * CANDIDATES for scale in SCALES]
    given = context.values
    _, free = complete(symbols, given, np.random.default_rng(0))
    origin = "your numbers" + (f" with random {', '.join(free)}" if free else "")
    return [[lambda: (complete(symbols, given, rng)[0], origin)] * (CANDIDATES if free else 1)]


def _random_point(symbols: tuple[Any, ...], rng: np.random.Generator, scale: Fraction) -> tuple[dict[Any, Any], str]:
    sizes = {symbol: int(rng.choice(SIZES)) for symbol in dimensions_of(symbols)}
    label = ", ".join(f"{s}={n}" for s, n in sizes.items())
    point = rational_point(symbols, rng, sizes=sizes, scale=scale)
    return point, f"a random point ({label})" if label else "a random point"


def _pilot(
    sampled: Sampled, values: dict[Any, Any], origin: str, draws: int, context: Context, rng: np.random.Generator
) -> Plan:
    # the cap holds for both streams together, of which the second is four times as long
    cap = max(2, context.samples // 5)
    seed = np.random.SeedSequence(int(rng.integers(2**63)))
    pilot = monte_carlo(sampled.quantity, values, relative_error=UNREACHABLE, seed=seed, max_samples=min(draws, cap))
    deviation = float(np.linalg.norm(pilot.standard_error)) * math.sqrt(pilot.samples)
    size, _ = sampled.size_at(values, pilot)
    skewness = float(np.abs(pilot.skewness).max())
    wanted = (float(smallest_detectable(deviation)) / (WANTED_ERROR * size)) ** 2
    # four times what Comparison asks for before it trusts a skewed sample: a pilot sees less skewness than there is
    wanted = max(wanted, 4 * (skewness * critical_value() ** 3 / 6) ** 2)
    samples = int(min(max(wanted, MINIMUM_SAMPLES), cap))
    return Plan(values, samples, deviation / size, origin)
