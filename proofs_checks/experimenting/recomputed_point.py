"""A point that seems to lie below a proved floor: the theorem's claims there, in rational numbers.

Weights and problem are taken to be exactly the floats that they are. Expectations are replaced by their closed forms,
which are walked in fractions; a claim that then fails is computed again by the second evaluator before it is said to be
refuted. The theorem's verdict is that of ``verify``, whatever comes out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from sympy import Basic

from numerics import free_parameters
from numerics.evaluation.walk import evaluate
from numerics.values.binding import name_of
from numerics.values.number_types import Number
from proofs_checks.cases.hypotheses_at_numbers import broken_hypothesis
from proofs_checks.cases.needed_values import parameters_of
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.experiment_parts.floor import PointBelowFloor
from proofs_checks.judging.compared_exactly import Comparison, compare_exactly
from proofs_checks.judging.second_opinion import UnconfirmedError, counterexample_of
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.registry import theorem

__all__ = ["PointStatus", "RecomputedPoint", "recomputed_point"]


class PointStatus(StrEnum):
    """What became of the claim at the point."""

    HOLDS = "holds"
    REFUTED = "refuted"
    OPEN = "open"


@dataclass(frozen=True, eq=False)
class RecomputedPoint:
    """``says`` is a sentence; ``point`` holds the values as fractions, written as text by name."""

    given: PointBelowFloor
    status: PointStatus
    says: str
    point: Mapping[str, object]

    def summary(self) -> dict[str, object]:
        """For a document."""
        given = self.given
        return {
            "theorem": given.theorem,
            "where": given.where,
            "excess": given.excess,
            "floor": given.floor,
            "status": self.status,
            "says": self.says,
            "point": self.point,
        }


def recomputed_point(given: PointBelowFloor) -> RecomputedPoint:
    """The inequalities of the theorem at the point.

    Raises ValueError for a slug of no theorem, and for one of whose claims none can be computed from these values.
    """
    stated = theorem(given.theorem)
    exact = {name: _exact(value) for name, value in given.values.items()}
    point = {symbol: exact[name_of(symbol)] for symbol in parameters_of(stated) if name_of(symbol) in exact}
    text = {name: _text(value) for name, value in exact.items()}
    where = f"{given.theorem} {given.where}: excess {given.excess:.9g} beside the floor {given.floor:.9g}"

    def found(status: PointStatus, says: str) -> RecomputedPoint:
        return RecomputedPoint(given, status, f"{where}; {says}", text)

    broken = broken_hypothesis(stated, point)
    if broken:
        return found(PointStatus.OPEN, f"the point breaks the hypothesis {broken}, so that the theorem says nothing")
    claims = [c for c in claims_of(stated) if c.relation != "=" and not c.local and _is_known(c, point)]
    if not claims:
        message = f"{given.theorem} claims no inequality that {', '.join(given.values)} decide: give a value of each"
        raise ValueError(message)
    slack: Number = None
    for claim in claims:
        comparison = compare_exactly(claim, point, quantity=_by_closed_form)
        if comparison is None:
            continue
        if not comparison.holds:
            return found(*_failure(comparison))
        slack = comparison.slack
    margin = "" if slack is None else f", with {float(slack):.3g} to spare"
    return found(PointStatus.HOLDS, f"in rational numbers the claim holds there{margin}: it was rounding")


def _failure(comparison: Comparison) -> tuple[PointStatus, str]:
    sides = f"{float(comparison.left):.12g} against {float(comparison.right):.12g}"
    try:
        counterexample_of(comparison)
    except UnconfirmedError as error:
        return PointStatus.OPEN, f"in rational numbers the claim fails there ({sides}), unconfirmed: {error}"
    return PointStatus.REFUTED, f"REFUTED there by two evaluators in rational numbers ({sides})"


def _is_known(claim: Claim, point: Mapping[Expression, Number]) -> bool:
    moved = {variable for variable, _ in claim.moves}
    return set(free_parameters(*claim.expressions())) <= point.keys() | moved


def _by_closed_form(expr: Basic, values: Mapping[Expression, Number], limit: int) -> Number:
    closed = expr.doit() if expr.has(Expectation) else expr
    if closed.has(Expectation):
        message = f"no closed form of {closed} is known: the claim cannot be computed at the point"
        raise ValueError(message)
    return evaluate(closed, values, exact=True)


def _exact(value: Number) -> Number:
    """The value as fractions, exactly; whole numbers stay what they are."""
    array = np.asarray(value)
    if array.dtype.kind in "iu":
        return value
    result = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        result[index] = Fraction(float(array[index]))
    return result if array.ndim else result.item()


def _text(value: Number) -> object:
    return [_text(v) for v in value] if isinstance(value, np.ndarray) else str(value)
