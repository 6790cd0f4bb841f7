"""Both sides in rational arithmetic at random small points: equal or not, with nothing in between."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from numerics import TooLargeError
from proofs_checks.admissible import NoAdmissiblePointError, admissible_point, boundary_points, says_something_at
from proofs_checks.cases import size_plan
from proofs_checks.claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.exactly import Comparison, compare_exactly
from proofs_checks.verdict import CheckResult, Verdict
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "exact_points"

POINTS_PER_SIZE = 2
"""Different polynomials differ at almost every point, so the second only guards against an unlucky first."""

FAR = 3
"""How much larger one size is made where a hypothesis such as M > d + 1 excludes sizes that are nearly equal."""


@dataclass
class _Tally:
    compared: int = 0
    sizes: list[str] = field(default_factory=list)
    inadmissible: Counter[str] = field(default_factory=Counter)
    too_large: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slack: Any = None

    def add(self, comparison: Comparison) -> None:
        self.compared += 1
        if comparison.slack is not None and not comparison.claim.local:
            self.slack = comparison.slack if self.slack is None else min(self.slack, comparison.slack)

    def refuse(self, claim: Claim, error: ValueError) -> None:
        where = f"{claim.where}: " if claim.where else ""
        reason = where + str(error).splitlines()[0]
        if reason not in self.failed:
            self.failed.append(reason)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED where both sides agree exactly (or a bound holds) at points of at least two pairs of sizes.

    None for a statement that says nothing of any one point.
    """
    claims = claims_of(theorem)
    if not claims:
        return None
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally()
    for low in (2, 1):
        for sizes in size_plan(theorem, low):
            refuted = _at_points(theorem, claims, sizes, _points(theorem, sizes, rng, tally), tally)
            if refuted is not None:
                return _refuted(refuted, tally)
        sizes = next(size_plan(theorem, low))
        refuted = _at_points(theorem, claims, sizes, _borders(theorem, sizes, rng), tally)
        if refuted is not None:
            return _refuted(refuted, tally)
        if tally.compared or not tally.too_large:
            break
    return _summary(tally)


def _at_points(
    theorem: Theorem,
    claims: tuple[Claim, ...],
    sizes: Mapping[Any, int],
    points: Iterable[Mapping[Any, Any]],
    tally: _Tally,
) -> Comparison | None:
    label = "(" + ", ".join(f"{s}={n}" for s, n in sizes.items()) + ")"
    for point in points:
        for claim in claims:
            if not says_something_at(theorem, claim, point):
                continue
            try:
                comparison = compare_exactly(claim, point)
            except TooLargeError:
                tally.too_large.append(label)
                return None
            except ValueError as error:
                tally.refuse(claim, error)
                continue
            if comparison is None:
                continue
            tally.add(comparison)
            if not comparison.holds:
                return comparison
        if label not in tally.sizes:
            tally.sizes.append(label)
    return None


def _points(
    theorem: Theorem, sizes: Mapping[Any, int], rng: np.random.Generator, tally: _Tally
) -> Iterator[Mapping[Any, Any]]:
    for _ in range(POINTS_PER_SIZE):
        try:
            yield admissible_point(theorem, rng, sizes=sizes)
        except NoAdmissiblePointError as error:
            tally.inadmissible[str(error)] += 1
            return


def _borders(theorem: Theorem, sizes: Mapping[Any, int], rng: np.random.Generator) -> Iterator[Mapping[Any, Any]]:
    """Points on the border of the kinds; a hypothesis without any point has been noted by then."""
    try:
        yield from boundary_points(theorem, sizes, rng)
    except NoAdmissiblePointError:
        return


def _refuted(comparison: Comparison, tally: _Tally) -> CheckResult:
    detail = f"the sides differ in rational arithmetic, at comparison {tally.compared}"
    return CheckResult(NAME, Verdict.REFUTED, detail, _data(tally), comparison.counterexample())


def _summary(tally: _Tally) -> CheckResult:
    notes = list(tally.inadmissible)[:1]
    notes += [f"too large at {label}" for label in tally.too_large]
    notes += tally.failed[:1]
    if not tally.compared:
        return CheckResult(NAME, Verdict.VACUOUS, "; ".join(["no point could be compared", *notes]), _data(tally))
    where = f" at {', '.join(tally.sizes)}" if any(tally.sizes) and tally.sizes != ["()"] else ""
    found = f"{tally.compared} comparisons in rational arithmetic{where}, where an error of any size shows"
    if tally.slack is not None:
        found += f", smallest slack {float(tally.slack):.3g}"
    return CheckResult(NAME, Verdict.CONFIRMED, "; ".join([found, *notes]), _data(tally))


def _data(tally: _Tally) -> dict[str, Any]:
    return {
        "comparisons": tally.compared,
        "sizes": tally.sizes,
        "too_large": tally.too_large,
        "inadmissible": dict(tally.inadmissible),
        "not_computable": tally.failed,
        "smallest_slack": None if tally.slack is None else str(tally.slack),
    }
