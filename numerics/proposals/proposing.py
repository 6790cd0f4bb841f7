"""Derivations proposed for claims that come without one."""

from collections.abc import Iterator

from sympy import Basic

from numerics.proposals.budget import Budget, OutOfTimeError
from numerics.proposals.certificate_search import NotFound, search
from numerics.proposals.jensen import tangent_steps
from numerics.proposals.minima import minimising_steps, stationary_steps
from theory.algebra.signs.resolving import resolved
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.known import Context
from theory.establishing import context_of, names_beside
from theory.moments.closed_form import integrated
from theory.rules import Below, Integrate, Rewrite, TakeLimit
from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Witness,
)
from theory.theorem_record import Step, Theorem

__all__ = ["NothingToProposeError", "derivations"]


class NothingToProposeError(ValueError):
    """No derivation is proposed; the message says what was tried."""


Steps = tuple[Step, ...]


def derivations(claim: Theorem, budget: Budget) -> Iterator[Steps]:
    """Derivations that may establish a claim; whether one does is for the core to say.

    Raises NothingToProposeError, which says what was tried, where there is none to propose (or none further).
    """
    try:
        yield from _of(claim.statement, claim, context_of(claim), budget)
    except OutOfTimeError as error:
        raise NothingToProposeError(str(error)) from error


def _of(statement: Statement, claim: Theorem, context: Context, budget: Budget) -> Iterator[Steps]:
    match statement:
        case Bound():
            yield _down_to(statement.rhs, statement.lhs, context, budget)
        case LoewnerBound():
            turned = LoewnerBound(statement.rhs, statement.lhs)  # both start from the same vector
            larger, smaller = (side.origin(names_beside(claim)) for side in (statement, turned))
            yield _down_to(larger, smaller, context, budget)
        case FlowBound():
            yield _down_to(statement.origin(), -statement.bound, context, budget)
        case Witness() if isinstance(statement.attained, Equality):
            yield (*_integration(statement.origin()), Step(Rewrite(statement.attained.rhs), "the same normal form"))
        case Limit():
            yield _to_the_limit(statement)
        case Witness():
            yield from _of(statement.attained, claim, context, budget)
        case Minimum() | StationaryPoint():
            yield from _minimising(statement, context, budget)
        case _:
            message = f"nothing proposes derivations of a {type(statement).__name__}"
            raise NothingToProposeError(message)


def _down_to(larger: Basic, smaller: Basic, context: Context, budget: Budget) -> Steps:
    budget.require()
    first, sides = _integration(larger), [context.written_out(side) for side in (larger, smaller)]
    try:
        difference = _normal_form(sides[0], context) - _normal_form(sides[1], context)
    except UnsupportedExpressionError as error:
        for reached, rule in tangent_steps(larger):
            return (Step(rule, "Jensen's inequality for an inverse"), *_down_to(reached, smaller, context, budget))
        message = f"the difference has no normal form: {error}"
        raise NothingToProposeError(message) from error
    found = search(difference, context, budget)
    if isinstance(found, NotFound):
        message = f"no certificate was found: {found.tried}"
        raise NothingToProposeError(message)
    return (*first, Step(Below(smaller, (found.certificate,)), f"found by search: {found.method}"))


def _normal_form(side: Basic, context: Context) -> TracePolynomial:
    return from_sympy(resolved(integrated(side), context.signs))


def _integration(expression: Basic) -> Steps:
    return (Step(Integrate(), "the expectation in closed form"),) if expression.has(Expectation) else ()


def _to_the_limit(statement: Limit) -> Steps:
    limits = (
        Step(TakeLimit(group, statement.to), "a rational function, continuous there") for group in statement.groups
    )
    return (*_integration(statement.expression), *limits)


def _minimising(statement: Minimum | StationaryPoint, context: Context, budget: Budget) -> Iterator[Steps]:
    try:
        objective = integrated(context.written_out(statement.objective))
    except UnsupportedExpressionError as error:
        message = f"the objective has no closed form: {error}"
        raise NothingToProposeError(message) from error
    claimed = dict(zip(statement.over, statement.at, strict=True))
    propose = minimising_steps if isinstance(statement, Minimum) else stationary_steps
    for rules in propose(objective, claimed, context, budget):
        yield (*_integration(statement.objective), *(Step(rule, f"found by search: {rule}") for rule in rules))
    if isinstance(statement, Minimum):
        yield _down_to(statement.objective, statement.value, context, budget)
    message = "in no order of the variables is the objective a quadratic, or a quotient, with its least value there"
    raise NothingToProposeError(message)
