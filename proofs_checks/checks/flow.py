"""Gradient flows followed numerically from random starts to where they come to rest."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Basic

from numerics.independent.flow_integration import gradient_flow
from numerics.independent.lambdify import compiled
from numerics.independent.walk import evaluate
from numerics.tolerances import FLOW_AGREEMENT
from proofs_checks.admissible import NoAdmissiblePointError, admissible_point
from proofs_checks.cases import dimensions_of, enlarged, parameters_of
from proofs_checks.context import Context
from proofs_checks.printable import plain, point_as_text
from proofs_checks.sampled import as_floats, closed
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.calculus import gradient
from theory.statement import FlowConvergence, Theorem

__all__ = ["NAME", "check"]

NAME = "flow"

POINTS = 4
SIZES = (1, 2, 3)

SCALE = Fraction(1, 4)
"""Of random starts: what a flow conserves is lost to rounding in proportion to the square of where it starts."""


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED or REFUTED for a FlowConvergence, at random parameters and starts; None for other statements."""
    statement = theorem.unfold()
    if not isinstance(statement, FlowConvergence):
        return None
    rng = context.generator(theorem.slug, NAME)
    symbols = tuple(s for s in parameters_of(theorem) if s not in statement.over)
    largest, followed, reason = 0.0, 0, "no random point met the hypotheses"
    for _ in range(POINTS):
        sizes = enlarged(theorem, {s: int(rng.choice(SIZES)) for s in dimensions_of(symbols)})
        try:
            point = as_floats(admissible_point(theorem, rng, sizes=sizes, symbols=symbols, scale=SCALE))
        except NoAdmissiblePointError as error:
            reason = str(error)
            continue
        start, claimed = (_flat(at, point) for at in (statement.start, statement.to))
        try:
            end = gradient_flow(_slope(statement, point), start)
        except ValueError as error:
            reason = str(error)
            continue
        if not end.at_rest:
            reason = f"a flow did not come to rest before time {end.time:.0e}"
            continue
        distance = float(np.linalg.norm(end.point - claimed) / (1 + np.linalg.norm(claimed)))
        if distance > FLOW_AGREEMENT:
            return _refuted(statement, point, end.point, claimed)
        largest, followed = max(largest, distance), followed + 1
    if not followed:
        return CheckResult(NAME, Verdict.VACUOUS, reason)
    detail = f"{followed} flows from random starts end at the limit, to {largest:.1e} of its size"
    return CheckResult(NAME, Verdict.CONFIRMED, detail, {"flows": followed, "largest_error": largest})


def _refuted(statement: FlowConvergence, point: Mapping[Any, Any], end: np.ndarray, claimed: np.ndarray) -> CheckResult:
    claim = f"({', '.join(map(str, statement.over))}) → ({', '.join(map(str, statement.to))})"
    found = Counterexample(claim, point_as_text(point), plain(end), plain(claimed), "all variables, entry by entry")
    return CheckResult(NAME, Verdict.REFUTED, "a flow comes to rest elsewhere", {}, found)


def _flat(at: tuple[Basic, ...], point: Mapping[Any, Any]) -> np.ndarray:
    return np.concatenate([np.ravel(evaluate(e, point)).astype(np.float64) for e in at])


def _slope(statement: FlowConvergence, point: Mapping[Any, Any]) -> Callable[[np.ndarray], np.ndarray]:
    slopes = [gradient(closed(statement.objective), v) for v in statement.over]
    shapes = [np.shape(evaluate(e, point)) for e in statement.to]
    stops = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    moving = {v: np.zeros(shape) for v, shape in zip(statement.over, shapes, strict=True)}
    function = compiled(slopes, statement.over, {**point, **moving})

    def slope(theta: np.ndarray) -> np.ndarray:
        parts = [p.reshape(shape) for p, shape in zip(np.split(theta, stops), shapes, strict=True)]
        return np.concatenate([np.ravel(part) for part in function(*parts)])

    return slope
