"""Where a derivation stands after a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Basic, Expr

from theory.algebra.positivity import Certificate
from theory.statement import Theorem

__all__ = ["DerivationError", "Rule", "State"]


class DerivationError(ValueError):
    """A step that does not follow from the one before, or a rule that does not apply; the message names the step."""


@dataclass(frozen=True)
class State:
    """An expression and how it relates to the one before: ``relation`` is ``=`` or ``≥`` (before ≥ after).

    A ``≥`` rests on ``certificates``, whose sum is before − after; ``attained`` says that both sides are equal at
    ``minimizer``, the values that variables have been given so far. ``premises`` and ``lemmas`` name what the step
    used; ``positive`` are scalars that the hypotheses of ``theorem`` declare > 0.
    """

    expression: Basic
    relation: str = "="
    certificates: tuple[Certificate, ...] = ()
    minimizer: Mapping[Basic, Basic] = field(default_factory=dict)
    positive: tuple[Expr, ...] = ()
    premises: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    relations: tuple[Any, ...] = ()
    theorem: Theorem | None = None

    def unfolded(self, expression: Any) -> Any:
        """An expression with the abbreviations of the theorem written out."""
        return expression if self.theorem is None else self.theorem.unfolded(expression)

    def to(self, expression: Basic, **changes: Any) -> "State":
        """The state after a step; what the step before rested on is not carried over."""
        fresh: dict[str, Any] = {"relation": "=", "certificates": (), "premises": (), "lemmas": (), "relations": ()}
        return replace(self, expression=expression, **{**fresh, **changes})


class Rule:
    """An executable step. ``apply`` does it; that the result follows is checked afterwards, by other code."""

    def apply(self, state: State) -> State:
        """The state after the step. Raises DerivationError where the rule does not apply."""
        raise NotImplementedError
