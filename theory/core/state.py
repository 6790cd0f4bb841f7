"""Where a derivation stands after a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Basic, Expr, sympify

from theory.algebra.positivity.certificate import Certificate
from theory.core.notation import stages

__all__ = ["State"]


@dataclass(frozen=True)
class State:
    """An expression and how it relates to the one before: ``=``, ``≥`` (before ≥ after), ``→`` or ``∂``.

    A ``≥`` rests on ``certificates``, whose sum is before − after. ``minimizer`` holds the values that variables have
    been given so far; ``relations`` are equalities of letters that the step uses, ``premises`` (with the values given
    to their symbols) and ``lemmas`` what it rests on; ``limit`` are the variables of a ``→`` and where they tend;
    ``positive`` are scalars that the hypotheses of ``theorem`` declare > 0.
    """

    expression: Basic
    relation: str = "="
    certificates: tuple[Certificate, ...] = ()
    minimizer: Mapping[Basic, Basic] = field(default_factory=dict)
    positive: tuple[Expr, ...] = ()
    premises: tuple[tuple[str, Mapping[Basic, Any]], ...] = ()
    lemmas: tuple[str, ...] = ()
    relations: tuple[Any, ...] = ()
    theorem: Any = None
    limit: tuple[tuple[Basic, ...], Any] | None = None

    def stages(self, expressions: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """Expressions as they are, then with one abbreviation of the theorem after the other written out."""
        if self.theorem is None:
            yield expressions
        else:
            yield from zip(*(stages(self.theorem.notation, sympify(e)) for e in expressions), strict=True)

    def to(self, expression: Basic, **changes: Any) -> "State":
        """The state after a step; what the step before rested on is not carried over."""
        fresh: dict[str, Any] = {
            "relation": "=",
            "certificates": (),
            "premises": (),
            "lemmas": (),
            "relations": (),
            "limit": None,
        }
        return replace(self, expression=expression, **{**fresh, **changes})
