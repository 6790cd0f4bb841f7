"""Where a derivation stands after a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sympy import Basic, Expr, sympify

from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.sympy_types import Equation, Expression
from theory.core.notation import Notation, stages

__all__ = ["State", "WithNotation"]


class WithNotation(Protocol):
    """What the core reads of a theorem that it hands to rules: its abbreviations."""

    @property
    def notation(self) -> Notation:
        """Pairs (symbol, definition)."""


@dataclass(frozen=True)
class State:
    """An expression and how it relates to the one before: ``=``, ``≥`` (before ≥ after), ``→`` or ``∂``.

    A ``≥`` rests on ``certificates``, whose sum is before − after. ``minimizer`` holds the values that variables have
    been given so far; ``relations`` are equalities of letters that the step uses, ``premises`` (with the values given
    to their symbols) and ``lemmas`` what it rests on; ``limit`` are the variables of a ``→`` and where they tend;
    ``positive`` are scalars that the hypotheses of ``theorem`` declare > 0.

    >>> from theorycheck import rules, setting, theorem
    >>> print(rules.derive(theorem("minimal_excess_of_one_step_gd")).states[-1].relation)
    =
    """

    expression: Basic
    relation: str = "="
    certificates: tuple[Certificate, ...] = ()
    minimizer: Mapping[Basic, Basic] = field(default_factory=dict)
    positive: tuple[Expr, ...] = ()
    premises: tuple[tuple[str, Mapping[Basic, Expression]], ...] = ()
    lemmas: tuple[str, ...] = ()
    relations: tuple[Equation, ...] = ()
    theorem: WithNotation | None = None
    limit: tuple[tuple[Basic, ...], Expression] | None = None

    def stages(self, expressions: tuple[Expression, ...]) -> Iterator[tuple[Expression, ...]]:
        """Expressions as they are, then with one abbreviation of the theorem after the other written out."""
        if self.theorem is None:
            yield expressions
        else:
            yield from zip(*(stages(self.theorem.notation, sympify(e)) for e in expressions), strict=True)

    def to(
        self,
        expression: Basic,
        *,
        relation: str = "=",
        certificates: tuple[Certificate, ...] = (),
        minimizer: Mapping[Basic, Basic] | None = None,
        lemmas: tuple[str, ...] = (),
        relations: tuple[Equation, ...] = (),
        limit: tuple[tuple[Basic, ...], Expression] | None = None,
    ) -> "State":
        """The state after a step; what the step before rested on is not carried over, the values of variables are."""
        given = self.minimizer if minimizer is None else minimizer
        return State(
            expression, relation, certificates, given, self.positive, (), lemmas, relations, self.theorem, limit
        )
