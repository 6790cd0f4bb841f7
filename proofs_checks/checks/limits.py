"""A limit approached along growing sizes: the distance to the claimed value must shrink in proportion to 1/size."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import oo

from numerics import rational_point
from numerics.independent.walk import evaluate
from numerics.tolerances import DIGITS, LIMIT_CONTRACTION
from proofs_checks.assumptions import failing_assumption
from proofs_checks.cases import dimensions_of, enlarged, parameters_of
from proofs_checks.context import Context
from proofs_checks.printable import plain, point_as_text
from proofs_checks.sampled import closed
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.statement import Limit, Theorem

__all__ = ["NAME", "check"]

NAME = "limits"

POINTS = 4
SMALLER, LARGER = 10**6, 10**12
"""Far enough that corrections of second order, a millionth of those of first, do not blur the ratio of distances."""


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED or REFUTED for a Limit at random points, to many digits; None for other statements."""
    statements = [s for s in map(theorem.unfold, theorem.statements) if isinstance(s, Limit)]
    if not statements:
        return None
    rng = context.generator(theorem.slug, NAME)
    compared = 0
    for statement in statements:
        for _ in range(POINTS):
            point = _point(theorem, rng)
            if failing_assumption(theorem, _at(point, statement, LARGER)) is not None:
                continue
            compared += 1
            refuted = _refutation(statement, point)
            if refuted is not None:
                return CheckResult(
                    NAME, Verdict.REFUTED, "the distance to the claimed limit does not shrink", {}, refuted
                )
    if not compared:
        return CheckResult(NAME, Verdict.VACUOUS, "no random point met the hypotheses")
    detail = f"{compared} points, at each of which the distance at {LARGER:.0e} is below 1e-5 of that at {SMALLER:.0e}"
    return CheckResult(NAME, Verdict.CONFIRMED, detail, {"points": compared})


def _point(theorem: Theorem, rng: np.random.Generator) -> dict[Any, Any]:
    """A random point of sizes that the hypotheses admit."""
    symbols = parameters_of(theorem)
    drawn = rational_point(symbols, rng)
    sizes = {size: drawn[size] for size in dimensions_of(symbols)}
    return rational_point(symbols, rng, sizes=enlarged(theorem, sizes))


def _refutation(statement: Limit, point: Mapping[Any, Any]) -> Counterexample | None:
    values = [_value(statement, _at(point, statement, size)) for size in (SMALLER, LARGER)]
    claimed = evaluate(closed(statement.value), point, precision=DIGITS)
    near, far = (float(np.max(abs(v - claimed))) for v in (values[1], values[0]))
    if near <= LIMIT_CONTRACTION * far or near <= LIMIT_CONTRACTION * 1 / SMALLER:
        return None
    claim = f"{statement.expression} → {statement.value}"
    where = point_as_text(_at(point, statement, LARGER))
    return Counterexample(claim, where, plain(values[1]), plain(claimed), "the left side at these large sizes")


def _value(statement: Limit, point: Mapping[Any, Any]) -> Any:
    return evaluate(closed(statement.expression), point, precision=DIGITS)


def _at(point: Mapping[Any, Any], statement: Limit, size: int) -> dict[Any, Any]:
    """The point with the variables at a size, or at its reciprocal where they tend to 0."""
    value = size if statement.to == oo else Fraction(1, size)
    return {**point, **dict.fromkeys(statement.variables, value)}
