"""Claims about expectations with inverses in them, both sides by quadrature at small sizes.

Exact fractions end where an integrand is not polynomial, as that of the Bayes risk; here nothing is left to chance
either, and many digits are right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from sympy import Basic

from numerics import TooLargeError, free_parameters
from numerics.evaluation.walk import evaluate
from numerics.independent.product_quadrature import Quadrature, inverted_symbols, quadrature
from numerics.independent.recomputed import NoSecondValueError, quadrature_again
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError
from proofs_checks.cases.needed_values import dimensions_of, parameters_of, size_plan
from proofs_checks.cases.sampleable import as_floats
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.json_types import Json
from proofs_checks.judging.magnitudes import Magnitude
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.rounding import moved_a_little
from proofs_checks.judging.second_opinion import DisagreementError, UnconfirmedError, not_refuted
from proofs_checks.settings.quadrature_trials import (
    ENOUGH_INTEGRATED,
    ENOUGH_REFUSED,
    FIRST_ATTEMPTS,
    FIRST_POINTS,
    OTHER_ATTEMPTS,
    OTHER_POINTS,
    QUADRATURE_AGREEMENT,
)
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "quadrature"

MAGNITUDES = (
    Magnitude("of order one", 1),
    Magnitude("moderate data", 1, data=Fraction(1, 2**2)),
    Magnitude("small data", 1, data=Fraction(1, 2**5)),
    Magnitude("small weights", 1, weights=Fraction(1, 2**8)),
    Magnitude("large weights", 1, weights=Fraction(2**4)),
)


def _of_order_one_or_else(first: int, other: int) -> dict[str, int]:
    return {m.name: first if m.name == "of order one" else other for m in MAGNITUDES}


ATTEMPTS = _of_order_one_or_else(FIRST_ATTEMPTS, OTHER_ATTEMPTS)
POINTS_PER_MAGNITUDE = _of_order_one_or_else(FIRST_POINTS, OTHER_POINTS)


@dataclass
class _Tally:
    compared: int = 0
    sizes: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slack: float | None = None
    reach: Reach = field(default_factory=Reach)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """REFUTED or CONFIRMED by values of both sides; None where every expectation is that of a polynomial.

    Claims that are made at a minimiser, or away from one, and those about matrices in the Loewner order are left out.
    """
    claims = [c for c in claims_of(theorem) if not (c.moves or c.unless or c.relation == "⪯") and _needs_quadrature(c)]
    if not claims:
        return None
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally()
    dimensions = dimensions_of(parameters_of(theorem))
    for sizes in size_plan(theorem, 1):
        for claim in claims:
            for left, right, point in _values(theorem, claim, sizes, rng, tally):
                tally.reach.add(point, dimensions)
                label = "(" + ", ".join(f"{s}={n}" for s, n in sizes.items()) + ")"
                tally.sizes += [] if label in tally.sizes else [label]
                if not _holds(claim, left, right, tally) and _fails_beside(claim, point, rng):
                    return _refuted(claim, left, right, point, tally)
    return _summary(tally)


def _refuted(
    claim: Claim, left: Quadrature, right: Quadrature, point: Mapping[Expression, Number], tally: _Tally
) -> CheckResult:
    """REFUTED where another rule, by another evaluator, gives the same values."""
    try:
        again = tuple(quadrature_again(side, point) for side in (claim.left, claim.right))
    except NoSecondValueError as error:
        unseen = UnconfirmedError(f"the sides seem to differ, and could not be computed a second time: {error}")
        return not_refuted(NAME, unseen, _data(tally), tally.reach)
    scale = _scale(left, right)
    for name, first, second in (("left", left, again[0]), ("right", right, again[1])):
        if np.abs(np.ravel(first.value) - np.ravel(second)).max() > QUADRATURE_AGREEMENT / 2 * scale:
            message = f"two rules disagree on the {name} side: {plain(first.value)} and {plain(second)}"
            return not_refuted(NAME, DisagreementError(message), _data(tally), tally.reach)
    detail = f"the sides differ, at comparison {tally.compared}, by more than the rule may be off"
    found = Counterexample(
        str(claim),
        point_as_text(point),
        plain(left.value),
        plain(right.value),
        recomputed={"left side": plain(again[0]), "right side": plain(again[1]), "by": BY},
    )
    return CheckResult(NAME, Verdict.REFUTED, detail, _data(tally), found, reach=tally.reach)


BY = "another rule and another evaluator"


def _needs_quadrature(claim: Claim) -> bool:
    nodes = {node for side in (claim.left, claim.right) for node in side.atoms(Expectation)}
    return any(inverted_symbols(node.integrand) for node in nodes)


def _values(
    theorem: Theorem, claim: Claim, sizes: Mapping[Expression, int], rng: np.random.Generator, tally: _Tally
) -> Iterator[tuple[Quadrature, Quadrature, dict[Expression, Number]]]:
    """Both sides at admissible points, where they have been found to many digits."""
    # what is random in this claim may be a symbol with a value in another one of the theorem
    wanted = set(free_parameters(*claim.expressions()))
    for magnitude in MAGNITUDES:
        found = refused = 0
        for _ in range(ATTEMPTS[magnitude.name]):
            try:
                drawn = magnitude.point(theorem, rng, sizes)
            except NoAdmissiblePointError as error:
                tally.failed.append(str(error))
                break
            point = as_floats({s: v for s, v in drawn.items() if s in wanted})
            try:
                left, right = (_value(side, point) for side in (claim.left, claim.right))
            except TooLargeError as error:
                tally.failed.append(str(error))
                return
            except ValueError as error:
                tally.failed.append(str(error).splitlines()[0])
                continue
            if not left.error + right.error <= QUADRATURE_AGREEMENT / 10 * _scale(left, right):
                tally.failed.append("too few digits at some points")
                refused += 1
                if refused == ENOUGH_REFUSED:
                    break
                continue
            if _scale(left, right) == 0:
                continue
            yield left, right, point
            found += 1
            if found == POINTS_PER_MAGNITUDE[magnitude.name]:
                break


def _value(side: Basic, point: Mapping[Expression, Number]) -> Quadrature:
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows shows in the error of the rule
        if side.has(Expectation):
            return quadrature(side, point)
        value = np.asarray(evaluate(side, point), dtype=np.float64)
    return Quadrature(value, 0.0, float(np.linalg.norm(value)))


def _scale(left: Quadrature, right: Quadrature) -> float:
    """The size of the claim; that of what is integrated where both sides are 0 but for rounding."""
    size, spread = max(float(np.linalg.norm(side.value)) for side in (left, right)), max(left.rms, right.rms)
    return size if size > ROUNDING * spread else spread


def _holds(claim: Claim, left: Quadrature, right: Quadrature, tally: _Tally) -> bool:
    tally.compared += 1
    gap = _gap(left, right)
    if claim.relation != "=":
        tally.slack = float(gap.min()) if tally.slack is None else min(tally.slack, float(gap.min()))
    return not _violates(claim, gap)


def _gap(left: Quadrature, right: Quadrature) -> np.ndarray:
    """Relative, entry by entry: (right − left)/scale."""
    return (np.asarray(right.value).reshape(-1) - np.asarray(left.value).reshape(-1)) / _scale(left, right)


def _violates(claim: Claim, gap: np.ndarray) -> bool:
    return bool((np.abs(gap).max() if claim.relation == "=" else -gap.min()) > QUADRATURE_AGREEMENT)


def _fails_beside(claim: Claim, point: Mapping[Expression, Number], rng: np.random.Generator) -> bool:
    """Whether it fails a little beside the point too, and not by what rounding leaves where terms cancel."""
    beside = moved_a_little(point, rng)
    try:
        left, right = (_value(side, beside) for side in (claim.left, claim.right))
    except ValueError:
        return False
    return _scale(left, right) > 0 and _violates(claim, _gap(left, right))


def _summary(tally: _Tally) -> CheckResult:
    notes = list(dict.fromkeys(tally.failed))[:1]
    if not tally.compared:
        return CheckResult(NAME, Verdict.VACUOUS, "; ".join(["no point could be compared", *notes]), _data(tally))
    found = (
        f"{tally.compared} comparisons by quadrature at {', '.join(tally.sizes)}, where an error of "
        f"{QUADRATURE_AGREEMENT:g} shows"
    )
    if tally.slack is not None:
        found += f", smallest relative slack {tally.slack:.3g}"
    verdict = Verdict.CONFIRMED if tally.compared >= ENOUGH_INTEGRATED else Verdict.INCONCLUSIVE
    notes += [] if tally.compared >= ENOUGH_INTEGRATED else [f"{ENOUGH_INTEGRATED} points are wanted"]
    return CheckResult(NAME, verdict, "; ".join([found, *notes]), _data(tally), reach=tally.reach)


def _data(tally: _Tally) -> dict[str, Json]:
    return {
        "comparisons": tally.compared,
        "sizes": tally.sizes,
        "not_computable": list(dict.fromkeys(tally.failed)),
        "smallest_relative_slack": tally.slack,
        "agreement": QUADRATURE_AGREEMENT,
    }


KIND = EvidenceKind(
    name=NAME,
    order=30,
    words="quadrature",
    heading="quad",
    check=check,
    strength="an error of one in a million, unless it vanishes at these sizes and points",
    optional=True,
    judges=lambda statement: True,
)
