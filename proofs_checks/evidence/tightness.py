"""A bound or a minimum attacked: the point where it is tightest is searched for, and judged in exact fractions.

Random points are far from where a bound is sharp, so they let a bound pass that claims twice too much. Here the
relative slack (right − left)/(|left| + |right|) is minimised over everything that the claim speaks of, by differential
evolution on closed forms in floating point: first among numbers of order one, then with the values of each symbol
multiplied by a power of two of its own, from 2⁻⁴⁰ to 2⁴⁰. That only proposes points; the verdict rests on exact
arithmetic there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Basic, Ge, Gt, Le, Lt, MatrixSymbol, Symbol, sympify

from numerics.evaluation.walk import evaluate
from numerics.points.meeting import meet
from proofs_checks.cases.admissible import NoAdmissiblePointError, computable_relations, require_computable
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption, relations_of
from proofs_checks.cases.needed_values import dimensions_of, enlarged, parameters_of, size_plan
from proofs_checks.cases.sampleable import as_floats, closed
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.judging.compared_exactly import Comparison, compare_exactly
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import DisagreementError, UnconfirmedError, counterexample_of, not_refuted
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check", "tightest_point"]

NAME = "tightness"

POPULATION, GENERATIONS = 48, 80
"""About four thousand points for each size: in eight to twenty variables the search has settled by then."""

THIN_GENERATIONS = 4
"""Where hypotheses are equations every point is solved for, which takes some milliseconds."""

FURTHER = 2
"""By how much sizes are raised where a claim has no value at small ones."""

SMALLEST_PIVOT = 1 / 64
"""How close to singular a definite matrix may come beside its largest entries; its scale may be far smaller."""

EXPONENTS, WIDE_GENERATIONS = 40, 40
"""Of the powers of two that a symbol is multiplied by in the second search, and how long that lasts: magnitudes settle
before values do."""

ROUNDING_OF_SLACK = 1e-9
"""Less than this is no tighter: float64 leaves a relative slack of 1e-16 times the condition of what is inverted."""

ROUNDED = 64
"""Coordinates are multiples of one in so many where equations are solved, which keeps fractions short."""

SIMPLE = (0.0, 1.0, -1.0)
DENOMINATORS = (1, 2, 4, 8, 16, 64, 256, 4096)
"""Values a coordinate is rounded to, simplest first: a counterexample is to be checked by hand."""


@dataclass(frozen=True)
class _Space:
    """Vectors of numbers as points: every vector is one, whatever the symbols are assumed to be.

    With ``scales`` a vector has one more number for each symbol, the power of two that its value is multiplied by.
    """

    symbols: tuple[Basic, ...]
    sizes: Mapping[Basic, int]
    scales: bool = False

    @property
    def entries(self) -> int:
        """How many numbers are values."""
        return sum(_length(s, self.sizes) for s in self.symbols)

    @property
    def dimension(self) -> int:
        return self.entries + self.scales * len(self.symbols)

    def point(self, vectors: np.ndarray) -> dict[Basic, Any]:
        """The point of a vector (or, batched, of several), in the numbers that the vectors consist of."""
        found: dict[Basic, Any] = dict(self.sizes)
        start = 0
        for symbol in self.symbols:
            stop = start + _length(symbol, self.sizes)
            found[symbol] = _value(symbol, vectors[..., start:stop], self.sizes)
            start = stop
        for symbol, exponents in zip(self.symbols, np.moveaxis(vectors[..., start:], -1, 0), strict=self.scales):
            found[symbol] = _times_power(found[symbol], exponents, symbol)
        return found


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
                continue
            found = _judged(candidates, tally)
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
    def data(self) -> dict[str, Any]:
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
        if not comparison.holds:
            try:
                return counterexample_of(comparison)
            except UnconfirmedError as error:
                tally.unconfirmed.append(error)
    return None


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
        f"found, magnitudes from 2^-{EXPONENTS} to 2^{EXPONENTS} among them; smallest relative slack "
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
    larger = enlarged(theorem, {symbol: n + FURTHER for symbol, n in sizes.items()})
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
) -> tuple[float, dict[Basic, Any]]:
    """The smallest relative slack found at these sizes, and a point of simple fractions near the one that has it.

    Raises ValueError for a claim that has no closed form.
    """
    space = _Space(tuple(s for s in parameters_of(theorem) if s not in sizes), sizes)
    size = (POPULATION, space.dimension)
    # numbers of all magnitudes, and zeros: bounds are often tight where something vanishes
    people = rng.standard_normal(size) * 10.0 ** rng.uniform(-2, 0.5, size) * (rng.random(size) > 0.1)
    return _search(theorem, claim, space, people, GENERATIONS, rng)


def _tightest_of_all_magnitudes(
    theorem: Theorem, claim: Claim, sizes: Mapping[Basic, int], rng: np.random.Generator
) -> tuple[float, dict[Basic, Any]]:
    """The same where each symbol has a magnitude of its own, a power of two."""
    # a whole number stays one, whatever it is multiplied by here: leave it out
    space = _Space(tuple(s for s in parameters_of(theorem) if s not in sizes), sizes, scales=True)
    values = rng.standard_normal((POPULATION, space.entries))
    exponents = rng.uniform(-EXPONENTS, EXPONENTS, (POPULATION, len(space.symbols)))
    # a third of the people differ from order one in one symbol alone
    alone = rng.random((POPULATION, 1)) < 1 / 3
    chosen = np.arange(len(space.symbols)) == rng.integers(max(len(space.symbols), 1), size=(POPULATION, 1))
    people = np.concatenate([values, np.where(alone & ~chosen, 0.0, exponents)], axis=1)
    return _search(theorem, claim, space, people, WIDE_GENERATIONS, rng)


# -- the search -----------------------------------------------------------------------------------------------------
def _search(
    theorem: Theorem,
    claim: Claim,
    space: _Space,
    people: np.ndarray,
    generations: int,
    rng: np.random.Generator,
) -> tuple[float, dict[Basic, Any]]:
    """The smallest relative slack found from these vectors on, and a simple point near the one that has it."""
    sides = (closed(claim.left), closed(claim.right))
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


def _relative_slack(
    sides: tuple[Basic, Basic], margins: tuple[Basic, ...], space: _Space, vectors: np.ndarray
) -> np.ndarray:
    """From −1 to 1; above 2, by how far, where a hypothesis (margin > 0) fails; infinite where there is no value."""
    try:
        with np.errstate(all="ignore"):
            point = space.point(vectors)
            a, b = (np.asarray(evaluate(e, point), dtype=np.float64) for e in sides)
            slack = _slack(a, b, len(vectors))
            met = [_floats(evaluate(e, point), len(vectors)) for e in margins]
    except ValueError:
        if len(vectors) == 1:
            return np.array([np.inf])
        return np.concatenate([_relative_slack(sides, margins, space, v[None]) for v in vectors])
    for margin in met:
        slack = np.where(margin > 0, slack, 3 - 1 / (1 + np.abs(margin)))
    return np.where(np.isfinite(slack), slack, np.inf)


def _met(theorem: Theorem, space: _Space, vector: np.ndarray) -> dict[Basic, Any] | None:
    """An admissible point near that of a vector, if one is found."""
    numbers = np.array([Fraction(round(x * ROUNDED), ROUNDED) for x in vector.tolist()], dtype=object)
    return meet(space.point(numbers), computable_relations(theorem), space.sizes)


def _slack_at(sides: tuple[Basic, Basic], point: Mapping[Basic, Any] | None) -> np.ndarray:
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


def _floats(value: Any, size: int) -> np.ndarray:
    return np.broadcast_to(np.asarray(value, dtype=np.float64).reshape(-1), (size,))


def _simplified(vector: np.ndarray, space: _Space, slack: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Each coordinate rounded as far as half of a violation, or of twice the slack, is kept."""
    (start,) = slack(vector[None])
    allowed = start / 2 if start < 0 else min(2 * start, 1.0)
    # magnitudes first: the rest is simple beside them
    for i in (*range(space.entries, len(vector)), *range(space.entries)):
        x = vector[i]
        simpler = [*SIMPLE, *(round(x * q) / q for q in DENOMINATORS)]
        if i >= space.entries:
            k = int(np.clip(np.rint(x), -EXPONENTS, EXPONENTS))
            simpler = [float(n) for n in range(0, k, 1 if k > 0 else -1)] + [float(k)]
        candidates = np.tile(vector, (len(simpler), 1))
        candidates[:, i] = simpler
        good = np.flatnonzero(slack(candidates) <= allowed)
        if len(good):
            vector = candidates[good[0]]
    return vector


