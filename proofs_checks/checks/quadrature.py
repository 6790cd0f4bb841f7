"""Claims about expectations with inverses in them, both sides by quadrature at small sizes.

Exact fractions end where an integrand is not polynomial, as that of the Bayes risk; here nothing is left to chance
either, and many digits are right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sympy import Basic

from numerics import TooLargeError, free_parameters
from numerics.independent.quadrature import Quadrature, inverted_symbols, quadrature
from numerics.independent.walk import evaluate
from numerics.tolerances import QUADRATURE_AGREEMENT
from proofs_checks.admissible import NoAdmissiblePointError, admissible_point
from proofs_checks.cases import size_plan
from proofs_checks.claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.printable import plain, point_as_text
from proofs_checks.sampled import as_floats
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.expectation_node import Expectation
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "quadrature"

POINTS_PER_SIZE = 2
"""As for exact points: a wrong side agrees with the right one at almost no point."""

ATTEMPTS = 16
"""Draws for one point that meets the hypotheses and at which the rule reaches its digits: noise must not be small."""


@dataclass
class _Tally:
    compared: int = 0
    sizes: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slack: float | None = None


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """REFUTED or CONFIRMED by values of both sides; None where every expectation is that of a polynomial.

    Claims that are made at a minimiser, or away from one, and those about matrices in the Loewner order are left out.
    """
    claims = [c for c in claims_of(theorem) if not (c.moves or c.unless or c.relation == "⪯") and _needs_quadrature(c)]
    if not claims:
        return None
    rng = context.generator(theorem.slug, NAME)
    tally = _Tally()
    for sizes in size_plan(theorem, 1):
        for claim in claims:
            for left, right, point in _values(theorem, claim, sizes, rng, tally):
                if not _holds(claim, left, right, tally):
                    detail = f"the sides differ, at comparison {tally.compared}, by more than the rule may be off"
                    found = Counterexample(str(claim), point_as_text(point), plain(left.value), plain(right.value))
                    return CheckResult(NAME, Verdict.REFUTED, detail, _data(tally), found)
                label = "(" + ", ".join(f"{s}={n}" for s, n in sizes.items()) + ")"
                tally.sizes += [] if label in tally.sizes else [label]
    return _summary(tally)


def _needs_quadrature(claim: Claim) -> bool:
    nodes = {node for side in (claim.left, claim.right) for node in side.atoms(Expectation)}
    return any(inverted_symbols(node.integrand) for node in nodes)


def _values(
    theorem: Theorem, claim: Claim, sizes: Mapping[Any, int], rng: np.random.Generator, tally: _Tally
) -> Iterator[tuple[Quadrature, Quadrature, dict[Any, Any]]]:
    """Both sides at admissible points, where they have been found to many digits."""
    # what is random in this claim may be a symbol with a value in another one of the theorem
    wanted = set(free_parameters(*claim.expressions()))
    found = 0
    for _ in range(ATTEMPTS):
        try:
            drawn = admissible_point(theorem, rng, sizes=sizes, mild=True)
        except NoAdmissiblePointError as error:
            tally.failed.append(str(error))
            return
        point = as_floats({s: v for s, v in drawn.items() if s in wanted})
        try:
            left, right = (_value(side, point) for side in (claim.left, claim.right))
        except TooLargeError as error:
            tally.failed.append(str(error))
            return
        except ValueError as error:
            tally.failed.append(str(error).splitlines()[0])
            continue
        if left.error + right.error > QUADRATURE_AGREEMENT / 10 * _scale(left, right):
            tally.failed.append("too few digits at some points")
            continue
        if _scale(left, right) == 0:
            continue
        yield left, right, point
        found += 1
        if found == POINTS_PER_SIZE:
            return


def _value(side: Basic, point: Mapping[Any, Any]) -> Quadrature:
    if side.has(Expectation):
        return quadrature(side, point)
    value = np.asarray(evaluate(side, point), dtype=np.float64)
    return Quadrature(value, 0.0, float(np.linalg.norm(value)))


def _scale(left: Quadrature, right: Quadrature) -> float:
    """The size of the claim; that of what is integrated where both sides are 0."""
    size = max(float(np.linalg.norm(side.value)) for side in (left, right))
    return size or max(left.rms, right.rms)


def _holds(claim: Claim, left: Quadrature, right: Quadrature, tally: _Tally) -> bool:
    tally.compared += 1
    scale = _scale(left, right)
    gap = (np.asarray(right.value).reshape(-1) - np.asarray(left.value).reshape(-1)) / scale
    if claim.relation == "=":
        return bool(np.abs(gap).max() <= QUADRATURE_AGREEMENT)
    tally.slack = float(gap.min()) if tally.slack is None else min(tally.slack, float(gap.min()))
    return bool(gap.min() >= -QUADRATURE_AGREEMENT)


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
    return CheckResult(NAME, Verdict.CONFIRMED, "; ".join([found, *notes]), _data(tally))


def _data(tally: _Tally) -> dict[str, Any]:
    return {
        "comparisons": tally.compared,
        "sizes": tally.sizes,
        "not_computable": list(dict.fromkeys(tally.failed)),
        "smallest_relative_slack": tally.slack,
        "agreement": QUADRATURE_AGREEMENT,
    }
