"""Gradient flows followed numerically from random starts to where they come to rest."""

from collections.abc import Callable, Mapping

import numpy as np
from sympy import Basic

from numerics.evaluation.lambdify import compiled
from numerics.evaluation.walk import evaluate
from numerics.independent.flow_integration import FlowEnd, gradient_flow
from numerics.tolerances.flow_tolerances import FLOW_AGREEMENT
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError, admissible_point
from proofs_checks.cases.needed_values import dimensions_of, enlarged, parameters_of
from proofs_checks.cases.sampleable import as_floats, closed
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import DisagreementError, not_refuted
from proofs_checks.settings.pass_and_flow_trials import (
    DIFFERENCE_AGREEMENT,
    DIFFERENCE_STEP,
    FLOW_POINTS,
    FLOW_SIZES,
    START_SCALE,
)
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.sympy_types import Expression
from theory.statements import FlowConvergence
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "flow"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED or REFUTED for a FlowConvergence, at random parameters and starts; None for other statements."""
    statement = theorem.unfold()
    if not isinstance(statement, FlowConvergence):
        return None
    rng = context.generator(theorem.slug, NAME)
    symbols = tuple(s for s in parameters_of(theorem) if s not in statement.over)
    largest, followed, reason, reach = 0.0, 0, "no random point met the hypotheses", Reach()
    for _ in range(FLOW_POINTS):
        sizes = enlarged(theorem, {s: int(rng.choice(FLOW_SIZES)) for s in dimensions_of(symbols)})
        try:
            point = as_floats(admissible_point(theorem, rng, sizes=sizes, symbols=symbols, scale=START_SCALE))
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
            return _refuted(statement, point, end, start, claimed)
        reach.add(point, dimensions_of(symbols))
        largest, followed = max(largest, distance), followed + 1
    if not followed:
        return CheckResult(NAME, Verdict.VACUOUS, reason)
    detail = f"{followed} flows from random starts end at the limit, to {largest:.1e} of its size"
    return CheckResult(NAME, Verdict.CONFIRMED, detail, {"flows": followed, "largest_error": largest}, reach=reach)


def _refuted(
    statement: FlowConvergence, point: Mapping[Expression, Number], end: FlowEnd, start: np.ndarray, claimed: np.ndarray
) -> CheckResult:
    """REFUTED where another integrator, with slopes from differences of the objective, ends at the same place."""
    claim = f"({', '.join(map(str, statement.over))}) → ({', '.join(map(str, statement.to))})"
    again = _followed_again(statement, point, start, end.time)
    if again is None or np.linalg.norm(again - end.point) > DIFFERENCE_AGREEMENT * (1 + np.linalg.norm(end.point)):
        other = "no end" if again is None else str(plain(again))
        message = (
            f"two integrators disagree on where a flow ends: {plain(end.point)} by the first, {other} by the second"
        )
        return not_refuted(NAME, DisagreementError(message), {}, {})
    found = Counterexample(
        claim,
        point_as_text(point),
        plain(end.point),
        plain(claimed),
        "all variables, entry by entry",
        recomputed={"left side": plain(again), "by": "another integrator, with slopes from differences"},
    )
    return CheckResult(NAME, Verdict.REFUTED, "a flow comes to rest elsewhere", {}, found)


def _followed_again(
    statement: FlowConvergence, point: Mapping[Expression, Number], start: np.ndarray, time: float
) -> np.ndarray | None:
    from scipy.integrate import solve_ivp

    objective = closed(statement.objective)
    shapes = [np.shape(evaluate(e, point)) for e in statement.to]
    stops = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]

    def value(theta: np.ndarray) -> float:
        parts = [p.reshape(shape) for p, shape in zip(np.split(theta, stops), shapes, strict=True)]
        return float(evaluate(objective, {**point, **dict(zip(statement.over, parts, strict=True))}))

    def slope(_: float, theta: np.ndarray) -> np.ndarray:
        steps = DIFFERENCE_STEP * (1 + np.abs(theta))[:, None] * np.eye(len(theta))
        return -np.array([(value(theta + s) - value(theta - s)) / (2 * s.sum()) for s in steps])

    solution = solve_ivp(slope, (0.0, time), start, method="Radau", rtol=1e-6, atol=1e-9)
    return solution.y[:, -1] if solution.success else None


def _flat(at: tuple[Basic, ...], point: Mapping[Expression, Number]) -> np.ndarray:
    return np.concatenate([np.ravel(evaluate(e, point)).astype(np.float64) for e in at])


def _slope(statement: FlowConvergence, point: Mapping[Expression, Number]) -> Callable[[np.ndarray], np.ndarray]:
    slopes = [gradient(closed(statement.objective), v) for v in statement.over]
    shapes = [np.shape(evaluate(e, point)) for e in statement.to]
    stops = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    moving = {v: np.zeros(shape) for v, shape in zip(statement.over, shapes, strict=True)}
    function = compiled(slopes, statement.over, {**point, **moving})

    def slope(theta: np.ndarray) -> np.ndarray:
        parts = [p.reshape(shape) for p, shape in zip(np.split(theta, stops), shapes, strict=True)]
        return np.concatenate([np.ravel(part) for part in function(*parts)])

    return slope


KIND = EvidenceKind(
    name=NAME,
    order=70,
    words="gradient flow",
    heading="flow",
    check=check,
    strength="an envelope that a trajectory leaves, beyond the tolerance of the integration",
    optional=True,
    judges=lambda statement: isinstance(statement, FlowConvergence),
)
