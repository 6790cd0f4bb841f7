"""The derivation re-executed, step by step, and what it arrives at compared with the claim."""

from functools import singledispatch
from typing import Any

from sympy import Basic, ZeroMatrix

from proofs_checks.context import Context
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.calculus import gradient
from theory.algebra.errors import Undecidable
from theory.algebra.expectation_node import Expectation
from theory.algebra.scalars import quad
from theory.moments import integrated
from theory.rules import Derivation, DerivationError, TakeLimit, agree, arbitrary_vector, derive
from theory.statement import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Theorem,
    Witness,
    replaced,
)

__all__ = ["NAME", "check", "derivation_of", "judge"]

NAME = "derivation"


class _Refuted(Exception):  # noqa: N818  (a finding, not a failure)
    """The derivation arrives at something else than the claim: a text, and expressions that it names."""

    def __str__(self) -> str:
        # printed only when asked for, which takes longer than finding out
        text, *expressions = self.args
        return str(text).format(*expressions)


class _Open(Exception):  # noqa: N818
    """The derivation, though correct, does not establish the claim."""


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """PROVED where every step follows and the end is the claim, for every dimension; None without anything to derive.

    REFUTED where the end differs from the claim. ERROR where a step does not follow: then the derivation is wrong,
    which says nothing of the claim.
    """
    try:
        done = _establish(theorem)
        if done is None:
            return None
        for part in theorem.parts:
            if _establish(part) is None:
                message = f"the corollary {part.statement} comes without a derivation: give a Corollary with one"
                raise _Open(message)
    except DerivationError as error:
        return CheckResult(NAME, Verdict.ERROR, str(error))
    except (_Open, Undecidable) as error:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, str(error))
    except _Refuted as error:
        return CheckResult(NAME, Verdict.REFUTED, str(error))
    more = f", and {len(theorem.corollaries)} corollaries" if theorem.corollaries else ""
    return CheckResult(NAME, Verdict.PROVED, f"{done}{more}, for every dimension", _data(theorem))


def derivation_of(theorem: Theorem) -> Derivation | None:
    """The derivation executed, which reads nothing of what is claimed; None where there are no steps.

    Raises DerivationError.
    """
    return derive(theorem) if theorem.derivation else None


def judge(statement: Statement, theorem: Theorem, derivation: Derivation | None) -> Verdict:
    """What a derivation, executed once, says of any claim about the quantity it starts from: PROVED, REFUTED or
    INCONCLUSIVE. Without one the normal forms of two sides decide.
    """
    try:
        if derivation is None:
            _require_equality(theorem, statement)
        else:
            _require_relations(statement, derivation)
            _require_end(statement, theorem, derivation)
    except (_Open, Undecidable):
        return Verdict.INCONCLUSIVE
    except _Refuted:
        return Verdict.REFUTED
    return Verdict.PROVED


def _establish(theorem: Theorem) -> str | None:
    """How the statement is shown, corollaries apart; None where there is nothing to derive it from."""
    derivation = derivation_of(theorem)
    if derivation is not None:
        _require_every_step(theorem, derivation)
        _require_relations(theorem.statement, derivation)
        _require_end(theorem.statement, theorem, derivation)
        count = len(theorem.derivation)
        return f"{count} step{'s' * (count > 1)}, each checked to follow from the one before"
    if type(theorem.statement) is Equality:
        _require_equality(theorem, theorem.statement)
        return "both sides have the same normal form"
    return None


def _data(theorem: Theorem) -> dict[str, Any]:
    return {"steps": [str(step.rule) for step in theorem.derivation], "corollaries": len(theorem.corollaries)}


def _require_every_step(theorem: Theorem, derivation: Derivation) -> None:
    executed, wanted = len(derivation.states) - 1, len(theorem.derivation)
    if executed != wanted:
        message = f"{executed} of {wanted} steps were executed"
        raise _Open(message)


def _require_relations(statement: Statement, derivation: Derivation) -> None:
    """An equality is shown by equalities, a limit by equalities and a limit, and so on."""
    found = {state.relation for state in derivation.states}
    match statement.claim if isinstance(statement, Witness) else statement:
        case Limit():
            allowed, needed = {"=", "→"}, {"→"}
        case StationaryPoint():
            allowed, needed = {"=", "∂"}, {"∂"}
        case Bound() | LoewnerBound() | FlowBound() | FlowConvergence() | Minimum():
            allowed, needed = {"=", "≥"}, set()
        case _:
            allowed, needed = {"="}, set()
    if not needed <= found <= allowed:
        message = f"steps {', '.join(sorted(found))} do not establish a {type(statement).__name__}"
        raise _Open(message)


@singledispatch
def _require_end(statement: Any, theorem: Theorem, derivation: Derivation) -> None:
    message = f"a {type(statement).__name__} is not established by a derivation of this kind"
    raise _Open(message)


@_require_end.register
def _(statement: Equality, theorem: Theorem, derivation: Derivation) -> None:
    _require_same(theorem, derivation.end.expression, statement.rhs, "the closed form")


