"""Limits of rational functions of sizes and scalars."""

from dataclasses import dataclass

from sympy import Symbol, oo

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.relations.tends_to import in_small_variables
from theory.core.state import State
from theory.core.substitution import replaced
from theory.rules.rewriting import expanded
from theory.rules.rule import Rule

__all__ = ["TakeLimit"]


@dataclass(frozen=True)
class TakeLimit(Rule):
    """Let variables tend to ``oo``, or to 0 from above, jointly.

    1/variable is set to 0 in the normal form. That is the limit because the expression is a rational function that
    is continuous there: what stands in a denominator is not 0, what is inverted is invertible, also at the limit.

    >>> from theorycheck import rules, setting
    >>> rules.TakeLimit((setting.M,)).to
    oo
    """

    variables: tuple[Symbol, ...]
    to: Expression = oo

    def apply(self, state: State) -> State:
        (expression,) = list(state.stages((state.expression,)))[-1]
        rational, zero = in_small_variables(expression, self.variables, self.to)
        return state.to(expanded(replaced(rational, zero)), relation="→", limit=(self.variables, self.to))

    def __str__(self) -> str:
        return f"limit {', '.join(map(str, self.variables))} → {'∞' if self.to == oo else self.to}"
