"""Use another theorem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, Expr

from theory.algebra.convert import from_sympy
from theory.algebra.positivity import Certificate, NotCertifiedError
from theory.registry import theorem
from theory.rules.state import DerivationError, Rule, State
from theory.statement import Bound, Equality, Minimum, Statement

__all__ = ["FromTheorem", "Premise"]


@dataclass(frozen=True)
class FromTheorem(Certificate):
    """``larger − smaller ≥ 0``, which a theorem states."""

    slug: str
    larger: Expr
    smaller: Expr
    at: tuple[tuple[Basic, Basic], ...] = ()

    @property
    def expression(self) -> Expr:
        return self.larger - self.smaller

    def verify(self) -> None:
        statement = _instance(self.slug, dict(self.at))
        sides = (statement.rhs, statement.lhs) if isinstance(statement, Bound) else (statement.objective, statement.value)
        for stated, used in zip(sides, (self.larger, self.smaller), strict=True):
            if stated != used and from_sympy(stated) != from_sympy(used):
                message = f"{self.slug} states {stated}, not {used}"
                raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"by {self.slug}"


@dataclass(frozen=True)
class Premise(Rule):
    """Replace what a theorem speaks of by what it says: an Equality's left side by its right side, a Bound's larger
    side or a Minimum's objective by the smaller one. ``at`` gives its symbols other values; ``backwards`` reads an
    equality from right to left.
    """

    slug: str
    at: Mapping[Basic, Any] = field(default_factory=dict)
    backwards: bool = False

    def apply(self, state: State) -> State:
        statement = _instance(self.slug, self.at)
        match statement:
            case Bound():
                before, after = statement.rhs, statement.lhs
            case Equality():
                sides = (statement.lhs, statement.rhs)
                before, after = reversed(sides) if self.backwards else sides
            case Minimum():
                before, after = statement.objective, statement.value
            case _:
                message = f"{self.slug} is a {type(statement).__name__}: it cannot be used to rewrite an expression"
                raise DerivationError(message)
        expression = replace_part(state.expression, before, after)
        if expression is None:
            message = f"{before}, of which {self.slug} speaks, does not occur in {state.expression}"
            raise DerivationError(message)
        if type(statement) is Equality:
            return state.to(expression, premises=(self.slug,))
        certificate = FromTheorem(self.slug, before, after, tuple(self.at.items()))
        return state.to(expression, relation="≥", certificates=(certificate,), premises=(self.slug,))

    def __str__(self) -> str:
        return f"by {self.slug}"


def _instance(slug: str, at: Mapping[Basic, Any]) -> Statement:
    """The theorem's statement, notation written out, with values for some of its symbols."""
    return theorem(slug).unfold().replace(at)


def replace_part(expression: Basic, before: Basic, after: Basic) -> Basic | None:
    """The expression with a part (a subexpression, or some of the terms of a sum) replaced; None if it is not there."""
    if expression.has(before):
        return expression.xreplace({before: after})
    if before.is_Add and expression.is_Add and set(before.args) <= set(expression.args):
        rest = [a for a in expression.args if a not in before.args]
        return expression.func(*rest, after)
    return None
