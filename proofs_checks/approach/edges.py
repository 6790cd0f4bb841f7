"""Points at which a limit is tried: random ones, and the border of every kind, where limits most often fail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics import rational_point
from numerics.values.binding import name_of, sort_by_name
from numerics.values.kinds import kind_of, may_vanish
from numerics.values.matrix_kinds import diagonal_matrix
from numerics.values.number_types import Number
from proofs_checks.cases.needed_values import dimensions_of, enlarged
from proofs_checks.settings.limit_trials import LEAST_SPOTS, MOST_SPOTS, RANDOM_SPOTS, SPOT_ENTRIES
from theory.theorem_record import Theorem

__all__ = ["Spot", "spots"]


@dataclass(frozen=True)
class Spot:
    """A point, and what is special about it ("P = 0"; empty for a random one)."""

    label: str
    point: Mapping[Basic, Number]


def spots(theorem: Theorem, symbols: tuple[Basic, ...], rng: np.random.Generator) -> Iterator[Spot]:
    """Random points, sizes of 1, then each symbol at the values on the border of its kind, and several of them at 0.

    Whether the hypotheses hold there is left to the caller.
    """
    for tried, spot in enumerate(_all_spots(theorem, symbols, rng)):
        entries = sum(np.size(value) for value in spot.point.values())
        if tried >= max(LEAST_SPOTS, MOST_SPOTS * SPOT_ENTRIES // max(SPOT_ENTRIES, entries)):
            return
        yield spot


def _all_spots(theorem: Theorem, symbols: tuple[Basic, ...], rng: np.random.Generator) -> Iterator[Spot]:
    dimensions = dimensions_of(symbols)
    twos = enlarged(theorem, dict.fromkeys(dimensions, 2))
    first = rational_point(symbols, rng, sizes=twos)
    yield Spot("", first)
    others = sort_by_name(set(symbols) - set(dimensions))
    zeros = {s: zero for s in others if (zero := _zero(s, first[s])) is not None}
    for symbol, zero in zeros.items():
        yield Spot(f"{name_of(symbol)} = 0", {**first, symbol: zero})
    if dimensions:
        ones = enlarged(theorem, dict.fromkeys(dimensions, 1))
        yield Spot("smallest sizes", rational_point(symbols, rng, sizes=ones))
    if len(zeros) > 1:
        yield Spot("all that can be is 0", {**first, **zeros})
    yield Spot("all as simple as can be", {**first, **{s: kind_of(s).simple(s, first[s]) for s in others}})
    for symbol in others:
        for label, value in kind_of(symbol).edges(symbol, first[symbol]):
            yield Spot(f"{name_of(symbol)} {label}", {**first, symbol: value})
    if len(zeros) > 2:
        for pair in combinations(zeros, 2):
            yield Spot(f"{', '.join(map(name_of, pair))} = 0", {**first, **{s: zeros[s] for s in pair}})
    for _ in range(RANDOM_SPOTS - 1):
        sizes = enlarged(theorem, {s: int(rng.integers(1, 4)) for s in dimensions})
        yield Spot("", rational_point(symbols, rng, sizes=sizes))


def _zero(symbol: Basic, value: Number) -> Number:
    """0 in the place of a value, or None where the kind excludes it."""
    if not may_vanish(symbol):
        return None
    return diagonal_matrix(np.shape(value)) if isinstance(symbol, MatrixSymbol) else Fraction(0)
