"""Where a derivation stands after a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Basic, Expr, sympify

from theory.algebra.positivity import Certificate
from theory.statement import Theorem

__all__ = ["DerivationError", "Rule", "State"]


class DerivationError(ValueError):
    """A step that does not follow from the one before, or a rule that does not apply; the message names the step."""


@dataclass(frozen=True)
class State:
    """An expression and how it relates to the one before: ``relation`` is ``=`` or ``≥`` (before ≥ after).

    A ``≥`` rests on ``certificates``, whose sum is before − after. ``minimizer`` holds the values that variables of a
    minimisation have been given so far; ``premises`` (with the values given to their symbols) and ``lemmas`` are what
    the step used; ``positive`` are scalars that the hypotheses of ``theorem`` declare > 0.
    """

    expression: Basic
    relation: str = "="
    certificates: tuple[Certificate, ...] = ()
    minimizer: Mapping[Basic, Basic] = field(default_factory=dict)
    positive: tuple[Expr, ...] = ()
    premises: tuple[tuple[str, Mapping[Basic, Any]], ...] = ()
    lemmas: tuple[str, ...] = ()
    relations: tuple[Any, ...] = ()
    theorem: Theorem | None = None

    def stages(self, expressions: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """Expressions as they are, then with one abbreviation of the theorem after the other written out."""
        if self.theorem is None:
            yield expressions
        else:
            yield from zip(*(self.theorem.stages(sympify(e)) for e in expressions), strict=True)

    def to(self, expression: Basic, **changes: Any) -> "State":
        """The state after a step; what the step before rested on is not carried over."""
        fresh: dict[str, Any] = {"relation": "=", "certificates": (), "premises": (), "lemmas": (), "relations": ()}
        return replace(self, expression=expression, **{**fresh, **changes})


class Rule:
    """An executable step. ``apply`` does it; that the result follows is checked afterwards, by other code."""

    def apply(self, state: State) -> State:
        """The state after the step. Raises DerivationError where the rule does not apply."""
        raise NotImplementedError
