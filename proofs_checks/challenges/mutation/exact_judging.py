"""What exact arithmetic says of wrong claims: values at a few points, each computed once for all of them."""

from collections.abc import Iterable, Mapping

import numpy as np
from sympy import Basic

from numerics import free_parameters, rational_point
from numerics.evaluation.walk import evaluate
from numerics.tolerances.digits_carried import AGREEMENT, DIGITS
from numerics.values.binding import sort_by_name
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError, admissible_point
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption
from proofs_checks.cases.needed_values import parameters_of, size_plan
from proofs_checks.cases.testable_claims import Claim, claims_about
from proofs_checks.evidence.tightness import tightest_point
from proofs_checks.judging.compared_exactly import compare_exactly, exact_quantity
from proofs_checks.settings.exact_trials import POINTS_PER_SIZE
from proofs_checks.verdict import Verdict
from theory.algebra.vocabulary.sympy_types import Expression
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["ExactPoints", "RememberedValues", "tightest_points"]

Point = Mapping[Expression, Number]


class RememberedValues:
    """Exact values by expression and point: the defined side of a theorem is the same for all that is claimed of it."""

    def __init__(self) -> None:
        self._symbols: dict[Basic, tuple[Basic, ...]] = {}
        self._values: dict[Expression, Number] = {}

    def __call__(self, expression: Basic, values: Mapping[Expression, Number], limit: int) -> Number:
        symbols = self._symbols.get(expression)
        if symbols is None:
            symbols = self._symbols[expression] = free_parameters(expression)
        key = (expression, *(_frozen(values.get(symbol)) for symbol in symbols))
        if key not in self._values:
            try:
                self._values[key] = exact_quantity(expression, values, limit)
            except (ValueError, ArithmeticError) as error:
                self._values[key] = error
        found = self._values[key]
        if isinstance(found, Exception):
            raise found
        return found


def _frozen(value: Number) -> Number:
    return tuple(value.flat) if isinstance(value, np.ndarray) else value


class ExactPoints:
    """Admissible points of a theorem at two pairs of sizes and more, and what holds there."""

    def __init__(self, theorem: Theorem, letters: Iterable[Basic], rng: np.random.Generator) -> None:
        self.theorem = theorem
        self.symbols = sort_by_name({*parameters_of(theorem), *letters})
        self.values = RememberedValues()
        self.tried = 0
        self.points = [p for low in (2, 1) for p in self._admissible(low, rng)]

    def _admissible(self, low: int, rng: np.random.Generator) -> Iterable[Point]:
        """Small sizes come last: they let wrong formulas pass, and are for what is too large at others."""
        for sizes in size_plan(self.theorem, low):
            for _ in range(POINTS_PER_SIZE if low > 1 else 1):
                point = self._point(sizes, rng)
                if point is not None:
                    yield point

    def _point(self, sizes: Mapping[Expression, int], rng: np.random.Generator) -> Point | None:
        self.tried += 1
        try:
            return admissible_point(self.theorem, rng, sizes=sizes, symbols=self.symbols)
        except NoAdmissiblePointError:
            return None

    def judge(self, statement: Statement, points: Iterable[Point]) -> Verdict:
        """REFUTED where a claim fails at one of the points, CONFIRMED where all hold, VACUOUS where none has values."""
        compared = False
        for claim in claims_about(statement):
            for point in points:
                holds = self._holds(claim, point)
                if holds is False:
                    return Verdict.REFUTED
                compared = compared or holds is not None
        return Verdict.CONFIRMED if compared else Verdict.VACUOUS

    def is_negative(self, scalar: Basic, points: Iterable[Point]) -> bool | None:
        """Whether a closed form is < 0 at one of the points; None where it has no value at any."""
        missing = [s for s in free_parameters(scalar) if s not in self.symbols]
        found = False
        for point in points:
            sizes = {s: n for s, n in point.items() if isinstance(n, int)}
            extra = rational_point(missing, np.random.default_rng(0), sizes=sizes)
            try:
                value = evaluate(scalar, {**extra, **point}, precision=DIGITS)
            except (ValueError, ArithmeticError):
                continue
            found = True
            if np.asarray(value).item() < -AGREEMENT:
                return True
        return False if found else None

    def _holds(self, claim: Claim, point: Point) -> bool | None:
        try:
            comparison = compare_exactly(claim, point, quantity=self.values)
        except (ValueError, ArithmeticError):
            # too large, not rational, or not defined at this point
            return None
        return None if comparison is None else comparison.holds


def tightest_points(theorem: Theorem, statement: Statement, rng: np.random.Generator) -> list[Point]:
    """Where the true bound is tightest, at small sizes: a stronger one is most likely false there."""
    found: list[Point] = []
    for claim in claims_about(statement):
        if claim.relation == "=" or claim.local:
            continue
        for sizes in size_plan(theorem, 1):
            try:
                _, point = tightest_point(theorem, claim, sizes, rng)
            except ValueError:
                continue
            if failing_assumption(theorem, point) is None:
                found.append(point)
    return found