@_require_end.register
def _(statement: Witness, theorem: Theorem, derivation: Derivation) -> None:
    _require_end(statement.attained, theorem, derivation)


@_require_end.register
def _(statement: Bound, theorem: Theorem, derivation: Derivation) -> None:
    _require_bound(theorem, derivation.end.expression, statement.lhs)


def _require_bound(theorem: Theorem, found: Basic, claimed: Basic) -> None:
    try:
        _require_same(theorem, found, claimed, "the bound")
    except _Refuted as error:
        # another bound than the claimed one refutes nothing
        raise _Open(str(error)) from error


@_require_end.register
def _(statement: LoewnerBound, theorem: Theorem, derivation: Derivation) -> None:
    smaller = quad(arbitrary_vector(statement), statement.lhs)
    _require_bound(theorem, derivation.end.expression, smaller)


@_require_end.register
def _(statement: FlowBound, theorem: Theorem, derivation: Derivation) -> None:
    _require_bound(theorem, derivation.end.expression, -statement.bound)


@_require_end.register
def _(statement: FlowConvergence, theorem: Theorem, derivation: Derivation) -> None:
    message = (
        f"the rate of decrease is bounded below by {derivation.end.expression}; that the flow converges follows by "
        "the lemmas that the theorem names, which are not executed"
    )
    raise _Open(message)


@_require_end.register
def _(statement: Limit, theorem: Theorem, derivation: Derivation) -> None:
    taken = [step.rule for step in theorem.derivation if isinstance(step.rule, TakeLimit)]
    variables = {variable for rule in taken for variable in rule.variables}
    if variables != set(statement.variables) or any(rule.to != statement.to for rule in taken):
        message = f"the derivation lets {', '.join(sorted(map(str, variables))) or 'nothing'} tend to a limit"
        raise _Open(message)
    _require_same(theorem, derivation.end.expression, statement.value, "the limit")


@_require_end.register
def _(statement: StationaryPoint, theorem: Theorem, derivation: Derivation) -> None:
    point = dict(zip(statement.over, statement.at, strict=True))
    if derivation.end.minimizer.keys() != point.keys():
        message = f"the derivation settles {', '.join(map(str, derivation.end.minimizer))} only"
        raise _Open(message)
    for variable, at in derivation.end.minimizer.items():
        _require_same(theorem, at, point[variable], f"the stationary point in {variable}")
    for variable in statement.over:
        slope = integrated(replaced(gradient(statement.objective, variable), point))
        _require_same(theorem, slope, ZeroMatrix(*slope.shape), f"the gradient in {variable}")


@_require_end.register
def _(statement: Minimum, theorem: Theorem, derivation: Derivation) -> None:
    end = derivation.end
    kept = [v for v in statement.over if any(e.has(v) for e in (end.expression, *end.minimizer.values()))]
    if kept:
        message = f"what the derivation arrives at still depends on {kept[0]}"
        raise _Open(message)
    _require_same(theorem, end.expression, statement.value, "the minimum")
    minimiser = dict(zip(statement.over, statement.at, strict=True))
    if end.minimizer.keys() != minimiser.keys():
        # a bound from below by the value, which these weights attain, is a minimum too
        _require_same_value(theorem, replaced(statement.objective, minimiser), statement.value)
    elif not derivation.attained:
        message = "the derivation shows a lower bound, which is not attained at the minimiser"
        raise _Open(message)
    for variable, at in end.minimizer.items():
        try:
            _require_same(theorem, at, minimiser[variable], f"the minimiser in {variable}")
        except _Refuted:
            if derivation.unique:
                raise
            # it may be a minimiser too: the bound from below is attained there, or it is not
            _require_same_value(theorem, replaced(statement.objective, minimiser), statement.value)
    if statement.unique and not (derivation.unique and end.minimizer.keys() == minimiser.keys()):
        message = "the derivation does not show that the minimiser is unique"
        raise _Open(message)


def _require_same_value(theorem: Theorem, attained: Basic, value: Basic) -> None:
    if not agree(theorem, attained, value):
        message = "the objective at the minimiser is {}, not {}"
        raise _Refuted(message, attained, value)


def _require_same(theorem: Theorem, found: Basic, claimed: Basic, what: str) -> None:
    if found.has(Expectation) and not claimed.has(Expectation):
        message = f"the derivation ends before {what} is reached: {found} holds an expectation"
        raise _Open(message)
    if not agree(theorem, found, claimed):
        message = "{} derived is {}, and {} is claimed"
        raise _Refuted(message, what, found, claimed)


def _require_equality(theorem: Theorem, statement: Statement) -> None:
    if type(statement) is not Equality:
        message = f"a {type(statement).__name__} is not established by normal forms"
        raise _Open(message)
    if not agree(theorem, statement.lhs, statement.rhs):
        message = "the sides have different normal forms"
        raise _Refuted(message)
