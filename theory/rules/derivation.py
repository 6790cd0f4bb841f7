"""Derivations executed: each rule is applied, and each result is checked to follow from the one before."""

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from sympy import Add, Basic, Gt, MatAdd

from theory.algebra.equality import equal
from theory.algebra.errors import Undecidable
from theory.rules.state import DerivationError, State
from theory.statement import Bound, Equality, Minimum, Theorem, Witness

__all__ = ["Derivation", "derive", "start_of"]


@dataclass(frozen=True)
class Derivation:
    """What was arrived at, step by step: ``states[0]`` is the start, ``states[i]`` stands after step i."""

    states: tuple[State, ...]

    @property
    def end(self) -> State:
        return self.states[-1]

    @property
    def unique(self) -> bool:
        """Whether nothing but the minimiser found attains the value found."""
        return all(any(c.strict for c in s.certificates) for s in self.states if s.relation == "≥")


def derive(theorem: Theorem, start: Basic | None = None) -> Derivation:
    """Execute the derivation of a theorem, from the quantity as defined. The claimed side is never read.

    Raises DerivationError naming the step that does not apply or does not follow.
    """
    first = start_of(theorem.unfold()) if start is None else start
    states = [State(first, positive=_positive(theorem))]
    for number, step in enumerate(theorem.derivation, start=1):
        before = states[-1]
        try:
            after = step.rule.apply(before)
            _require_consequence(theorem, before, after)
        except (ValueError, ArithmeticError) as error:
            message = f"step {number} ({step.because}) fails: {error}"
            raise DerivationError(message) from error
        states.append(after)
    return Derivation(tuple(states))


@singledispatch
def start_of(statement: Any) -> Basic:
    """The quantity that a derivation starts from: the side as defined, the larger one of a bound, the objective."""
    message = f"{type(statement).__name__} has no quantity to start a derivation from"
    raise DerivationError(message)


@start_of.register
def _(statement: Equality) -> Basic:
    return statement.lhs


@start_of.register
def _(statement: Bound) -> Basic:
    return statement.rhs


@start_of.register
def _(statement: Minimum) -> Basic:
    return statement.objective


@start_of.register
def _(statement: Witness) -> Basic:
    return start_of(statement.attained)


def _positive(theorem: Theorem) -> tuple[Any, ...]:
    """Scalars that the hypotheses declare > 0."""
    relations = [theorem.unfolded(a.relation) for a in theorem.assumptions if isinstance(a.relation, Gt)]
    return tuple(r.lhs - r.rhs for r in relations)


def _require_consequence(theorem: Theorem, before: State, after: State) -> None:
    """Whether before = after, or before = after + certificates with every certificate verified."""
    certified = [c.expression for c in after.certificates]
    for certificate in after.certificates:
        certificate.verify()
    if after.relation == "=" and certified:
        message = "an equality needs no certificate"
        raise DerivationError(message)
    matrix = getattr(after.expression, "is_Matrix", False)
    whole = (MatAdd if matrix else Add)(after.expression, *certified) if certified else after.expression
    left, right = theorem.unfolded(before.expression), theorem.unfolded(whole)
    relations = [replace(r, lhs=theorem.unfolded(r.lhs), rhs=theorem.unfolded(r.rhs)) for r in after.relations]
    try:
        same = equal(left, right, relations)
    except Undecidable as error:
        message = f"it could not be decided whether it follows: {error}"
        raise DerivationError(message) from error
    if not same:
        message = f"{before.expression} is not {whole}"
        raise DerivationError(message)


