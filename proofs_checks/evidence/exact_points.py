"""Both sides in rational arithmetic at random small points: equal or not, with nothing in between.

A polynomial of degree n that is not 0 vanishes with a chance of at most n/k at a point whose numbers are drawn from k
values each (J. T. Schwartz, J. ACM 27, 1980), and a difference of rational functions is 0 where its numerator is. Sides
that differ do so at almost every point, and k is small here: so there are several points, of several sizes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from mpmath import mpmathify
from sympy import Basic

from numerics import TooLargeError
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError, admissible_point, boundary_points, says_something_at
from proofs_checks.cases.laws_tried import laws_for
from proofs_checks.cases.needed_values import dimensions_of, parameters_of, size_plan
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.json_types import Json
from proofs_checks.judging.compared_exactly import Comparison, compare_exactly
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import (
    DisagreementError,
    UnconfirmedError,
    confirmed_counterexample,
    not_refuted,
)
from proofs_checks.settings.exact_trials import LARGER_SIZES, POINTS_PER_SIZE
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.vocabulary.expectation_node import Expectation, MatrixExpectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "exact_points"


@dataclass
class _Tally:
    dimensions: tuple[Basic, ...] = ()
    choices: int = 1
    compared: int = 0
    sizes: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    inadmissible: Counter[str] = field(default_factory=Counter)
    too_large: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unconfirmed: list[UnconfirmedError] = field(default_factory=list)
    slack: Number = None

    def add(self, comparison: Comparison, label: str) -> None:
        self.compared += 1
        self.reach.add(comparison.point, self.dimensions)
        self.sizes += [] if label in self.sizes else [label]
        if comparison.slack is not None and not comparison.claim.local:
            slacks = [comparison.slack] if self.slack is None else [self.slack, comparison.slack]
            # one claim may have fractions, another one with roots mpmath's numbers
            self.slack = min(slacks, key=mpmathify)

    def refuse(self, claim: Claim, error: ValueError) -> None:
        where = f"{claim.where}: " if claim.where else ""
        reason = where + str(error).splitlines()[0]
        if reason not in self.failed:
            self.failed.append(reason)

    @property
    def reaches(self) -> bool:
        """Whether more than one choice of sizes was tried, where there is more than one."""
        return self.choices == 1 or len(self.sizes) > 1 or bool(self.inadmissible)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED where both sides agree exactly (or a bound holds) at points of at least two pairs of sizes.

    Boundary points of the kinds (a variance of 0, a semidefinite matrix that is 0) are among them. REFUTED where a
    second evaluator finds the same difference. None for a statement that says nothing of any one point.
    """
    claims = claims_of(theorem)
    if not claims:
        return None
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally(dimensions_of(parameters_of(theorem)), len(list(size_plan(theorem))))
    for low in (2, 1):
        for sizes in size_plan(theorem, low):
            found = _at_points(theorem, claims, sizes, _points(theorem, sizes, rng, tally), tally)
            if found is not None:
                return _refuted(found, tally)
        sizes = next(size_plan(theorem, low))
        found = _at_points(theorem, claims, sizes, _borders(theorem, sizes, rng), tally)
        if found is not None:
            return _refuted(found, tally)
        if tally.reaches or not tally.too_large:
            break
    found = _at_larger_sizes(theorem, tuple(c for c in claims if not _has_expectations(c)), rng, tally)
    return _summary(tally) if found is None else _refuted(found, tally)


def _at_larger_sizes(
    theorem: Theorem, claims: tuple[Claim, ...], rng: np.random.Generator, tally: _Tally
) -> Counterexample | None:
    for low in LARGER_SIZES if claims and tally.dimensions else ():
        sizes = next(size_plan(theorem, low))
        found = _at_points(theorem, claims, sizes, islice(_points(theorem, sizes, rng, tally), 1), tally)
        if found is not None:
            return found
    return None


def _has_expectations(claim: Claim) -> bool:
    return any(e.has(Expectation, MatrixExpectation) for e in (*claim.expressions(), *(m for _, m in claim.moves)))


def _at_points(
    theorem: Theorem,
    claims: tuple[Claim, ...],
    sizes: Mapping[Expression, int],
    points: Iterable[Mapping[Expression, Number]],
    tally: _Tally,
) -> Counterexample | None:
    label = "(" + ", ".join(f"{s}={n}" for s, n in sizes.items()) + ")"
    for point in points:
        for claim in claims:
            if not says_something_at(theorem, claim, point):
                continue
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


def _failure(claim: Claim, point: Mapping[Expression, Number], label: str, tally: _Tally) -> Counterexample | None:
    """A counterexample at the point, under one of the laws that the claim speaks of."""
    for laws in laws_for(claim):
        comparison = compare_exactly(claim, point, laws=laws)
        if comparison is None:
            return None
        tally.add(comparison, label)
        if not comparison.holds:
            return confirmed_counterexample(comparison, tally.unconfirmed)
    return None


def _points(
    theorem: Theorem, sizes: Mapping[Expression, int], rng: np.random.Generator, tally: _Tally
) -> Iterator[Mapping[Expression, Number]]:
    for _ in range(POINTS_PER_SIZE):
        try:
            yield admissible_point(theorem, rng, sizes=sizes)
        except NoAdmissiblePointError as error:
            tally.inadmissible[str(error)] += 1
            return


def _borders(
    theorem: Theorem, sizes: Mapping[Expression, int], rng: np.random.Generator
) -> Iterator[Mapping[Expression, Number]]:
    """Points on the border of the kinds; a hypothesis without any point has been noted by then."""
    try:
        yield from boundary_points(theorem, sizes, rng)
    except NoAdmissiblePointError:
        return


def _refuted(found: Counterexample, tally: _Tally) -> CheckResult:
    detail = f"the sides differ in rational arithmetic, at comparison {tally.compared}"
    return CheckResult(NAME, Verdict.REFUTED, detail, _data(tally), found, reach=tally.reach)


def _summary(tally: _Tally) -> CheckResult:
    if tally.unconfirmed:
        # a disagreement, which is a fault of the tool, before what could not be computed
        worst = max(tally.unconfirmed, key=lambda e: isinstance(e, DisagreementError))
        return not_refuted(NAME, worst, _data(tally), tally.reach)
    notes = list(tally.inadmissible)[:1]
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


def _data(tally: _Tally) -> dict[str, Json]:
    return {
        "comparisons": tally.compared,
        "sizes": tally.sizes,
        "too_large": tally.too_large,
        "inadmissible": dict(tally.inadmissible),
        "not_computable": tally.failed,
        "smallest_slack": None if tally.slack is None else str(tally.slack),
    }


KIND = EvidenceKind(
    name=NAME,
    order=20,
    words="exact points",
    heading="exact",
    check=check,
    strength="an error of any size, unless it vanishes at these sizes and points",
    judges=lambda statement: True,
)
