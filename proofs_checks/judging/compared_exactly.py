"""One claim at one rational point: both sides as fractions, by routes that share no code where the claim allows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

import mpmath
import numpy as np
from sympy import Basic, MatPow, Pow, exp, log

from numerics import free_parameters
from numerics.evaluation.walk import evaluate
from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.exact import exact_value, is_semidefinite
from numerics.tolerances.digits_carried import AGREEMENT, DIGITS
from numerics.tolerances.exact_budgets import PAIR_LIMIT
from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED
from numerics.values.number_types import Number
from proofs_checks.cases.testable_claims import Claim
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.spectral import MatrixScalar, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Comparison", "Quantity", "compare_exactly", "exact_quantity"]

Quantity = Callable[[Basic, Mapping[Expression, Number], int], Number]
"""The exact value of an expression at a point, within a limit on the work."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """The two sides of a claim at a point; ``slack`` is right − left for scalars that are compared by size."""

    claim: Claim
    point: Mapping[Expression, Number]
    left: Number
    right: Number
    holds: bool
    slack: Number = None
    laws: Mapping[str, DiscreteLaw] = field(default_factory=dict)


def exact_quantity(
    expr: Basic, values: Mapping[Expression, Number], limit: int, laws: Mapping[str, DiscreteLaw] | None = None
) -> Number:
    """An exact value. Expectations are expanded in Gaussian entries, closed forms walked: two separate programs."""
    if not _has_expectation(expr):
        value = evaluate(expr, values)
        # whole numbers alone do not tell evaluate that fractions are wanted
        if not _is_inexact(value):
            return value
    return exact_value(expr, values, limit=limit, laws=laws)


def compare_exactly(
    claim: Claim,
    point: Mapping[Expression, Number],
    limit: int = PAIR_LIMIT,
    quantity: Quantity = exact_quantity,
    laws: Mapping[str, DiscreteLaw] | None = None,
) -> Comparison | None:
    """Both sides at the point; None where the claim says nothing.

    ``quantity`` gives values; one that remembers them saves what several claims have in common. ``laws`` names random
    symbols that are not Gaussian.

    Raises ``TooLargeError`` where the expectation has too many terms, and ValueError for what is not rational.
    """
    # what is random in this claim may be a symbol with a value in another one of the theorem
    wanted = _parameters_of(claim)
    point = {symbol: value for symbol, value in point.items() if symbol in wanted}
    value = quantity if not laws else partial(exact_quantity, laws=laws)
    moved = {**point, **{variable: value(e, point, limit) for variable, e in claim.moves}}
    if claim.unless and all(_same(moved[v], value(e, point, limit)) for v, e in claim.unless):
        return None
    laws = laws or {}
    sides = (claim.left, claim.right)
    if any(map(_has_roots, sides)) and not any(_has_expectation(side) and _has_roots(side) for side in sides):
        left, right = (
            _scalar(evaluate(side, moved, precision=DIGITS) if _has_roots(side) else value(side, moved, limit))
            for side in sides
        )
        return _to_many_digits(claim, moved, left, right, laws)
    left, right = (_scalar(value(side, moved, limit)) for side in sides)
    if claim.relation == "=":
        return Comparison(claim, moved, left, right, _same(left, right), laws=laws)
    if claim.relation == "⪯":
        return Comparison(claim, moved, left, right, is_semidefinite(np.atleast_2d(right - left)), laws=laws)
    slack = right - left
    return Comparison(claim, moved, left, right, slack > 0 if claim.relation == "<" else slack >= 0, slack, laws)


@lru_cache(EXPRESSIONS_REMEMBERED)
def _parameters_of(claim: Claim) -> frozenset[Basic]:
    """Asked for at many points, as is what else is remembered here."""
    return frozenset(free_parameters(*claim.expressions()))


@lru_cache(EXPRESSIONS_REMEMBERED)
def _has_expectation(side: Basic) -> bool:
    return bool(side.has(Expectation))


@lru_cache(EXPRESSIONS_REMEMBERED)
def _has_roots(side: Basic) -> bool:
    powers = {p.exp for p in side.atoms(Pow, MatPow)}
    return side.has(SpectralSum, MatrixScalar, exp, log) or any(not e.is_integer for e in powers)


def _rounded(value: Number) -> Number:
    """An exact value to many digits; what has them already stays."""
    if isinstance(value, np.ndarray):
        return np.vectorize(_rounded, otypes=[object])(value)
    return value if isinstance(value, mpmath.mpf) else mpmath.mpf(int(value.numerator)) / int(value.denominator)


def _to_many_digits(
    claim: Claim, point: Mapping[Expression, Number], left: Number, right: Number, laws: Mapping[str, DiscreteLaw]
) -> Comparison:
    """Roots and eigenvalues are not rational: closed forms with them are compared to many digits instead.

    A side without them has its exact value.
    """
    with mpmath.workdps(DIGITS):
        low, high = _rounded(left), _rounded(right)
        gap = high - low
        # points are of order one, so that what cancels to zero is to be measured by one too
        rounding = AGREEMENT * max(1, np.max(abs(low) + abs(high)))
    if claim.relation == "=":
        return Comparison(claim, point, left, right, bool(np.max(abs(gap)) <= rounding), laws=laws)
    if claim.relation == "⪯":
        shifted = gap + rounding * np.eye(len(gap), dtype=int)
        return Comparison(claim, point, left, right, is_semidefinite(shifted), laws=laws)
    holds = bool(gap > rounding if claim.relation == "<" else gap >= -rounding)
    return Comparison(claim, point, left, right, holds, gap, laws)


def _is_inexact(value: Number) -> bool:
    return any(isinstance(x, float) for x in np.asarray(value).flat)


def _same(a: Number, b: Number) -> bool:
    a, b = np.asarray(_scalar(a), dtype=object), np.asarray(_scalar(b), dtype=object)
    return a.shape == b.shape and bool(np.all(a == b))


def _scalar(value: Number) -> Number:
    """A 1×1 matrix and its entry are the same thing."""
    array = np.asarray(value)
    return array.flat[0] if array.size == 1 else value
