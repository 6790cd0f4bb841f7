"""Limits tried along paths of several shapes, at random points and at the border of every kind.

Rational functions have exact limits along a path; roots, logarithms and exponentials are enclosed by asymptotic
series; what neither reaches is sampled far out. Refuted is only what has another limit along a path at a point.
"""

from collections import Counter
from dataclasses import replace

import numpy as np
from sympy import sympify

from numerics import evaluate
from numerics.values.binding import leaves
from numerics.values.number_types import Number
from proofs_checks.approach.growing_shapes import growing_matrices, holds_growing_shapes, without_growing_shapes
from proofs_checks.approach.trials import Refusals, Trial, texts_of, trials
from proofs_checks.cases.sampleable import closed
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.json_types import Json
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.settings.limit_trials import PRINTED_SCALE
from proofs_checks.verdict import CheckResult, Counterexample, Verdict, show
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.statements import Limit
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "limits"

_GRADES = (Verdict.REFUTED, Verdict.INCONCLUSIVE, Verdict.VACUOUS, Verdict.CONFIRMED)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """The verdict on every Limit of the theorem, the worst of them; None for other statements.

    REFUTED has a point and a path along which the left side tends to something else; CONFIRMED says that it tends to
    what is claimed along every path tried at every point tried.
    """
    stated = [s for s in theorem.statements if isinstance(s, Limit)]
    if not stated:
        return None
    results = []
    for short in stated:
        # by seed alone: neither what a theorem is called nor what else it states changes the evidence
        results.append(_judged(theorem, short, context.generator(NAME, NAME)))
        if results[-1].verdict is Verdict.REFUTED:
            break
    return min(results, key=lambda r: _GRADES.index(r.verdict))


def _judged(theorem: Theorem, short: Limit, rng: np.random.Generator) -> CheckResult:
    claim = f"{short.expression} → {short.value}"
    unfolded = theorem.unfold(short)
    assert isinstance(unfolded, Limit), "abbreviations are expanded within the kind"
    try:
        statement = replace(unfolded, expression=closed(sympify(unfolded.expression)), value=closed(unfolded.value))
        variants = _variants(statement)
    except (ValueError, ArithmeticError) as error:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, f"no closed form: {str(error).splitlines()[0]}")
    obstacle = _obstacle(statement) or next((o for _, s in variants if (o := _obstacle(s, at_sizes=True))), "")
    if obstacle:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, obstacle)
    found: list[Trial] = []
    refusals = Refusals()
    for label, variant in variants:
        for trial in trials(theorem, variant, rng, refusals):
            if trial.finding.agrees is False:
                return _refuted(claim, variant, trial, label)
            found.append(trial)
    return _unrefuted(statement, found, refusals, tuple(label for label, _ in variants if label))


def _variants(statement: Limit) -> list[tuple[str, Limit]]:
    if not growing_matrices(statement) and not holds_growing_shapes(statement):
        return [("", statement)]
    return list(without_growing_shapes(statement))


def _obstacle(statement: Limit, *, at_sizes: bool = False) -> str:
    """Why nothing can be computed; empty where something can."""
    if not all(getattr(v, "is_Symbol", False) for v in statement.variables):
        return f"the variables are {statement.variables}: only scalars are sent along paths"
    if leaves(statement.value) & set(statement.variables):
        return f"the claimed value {statement.value} holds a variable of the limit"
    if statement.expression.has(Expectation) or statement.value.has(Expectation):
        return "an expectation without a closed form is left"
    if at_sizes and holds_growing_shapes(statement):
        return "a matrix of which the size is a variable of the limit is left"
    return ""


def _refuted(claim: str, statement: Limit, trial: Trial, label: str) -> CheckResult:
    path = trial.path.described(statement)
    where = {**point_as_text(trial.spot.point), **path}
    route = ", ".join(f"{v} = {text}" for v, text in path.items())
    far = _value_far_out(statement, trial)
    notes = [
        f"along {route} as t → ∞ the left side tends to the value given",
        f"at t = {PRINTED_SCALE:.0e} it is {far}",
    ]
    notes += [f"where {label}"] if label else []
    finding = trial.finding
    claimed = plain(trial.claimed) if not _is_infinite(trial.claimed) else str(statement.value)
    counterexample = Counterexample(claim, where, finding.reached, claimed, "; ".join(notes))
    data = {"point": point_as_text(trial.spot.point), "path": route, "reached": finding.reached, "claimed": claimed}
    detail = f"another limit along {route}, {_HOW[finding.how]}{_at(trial)}"
    return CheckResult(NAME, Verdict.REFUTED, detail, {**data, "how": finding.how}, counterexample)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


_HOW = {"exact": "exactly", "enclosed": "enclosed by an asymptotic series", "sampled": "as values far out settle"}


def _value_far_out(statement: Limit, trial: Trial) -> str:
    """By the evaluator that knows nothing of paths; ArithmeticError where an exact one says something else."""
    point, path = trial.spot.point, trial.path
    try:
        if trial.quotient is not None:
            value = trial.quotient.require_agreement(path, point, PRINTED_SCALE)
        else:
            value = evaluate(statement.expression, {**point, **path.values(statement, PRINTED_SCALE)}, 30)
    except ValueError as error:  # a pole there, or too large for a number
        return f"not computed ({str(error).splitlines()[0]})"
    return str(show(plain(np.vectorize(float)(value))))


def _is_infinite(claimed: Number) -> bool:
    return np.ndim(claimed) == 0 and claimed in (float("inf"), float("-inf"))


def _at(trial: Trial) -> str:
    return f" at {trial.spot.label}" if trial.spot.label else ""


def _unrefuted(statement: Limit, found: list[Trial], refusals: Refusals, partial: tuple[str, ...]) -> CheckResult:
    if not found:
        return CheckResult(NAME, Verdict.VACUOUS, "; ".join(["no point admits a path", *refusals]))
    agreeing = [t for t in found if t.finding.agrees]
    undecided = [t for t in found if not t.finding.agrees]
    labels = list(dict.fromkeys(t.spot.label or "random" for t in agreeing))
    means = Counter(t.finding.how for t in agreeing)
    points = len({id(t.spot) for t in agreeing})
    paths = texts_of(agreeing, statement)
    data: dict[str, Json] = {"points": points, "spots": labels, "paths": paths, **means}
    seen = ", ".join(_count(n, f"{how} limit") for how, n in means.items())
    detail = f"{_count(points, 'point')} along {_count(len(paths), 'path')}: {seen}"
    if not undecided and not any(partial):
        return CheckResult(NAME, Verdict.CONFIRMED, detail, data)
    reasons = list(dict.fromkeys(f"{t.finding.reason}{_at(t)}" for t in undecided))
    reasons += [f"tried only where {label}" for label in partial]
    data["undecided"] = reasons
    detail = f"{detail} agree; {reasons[0]}" if agreeing else f"undecided: {reasons[0]}"
    return CheckResult(NAME, Verdict.INCONCLUSIVE, detail, data)


KIND = EvidenceKind(
    name=NAME,
    order=60,
    words="limits",
    heading="lim",
    check=check,
    strength="another limit, or one that is not approached",
    optional=True,
    judges=lambda statement: isinstance(statement, Limit),
)