def _exactly(theorem: Theorem, claim: Claim, point: Mapping[Basic, Any]) -> Comparison | None:
    if failing_assumption(theorem, point) is not None:
        return None
    # at the claimed minimiser too, nothing may be smaller than the claimed minimum
    return compare_exactly(claim, point) or compare_exactly(replace(claim, relation="≤", unless=()), point)


# -- vectors as values ----------------------------------------------------------------------------------------------
def _shape(symbol: Basic, sizes: Mapping[Basic, int]) -> tuple[int, int]:
    rows, columns = (int(sympify(n).subs(dict(sizes))) for n in symbol.shape)
    return rows, columns


def _length(symbol: Basic, sizes: Mapping[Basic, int]) -> int:
    if isinstance(symbol, Symbol):
        return 1
    rows, columns = _shape(symbol, sizes)
    return rows * (rows + 1) // 2 if isinstance(symbol, SymmetricMatrix) else rows * columns


def _value(symbol: Basic, numbers: np.ndarray, sizes: Mapping[Basic, int]) -> Any:
    """Numbers (…, length) as the value (…) or (…, n, m) of a symbol of that kind."""
    if not isinstance(symbol, MatrixSymbol):
        return _scalar(symbol, numbers[..., 0])
    rows, columns = _shape(symbol, sizes)
    if not isinstance(symbol, SymmetricMatrix):
        return numbers.reshape(*numbers.shape[:-1], rows, columns)
    matrix = np.zeros((*numbers.shape[:-1], rows, rows), dtype=numbers.dtype)
    matrix[(..., *np.tril_indices(rows))] = numbers
    diagonal = np.diagonal(matrix, axis1=-2, axis2=-1)
    below = matrix * np.tri(rows, k=-1, dtype=int)
    if not isinstance(symbol, PositiveSemidefiniteMatrix):
        return matrix + np.swapaxes(below, -1, -2)
    pivots = abs(diagonal)
    if isinstance(symbol, PositiveDefiniteMatrix):
        pivots = np.maximum(pivots, pivots * 0 + _like(numbers, SMALLEST_PIVOT))
    unit = below + np.eye(rows, dtype=int)
    return (unit * pivots[..., None, :]) @ np.swapaxes(unit, -1, -2)


def _times_power(value: Any, exponents: Any, symbol: Basic) -> Any:
    """The value times the power of two, exactly; whole numbers stay as they are."""
    if getattr(symbol, "is_integer", False) and not getattr(symbol, "is_Matrix", False):
        return value
    whole = np.clip(np.rint(np.asarray(exponents, dtype=np.float64)), -EXPONENTS, EXPONENTS).astype(int)
    if whole.ndim == 0:
        return value * Fraction(2) ** int(whole)
    power = np.ldexp(1.0, whole)
    return value * (power if np.ndim(value) == 1 else power[..., None, None])


def _scalar(symbol: Basic, x: Any) -> Any:
    if symbol.is_positive:
        return np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_negative:
        return -np.maximum(abs(x), _like(x, SMALLEST_PIVOT))
    if symbol.is_nonnegative:
        return abs(x)
    return -abs(x) if symbol.is_nonpositive else x


def _like(numbers: Any, x: float) -> Any:
    return Fraction(x) if np.asarray(numbers).dtype == object else x


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
