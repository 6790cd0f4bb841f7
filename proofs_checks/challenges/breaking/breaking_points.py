"""Points at which a theorem is tried with and without a hypothesis."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
from sympy import Basic, Symbol

from numerics.points.random_points import rational_point
from numerics.values.binding import name_of
from numerics.values.kinds import may_vanish
from numerics.values.number_types import Number
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from proofs_checks.context import Context
from proofs_checks.settings.challenge_numbers import BREAKING_DATA, BREAKING_SIZES, BREAKING_WEIGHT
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Assumption, Theorem

__all__ = ["Point", "balanced_point", "without"]

Point = dict[Basic, Number]


def balanced_point(theorem: Theorem, seed: int) -> Point | None:
    """Balanced data and small random weights at which the hypotheses hold; None if none is found."""
    symbols = parameters_of(theorem)
    rng = Context(seed=seed).generator(theorem.slug, "balanced point")
    data: dict[str, Number] = dict(BREAKING_DATA)
    for assumption in theorem.assumptions:
        data |= BREAKING_SIZES.get(assumption.name, {})
    sizes = {s: data.get(name_of(s), 2) for s in dimensions_of(symbols)}
    for _ in range(100):
        drawn = rational_point(symbols, rng, sizes=sizes)
        point = {s: _given(data[name_of(s)]) if name_of(s) in data else _scaled(s, v) for s, v in drawn.items()}
        if failing_assumption(theorem, point) is None:
            return point
    return None


def without(theorem: Theorem, assumption: Assumption, point: Point) -> tuple[Point, str] | None:
    """The point with as few symbols as possible set to zero (sizes: to 2) so that this hypothesis alone fails.

    With it, in words, what was set; None where no three symbols do it.
    """
    numbers = {s: v for s, v in point.items() if may_vanish(s) and not (isinstance(s, Symbol) and s.is_integer)}
    small: dict[Basic, Number] = {s: 0 * np.asarray(v, dtype=np.float64) for s, v in numbers.items()}
    small.update((s, 2) for s, v in point.items() if isinstance(v, int) and v > 2)
    only = replace(theorem, assumptions=(assumption,))
    others = replace(theorem, assumptions=tuple(a for a in theorem.assumptions if a is not assumption))
    for count in (1, 2, 3):
        for chosen in combinations(sorted(small, key=name_of), count):
            broken = {**point, **{s: small[s] for s in chosen}}
            if failing_assumption(only, broken) is assumption and _admissible(others, broken, assumption):
                return broken, ", ".join(f"{name_of(s)} = {2 if isinstance(small[s], int) else 0}" for s in chosen)
    return None


def _admissible(others: Theorem, point: Mapping[Expression, Number], broken: Assumption) -> bool:
    """Whether no other stated hypothesis fails; the existence of moments is left to the sampling."""
    failing = failing_assumption(others, point)
    return failing is None or failing.name == broken.name or failing not in others.assumptions


def _given(value: Number) -> Number:
    return np.asarray(value) if isinstance(value, list) else value


def _scaled(symbol: Basic, value: Number) -> Number:
    if isinstance(symbol, Symbol):
        return value if symbol.is_integer else float(value) / 4
    return BREAKING_WEIGHT * np.asarray(value, dtype=np.float64)
