"""A bound or a minimum attacked: the point where it is tightest is searched for, and judged in exact fractions.

Random points are far from where a bound is sharp, so they let a bound pass that claims twice too much. Here the
relative slack (right − left)/(|left| + |right|) is minimised over everything that the claim speaks of, by differential
evolution on closed forms in floating point: first among numbers of order one, then with the values of each symbol
multiplied by a power of two of its own, from 2⁻⁴⁰ to 2⁴⁰. Wells that such a search walks past are looked for along
rays. All of that only proposes points; the verdict rests on exact arithmetic there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
from sympy import Add, Basic, Ge, Gt, Le, Lt

from numerics.evaluation.walk import evaluate, evaluate_all
from numerics.points.from_vectors import PointSpace
from numerics.points.meeting import meet
from numerics.tolerances.point_limits import SCALE_EXPONENTS
from numerics.values.number_types import Number
from proofs_checks.approach.along_rays import failures_along_rays
from proofs_checks.cases.admissible import (
    NoAdmissiblePointError,
    admissible_point,
    computable_relations,
    require_computable,
)
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption, relations_of
from proofs_checks.cases.needed_values import dimensions_of, enlarged, parameters_of, size_plan
from proofs_checks.cases.sampleable import as_floats, closed
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
from proofs_checks.settings.tightness_search import (
    COORDINATE_DENOMINATORS,
    FURTHER_SIZES,
    GENERATIONS,
    POPULATION,
    ROUNDED_DENOMINATOR,
    ROUNDING_OF_SLACK,
    SIMPLE_COORDINATES,
    THIN_GENERATIONS,
    WIDE_GENERATIONS,
)
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check", "tightest_point"]

NAME = "tightness"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """REFUTED or CONFIRMED by the exact value at the tightest points found; None where nothing is bounded."""
    claims = [c for c in claims_of(theorem) if c.relation != "=" and not c.local]
    if not claims or not parameters_of(theorem):
        return None
    try:
        require_computable(theorem)
    except NoAdmissiblePointError as error:
        return CheckResult(NAME, Verdict.VACUOUS, str(error))
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally(dimensions_of(parameters_of(theorem)))
    for claim in claims:
        for sizes in size_plan(theorem, 1):
            try:
                candidates = _attacked(theorem, claim, sizes, rng)
            except (ValueError, ArithmeticError) as error:
                tally.notes.append(str(error).splitlines()[0])
                candidates = []
            found = _judged(candidates, tally) if candidates else None
            found = found or _judged_on_rays(theorem, claim, sizes, rng, tally)
            if found is not None:
                detail = "a counterexample where the claim is tightest, in rational arithmetic"
                return CheckResult(NAME, Verdict.REFUTED, detail, tally.data, found, reach=tally.reach)
    return _summary(tally)


@dataclass
class _Tally:
    dimensions: tuple[Basic, ...]
    compared: int = 0
    tightest: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unconfirmed: list[UnconfirmedError] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)

    @property
    def data(self) -> dict[str, Json]:
        return {"points": self.compared, "relative_slacks": self.tightest}


def _judged(candidates: list[tuple[float, Comparison | None]], tally: _Tally) -> Counterexample | None:
    """The first of the candidates that is a counterexample; what the others were like."""
    compared = [(slack, c) for slack, c in candidates if c is not None]
    if not compared:
        tally.notes.append("no point that meets the hypotheses was found at some sizes")
        return None
    tally.compared += 1
    tally.tightest.append(min(slack for slack, _ in compared))
    for _, comparison in compared:
        tally.reach.add(comparison.point, tally.dimensions)
        found = None if comparison.holds else confirmed_counterexample(comparison, tally.unconfirmed)
        if found is not None:
            return found
    return None


def _judged_on_rays(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator, tally: _Tally
) -> Counterexample | None:
    """A counterexample on the rays through one random point."""
    try:
        start = admissible_point(theorem, rng, sizes=sizes, mild=True)
        failures = list(failures_along_rays(theorem, claim, start))
    except (ValueError, ArithmeticError):
        # there is no point of these sizes, or no closed form
        return None
    compared = ((0.0, _exactly(theorem, claim, there)) for there in failures)
    failing: list[tuple[float, Comparison | None]] = [(s, c) for s, c in compared if c is not None and not c.holds]
    return _judged(failing, tally) if failing else None


def _summary(tally: _Tally) -> CheckResult:
    if tally.unconfirmed:
        worst = max(tally.unconfirmed, key=lambda e: isinstance(e, DisagreementError))
        return not_refuted(NAME, worst, tally.data, tally.reach)
    if not tally.compared:
        detail = "; ".join(["no point could be compared", *tally.notes[:1]])
        return CheckResult(NAME, Verdict.VACUOUS, detail, tally.data)
    tried = tally.compared * POPULATION * (GENERATIONS + WIDE_GENERATIONS)
    detail = (
        f"it holds, in rational arithmetic, at the {tally.compared} tightest points that a search over {tried:,} "
        f"found, magnitudes from 2^-{SCALE_EXPONENTS} to 2^{SCALE_EXPONENTS} among them; smallest relative slack "
        f"{min(tally.tightest):.2g}"
    )
    return CheckResult(NAME, Verdict.CONFIRMED, "; ".join([detail, *tally.notes[:1]]), tally.data, reach=tally.reach)


def _attacked(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator
) -> list[tuple[float, Comparison | None]]:
    """The tightest slacks and the exact comparisons there, at larger sizes where these give no value: 1/(M − 2)."""
    try:
        return _attacked_at(theorem, claim, sizes, rng)
    except (ValueError, ArithmeticError):
        if not sizes:
            raise
    larger = enlarged(theorem, {symbol: n + FURTHER_SIZES for symbol, n in sizes.items()})
    return _attacked_at(theorem, claim, larger, rng)


def _attacked_at(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator
) -> list[tuple[float, Comparison | None]]:
    slack, point = tightest_point(theorem, claim, sizes, rng)
    found = [(slack, _exactly(theorem, claim, point))]
    try:
        wide_slack, wide = _tightest_of_all_magnitudes(theorem, claim, sizes, rng)
        # what float64 loses far out is no slack; equal ones are seen nearer by
        if wide_slack < slack - ROUNDING_OF_SLACK:
            found.append((wide_slack, _exactly(theorem, claim, wide)))
    except (ValueError, ArithmeticError):
        # far out a side may have no value, which says nothing of it nearer by
        pass
    return found


def tightest_point(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator
) -> tuple[float, dict[Basic, Number]]:
    """The smallest relative slack found at these sizes, and a point of simple fractions near the one that has it.

    Raises ValueError for a claim that has no closed form.
    """
    space = PointSpace(tuple(s for s in parameters_of(theorem) if s not in sizes), sizes)
    size = (POPULATION, space.dimension)
    # numbers of all magnitudes, and zeros: bounds are often tight where something vanishes
    people = rng.standard_normal(size) * 10.0 ** rng.uniform(-2, 0.5, size) * (rng.random(size) > 0.1)
    return _search(theorem, claim, space, people, GENERATIONS, rng)


def _tightest_of_all_magnitudes(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator
) -> tuple[float, dict[Basic, Number]]:
    """The same where each symbol has a magnitude of its own, a power of two."""
    # a whole number stays one, whatever it is multiplied by here: leave it out
    space = PointSpace(tuple(s for s in parameters_of(theorem) if s not in sizes), sizes, scales=True)
    values = rng.standard_normal((POPULATION, space.entries))
    exponents = rng.uniform(-SCALE_EXPONENTS, SCALE_EXPONENTS, (POPULATION, len(space.symbols)))
    # a third of the people differ from order one in one symbol alone
    alone = rng.random((POPULATION, 1)) < 1 / 3
    chosen = np.arange(len(space.symbols)) == rng.integers(max(len(space.symbols), 1), size=(POPULATION, 1))
    people = np.concatenate([values, np.where(alone & ~chosen, 0.0, exponents)], axis=1)
    return _search(theorem, claim, space, people, WIDE_GENERATIONS, rng)


# -- the search -----------------------------------------------------------------------------------------------------
def _search(
    theorem: Theorem,
    claim: Claim,
    space: PointSpace,
    people: np.ndarray,
    generations: int,
    rng: np.random.Generator,
) -> tuple[float, dict[Basic, Number]]:
    """The smallest relative slack found from these vectors on, and a simple point near the one that has it.

    Differential evolution: each vector is moved by a multiple of the difference of two others, half of them towards the
    best as well, and kept where that is better (R. Storn and K. Price, J. Global Optimization 11, 1997). It only asks
    for values, and adapts its steps to the shape of the well.
    """
    sides = _balanced(closed(claim.left), closed(claim.right))
    margins = tuple(r.gts - r.lts for _, r in relations_of(theorem) if isinstance(r, Gt | Ge | Lt | Le))
    thin = not all(isinstance(r, Gt | Ge | Lt | Le) for r in computable_relations(theorem))

    def slack(vectors: np.ndarray) -> np.ndarray:
        if not thin:
            return _relative_slack(sides, margins, space, vectors)
        # no vector satisfies an equation by chance: each is moved to where the hypotheses hold
        return np.concatenate([_slack_at(sides, _met(theorem, space, vector)) for vector in vectors])

    values, size = slack(people), people.shape
    for _ in range(THIN_GENERATIONS if thin else generations):
        a, b = (people[rng.permutation(POPULATION)] for _ in range(2))
        pull = np.where(rng.random((POPULATION, 1)) < 0.5, people[values.argmin()] - people, 0.0)
        change = rng.uniform(0.4, 0.9, (POPULATION, 1)) * (pull + a - b)
        children = people + change * (rng.random(size) < 0.8)
        scores = slack(children)
        better = scores < values
        people[better], values[better] = children[better], scores[better]
    vector = _simplified(people[values.argmin()], space, slack)
    point = space.point(np.array([Fraction(x) for x in vector.tolist()], dtype=object))
    return float(values.min()), meet(point, computable_relations(theorem), space.sizes) or point


def _balanced(left: Basic, right: Basic) -> tuple[Basic, Basic]:
    """The same order between sides of which none is 0, the summands with a minus sign on the other side.

    Beside 0 the relative slack is 1 wherever the claim holds, which leads nowhere.
    """
    if 0 not in (left, right):
        return left, right
    kept = [[t for t in Add.make_args(side) if not t.could_extract_minus_sign()] for side in (left, right)]
    moved = [[-t for t in Add.make_args(side) if t.could_extract_minus_sign()] for side in (left, right)]
    return Add(*kept[0], *moved[1]), Add(*kept[1], *moved[0])


def _relative_slack(
    sides: tuple[Basic, Basic], margins: tuple[Basic, ...], space: PointSpace, vectors: np.ndarray
) -> np.ndarray:
    """From −1 to 1; above 2, by how far, where a hypothesis (margin > 0) fails; infinite where there is no value."""
    try:
        with np.errstate(all="ignore"):
            a, b, *rest = evaluate_all((*sides, *margins), space.point(vectors))
            slack = _slack(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64), len(vectors))
            met = [_floats(margin, len(vectors)) for margin in rest]
    except ValueError:
        if len(vectors) == 1:
            return np.array([np.inf])
        # one vector without a value leaves a batch without: halves find the few
        halves = np.array_split(vectors, 2)
        return np.concatenate([_relative_slack(sides, margins, space, half) for half in halves])
    for margin in met:
        slack = np.where(margin > 0, slack, 3 - 1 / (1 + np.abs(margin)))
    return np.where(np.isfinite(slack), slack, np.inf)


def _met(theorem: Theorem, space: PointSpace, vector: np.ndarray) -> dict[Basic, Number] | None:
    """An admissible point near that of a vector, if one is found."""
    numbers = np.array(
        [Fraction(round(x * ROUNDED_DENOMINATOR), ROUNDED_DENOMINATOR) for x in vector.tolist()], dtype=object
    )
    return meet(space.point(numbers), computable_relations(theorem), space.sizes)


def _slack_at(sides: tuple[Basic, Basic], point: Mapping[Basic, Number] | None) -> np.ndarray:
    if point is None:
        return np.array([np.inf])
    try:
        with np.errstate(all="ignore"):
            a, b = (np.asarray(evaluate(e, as_floats(point)), dtype=np.float64) for e in sides)
            slack = _slack(a, b, 1)
    except ValueError:
        return np.array([np.inf])
    return np.where(np.isfinite(slack), slack, np.inf)


def _slack(a: np.ndarray, b: np.ndarray, size: int) -> np.ndarray:
    """(b − a)/(|a| + |b|); of matrices the smallest eigenvalue of b − a over the sum of their norms."""
    gap, scale = b - a, np.abs(a) + np.abs(b)
    if gap.ndim >= 2:
        # a vector far out may overflow: that is no place where the claim is tight
        finite = np.isfinite(gap).all(axis=(-2, -1))
        gap = np.linalg.eigvalsh(np.where(finite[..., None, None], gap, 0.0))[..., 0]
        scale = np.where(finite, np.linalg.norm(a, axis=(-2, -1)) + np.linalg.norm(b, axis=(-2, -1)), np.nan)
    return _floats(gap / scale, size)


def _floats(value: Number, size: int) -> np.ndarray:
    return np.broadcast_to(np.asarray(value, dtype=np.float64).reshape(-1), (size,))


def _simplified(vector: np.ndarray, space: PointSpace, slack: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Each coordinate rounded as far as half of a violation, or of twice the slack, is kept."""
    (start,) = slack(vector[None])
    allowed = start / 2 if start < 0 else min(2 * start, 1.0)
    # magnitudes first: the rest is simple beside them
    for i in (*range(space.entries, len(vector)), *range(space.entries)):
        x = vector[i]
        simpler = [*SIMPLE_COORDINATES, *(round(x * q) / q for q in COORDINATE_DENOMINATORS)]
        if i >= space.entries:
            k = int(np.clip(np.rint(x), -SCALE_EXPONENTS, SCALE_EXPONENTS))
            simpler = [float(n) for n in range(0, k, 1 if k > 0 else -1)] + [float(k)]
        candidates = np.tile(vector, (len(simpler), 1))
        candidates[:, i] = simpler
        good = np.flatnonzero(slack(candidates) <= allowed)
        if len(good):
            vector = candidates[good[0]]
    return vector


def _exactly(theorem: Theorem, claim: Claim, point: Mapping[Basic, Number]) -> Comparison | None:
    if failing_assumption(theorem, point) is not None:
        return None
    # at the claimed minimiser too, nothing may be smaller than the claimed minimum
    return compare_exactly(claim, point) or compare_exactly(replace(claim, relation="≤", unless=()), point)


KIND = EvidenceKind(
    name=NAME,
    order=50,
    words="tightness",
    heading="tight",
    check=check,
    strength="a bound that is too tight near where it is tightest",
    optional=True,
    judges=lambda statement: True,
)
