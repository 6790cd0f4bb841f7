"""Steps down: something that a certificate shows to be ≥ 0 is left out."""

from dataclasses import dataclass
from typing import Any

from sympy import Basic, sympify

from theory.algebra.positivity import Certificate
from theory.rules.premise import premises_of
from theory.rules.rewriting import expanded
from theory.rules.state import Rule, State

__all__ = ["Below", "MinimiseAt"]


@dataclass(frozen=True)
class Below(Rule):
    """Go down to ``to``: what is left out is the sum of the certificates."""

    to: Any
    certificates: tuple[Certificate, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", sympify(self.to))

    def apply(self, state: State) -> State:
        premises = tuple(premises_of(self.certificates))
        return state.to(self.to, relation="≥", certificates=self.certificates, premises=premises)

    def __str__(self) -> str:
        return "certificate"


@dataclass(frozen=True)
class MinimiseAt(Rule):
    """Give a variable the value at which the rest, which the certificate shows to be ≥ 0, vanishes."""

    variable: Basic
    value: Basic
    certificate: Certificate

    def apply(self, state: State) -> State:
        expression = expanded(state.expression.xreplace({self.variable: self.value}))
        minimizer = {**state.minimizer, self.variable: self.value}
        return state.to(expression, relation="≥", certificates=(self.certificate,), minimizer=minimizer)

    def __str__(self) -> str:
        return f"minimise over {self.variable}"
