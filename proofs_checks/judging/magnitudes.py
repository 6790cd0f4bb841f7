"""Points of other magnitudes than one: small, large, one dominating direction, more dimensions.

A claim that holds where everything is of order one may fail far from there: by a constant that is small beside numbers
of order one, in a tail, or where a dimension no longer is small.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics import smallest_detectable
from numerics.independent.comparison import critical_value
from numerics.independent.law import Law
from numerics.points.meeting import meet
from numerics.tolerances.sample_sizes import FALSE_ALARM, MINIMUM_SAMPLES
from numerics.values.kinds import kind_of
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError, admissible_point, computable_relations
from proofs_checks.cases.needed_values import dimensions_of, enlarged, given_among, parameters_of
from proofs_checks.cases.sampleable import Sampled
from proofs_checks.context import Context
from proofs_checks.judging.sampled_place import Place
from proofs_checks.judging.sampling_plan import Plan
from proofs_checks.settings.sampling_trials import FEW_DRAWS, SPREAD_ATTEMPTS, SPREAD_ERROR, SPREAD_NUMBERS
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["Magnitude", "plans_elsewhere", "points_elsewhere"]


@dataclass(frozen=True)
class Magnitude:
    """How a point is changed: ``data`` multiplies what is positive or semidefinite, ``weights`` everything else.

    ``dominating`` multiplies one direction of every matrix and vector. ``size`` is what every size is set to.
    """

    name: str
    size: int
    data: Fraction = Fraction(1)
    weights: Fraction = Fraction(1)
    dominating: int = 0

    def of(self, point: Mapping[Expression, Number], sizes: tuple[Basic, ...]) -> dict[Expression, Number]:
        """The changed point; no kind of symbol is left."""
        return {s: v if s in sizes else self._changed(s, v) for s, v in point.items()}

    def point(
        self, theorem: Theorem, rng: np.random.Generator, sizes: Mapping[Expression, int]
    ) -> dict[Expression, Number]:
        """A changed admissible point, moved to where the hypotheses hold; raises NoAdmissiblePointError."""
        drawn = admissible_point(theorem, rng, sizes=sizes, mild=True)
        dimensions = dimensions_of(tuple(drawn))
        found = meet(self.of(drawn, dimensions), computable_relations(theorem), dimensions)
        if found is None:
            message = f"no point with {self.name} that meets the hypotheses was found"
            raise NoAdmissiblePointError(message)
        return found

    def _changed(self, symbol: Basic, value: Number) -> Number:
        if not isinstance(symbol, MatrixSymbol):
            if symbol.is_integer:
                return value
            return value * (self.data if symbol.is_nonnegative or symbol.is_nonpositive else self.weights)
        value = self._stretched(symbol, value) if self.dominating else value
        return value * (self.data if kind_of(symbol).semidefinite else self.weights)

    def _stretched(self, symbol: Basic, value: np.ndarray) -> np.ndarray:
        if kind_of(symbol).symmetric:
            direction = value[:, :1]
            return value + self.dominating * (direction @ direction.T)
        first = np.full((value.shape[0], 1), Fraction(1))
        first[0, 0] = Fraction(self.dominating)
        return value * first


MAGNITUDES = (
    Magnitude("large weights", 6, weights=Fraction(2**6)),
    Magnitude("small weights", 5, weights=Fraction(1, 2**9)),
    Magnitude("small values", 2, data=Fraction(1, 2**6), weights=Fraction(1, 2**3)),
    Magnitude("one dominating direction", 3, dominating=64),
    Magnitude("large values", 3, data=Fraction(2**6), weights=Fraction(2**3)),
    Magnitude("small data", 2, data=Fraction(1, 2**6)),
    Magnitude("more dimensions", 8, weights=Fraction(1, 4)),
    Magnitude("small weights and few dimensions", 2, weights=Fraction(1, 2**4)),
    Magnitude("small weights and more dimensions", 12, weights=Fraction(1, 2**6)),
)
"""Tried in this order until enough points were judged: heavy tails, which large weights bring, end some of them."""


def points_elsewhere(
    theorem: Theorem, rng: np.random.Generator, magnitudes: tuple[Magnitude, ...] = MAGNITUDES
) -> Iterator[tuple[dict[Expression, Number], str]]:
    """Admissible points, in fractions, and what each is called."""
    dimensions = dimensions_of(parameters_of(theorem))
    for magnitude in magnitudes:
        sizes = _roomy(theorem, dict.fromkeys(dimensions, magnitude.size))
        for _ in range(SPREAD_ATTEMPTS):
            try:
                point = magnitude.point(theorem, rng, sizes)
            except NoAdmissiblePointError:
                continue
            label = ", ".join(f"{s}={sizes[s]}" for s in dimensions)
            yield point, f"{magnitude.name} ({label})" if label else magnitude.name
            break


def _roomy(theorem: Theorem, sizes: Mapping[Basic, int]) -> dict[Basic, int]:
    """Sizes that the hypotheses admit; one that they ask to be larger is twice as large as need be.

    At M = d + 2 moments of inverses exist, and their variances do not.
    """
    raised = enlarged(theorem, sizes)
    return {symbol: n if n == sizes[symbol] else 2 * n for symbol, n in raised.items()}


def plans_elsewhere(
    sampled: Sampled, theorem: Theorem, context: Context, rng: np.random.Generator, law: Law | None
) -> Iterator[Plan]:
    """Plans for short samples at such points; none where there is nothing to vary or the numbers are a user's own."""
    symbols = parameters_of(theorem)
    if not symbols or (context.values is not None and given_among(symbols, context.values)):
        return
    for point, name in points_elsewhere(theorem, rng):
        try:
            plan = _planned(sampled, point, name, context, rng, law)
        except (ValueError, ArithmeticError):
            # no value there: a root of what is too small, a size at which a moment does not exist
            continue
        yield plan


def _planned(
    sampled: Sampled,
    point: Mapping[Expression, Number],
    name: str,
    context: Context,
    rng: np.random.Generator,
    law: Law | None,
) -> Plan:
    place = Place(sampled, sampled.at(point), law)
    seeds = np.random.SeedSequence(int(rng.integers(2**63))).spawn(2)
    scheme = place.scheme(seeds[0], SPREAD_ERROR, 2 * MINIMUM_SAMPLES)
    numbers = place.integrand.numbers(scheme.repeats)
    cap = min(max(2, context.samples // 5), max(FEW_DRAWS, SPREAD_NUMBERS // numbers))
    pilot = place.draw(min(MINIMUM_SAMPLES, cap), seeds[1], scheme)
    deviation = float(np.linalg.norm(pilot.standard_error)) * np.sqrt(pilot.samples)
    size, _ = sampled.size_at(place.values, pilot)
    share = FALSE_ALARM / np.size(pilot.mean)
    wanted = max((float(smallest_detectable(deviation, share)) / (SPREAD_ERROR * size)) ** 2, 2.0 * MINIMUM_SAMPLES)
    # as for the long sample: a skewed one is not trusted unless it is long
    skewness = float(np.abs(pilot.skewness).max())
    wanted = max(wanted, 2 * (skewness * critical_value(share) ** 3 / 6) ** 2)
    if not np.isfinite(wanted):
        message = "the integrand overflows there"
        raise ValueError(message)
    plan = Plan(place, scheme, 0, cap, wanted, pilot.deviation / size, pilot.largest_share, numbers, name)
    return replace(plan, samples=int(min(wanted, cap)), error=SPREAD_ERROR)
