"""Both sides in rational arithmetic at random small points: equal or not, with nothing in between."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics import TooLargeError, rational_point
from proofs_checks.assumptions import failing_assumption
from proofs_checks.cases import dimensions_of, parameters_of, size_plan
from proofs_checks.claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.exactly import Comparison, compare_exactly
from proofs_checks.laws import laws_for
from proofs_checks.reach import Reach
from proofs_checks.second_opinion import DisagreementError, UnconfirmedError, counterexample_of, not_refuted
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "exact_points"

POINTS_PER_SIZE = 2
"""Different polynomials differ at almost every point, so the second only guards against an unlucky first."""

ATTEMPTS = 8
"""Draws for one admissible point: hypotheses here exclude thin sets; one that excludes more is reported as such."""

FAR = 3
"""How much larger one size is made where a hypothesis such as M > d + 1 excludes sizes that are nearly equal."""


@dataclass
class _Tally:
    dimensions: tuple[Basic, ...] = ()
    compared: int = 0
    sizes: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    inadmissible: Counter[str] = field(default_factory=Counter)
    too_large: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unconfirmed: list[UnconfirmedError] = field(default_factory=list)
    slack: Any = None

    def add(self, comparison: Comparison, label: str) -> None:
        self.compared += 1
        self.reach.add(comparison.point, self.dimensions)
        self.sizes += [] if label in self.sizes else [label]
        if comparison.slack is not None and not comparison.claim.local:
            self.slack = comparison.slack if self.slack is None else min(self.slack, comparison.slack)

    def refuse(self, claim: Claim, error: ValueError) -> None:
        where = f"{claim.where}: " if claim.where else ""
        reason = where + str(error).splitlines()[0]
        if reason not in self.failed:
            self.failed.append(reason)

    @property
    def reaches(self) -> bool:
        """Whether more than one choice of sizes was tried, where there is more than one."""
        return not self.dimensions or len(self.sizes) > 1 or bool(self.inadmissible)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED where both sides agree exactly (or a bound holds) at points of at least two pairs of sizes.

    Boundary points of the kinds (a variance of 0, a semidefinite matrix that is 0) are among them. REFUTED where a
    second evaluator finds the same difference. None for a statement that says nothing of any one point.
    """
    claims = claims_of(theorem)
    if not claims:
        return None
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally(dimensions_of(parameters_of(theorem)))
    for low in (2, 1):
        for sizes in size_plan(theorem, low):
            refuted = _at_sizes(theorem, claims, sizes, rng, tally)
            if refuted is not None:
                return _refuted(refuted, tally)
        if tally.reaches or not tally.too_large:
            break
    return _summary(tally)


def _at_sizes(
    theorem: Theorem, claims: tuple[Claim, ...], sizes: dict[Any, int], rng: np.random.Generator, tally: _Tally
) -> Counterexample | None:
    label = "(" + ", ".join(f"{s}={n}" for s, n in sizes.items()) + ")"
    for point in _admissible_points(theorem, sizes, rng, tally):
        for claim in claims:
            try:
                found = _failure(claim, point, label, tally)
            except TooLargeError:
                tally.too_large.append(label)
                return None
            except ValueError as error:
                tally.refuse(claim, error)
                continue
            if found is not None:
                return found
    return None


def _failure(claim: Claim, point: dict[Any, Any], label: str, tally: _Tally) -> Counterexample | None:
    """A counterexample at the point, under one of the laws that the claim speaks of."""
    for laws in laws_for(claim):
        comparison = compare_exactly(claim, point, laws=laws)
        if comparison is None:
            return None
        tally.add(comparison, label)
        if not comparison.holds:
            try:
                return counterexample_of(comparison)
            except UnconfirmedError as error:
                # another point may be one at which the second evaluator has a value
                tally.unconfirmed.append(error)
                return None
    return None


def _admissible_points(
    theorem: Theorem, sizes: dict[Any, int], rng: np.random.Generator, tally: _Tally
) -> Iterator[dict[Any, Any]]:
    for _ in range(POINTS_PER_SIZE):
        point = _admissible_point(theorem, sizes, rng, tally)
        if point is None:
            continue
        yield point
    if sizes and any(n > min(sizes.values()) for n in sizes.values()):
        return
    # once is enough for the boundary, at the smallest sizes
    for on_boundary in _boundary(rational_point(parameters_of(theorem), rng, sizes=sizes)):
        if failing_assumption(theorem, on_boundary) is None:
            yield on_boundary


def _boundary(point: Mapping[Any, Any]) -> Iterator[dict[Any, Any]]:
    """The point with all that need not be positive at 0: the scalars, the semidefinite matrices, both."""
    scalars = [s for s in point if not isinstance(s, MatrixSymbol) and s.is_nonnegative and not s.is_positive]
    matrices = [
        s for s in point if isinstance(s, PositiveSemidefiniteMatrix) and not isinstance(s, PositiveDefiniteMatrix)
    ]
    for chosen in (scalars, matrices, scalars + matrices if scalars and matrices else []):
        if chosen:
            yield {s: v * Fraction(0) if s in chosen else v for s, v in point.items()}


def _admissible_point(
    theorem: Theorem, sizes: dict[Any, int], rng: np.random.Generator, tally: _Tally
) -> dict[Any, Any] | None:
    for _ in range(ATTEMPTS):
        point = rational_point(parameters_of(theorem), rng, sizes=sizes)
        failing = failing_assumption(theorem, point)
        if failing is None:
            return point
        tally.inadmissible[failing.name] += 1
    return None


def _refuted(found: Counterexample, tally: _Tally) -> CheckResult:
    detail = f"the sides differ in rational arithmetic, at comparison {tally.compared}"
    return CheckResult(NAME, Verdict.REFUTED, detail, _data(tally), found, reach=tally.reach)


def _summary(tally: _Tally) -> CheckResult:
    if tally.unconfirmed:
        # a disagreement, which is a fault of the tool, before what could not be computed
        worst = max(tally.unconfirmed, key=lambda e: isinstance(e, DisagreementError))
        return not_refuted(NAME, worst, _data(tally), tally.reach)
    notes = [f"{n} points break the hypothesis {name}" for name, n in tally.inadmissible.items()]
    notes += [f"too large at {label}" for label in tally.too_large]
    notes += tally.failed[:1]
    if not tally.compared:
        return CheckResult(NAME, Verdict.VACUOUS, "; ".join(["no point could be compared", *notes]), _data(tally))
    where = f" at {', '.join(tally.sizes)}" if any(tally.sizes) and tally.sizes != ["()"] else ""
    found = f"{tally.compared} comparisons in rational arithmetic{where}, where an error of any size shows"
    if tally.slack is not None:
        found += f", smallest slack {float(tally.slack):.3g}"
    verdict = Verdict.CONFIRMED if tally.reaches else Verdict.INCONCLUSIVE
    notes += [] if tally.reaches else ["one choice of sizes alone could be tried"]
    return CheckResult(NAME, verdict, "; ".join([found, *notes]), _data(tally), reach=tally.reach)


def _data(tally: _Tally) -> dict[str, Any]:
    return {
        "comparisons": tally.compared,
        "sizes": tally.sizes,
        "too_large": tally.too_large,
        "inadmissible": dict(tally.inadmissible),
        "not_computable": tally.failed,
        "smallest_slack": None if tally.slack is None else str(tally.slack),
    }
