"""Show that a gradient vanishes at one value of a variable only."""

from dataclasses import dataclass

from sympy import Basic

from theory.algebra.positivity.certificate import Certificate
from theory.core.state import State
from theory.core.substitution import replaced
from theory.rules.rewriting import expanded
from theory.rules.rule import Rule

__all__ = ["StationaryAt"]


@dataclass(frozen=True)
class StationaryAt(Rule):
    """Where the gradient in ``variable`` vanishes, variable = value, because ⟨gradient, variable − value⟩ is shown by
    the certificates to be > 0 otherwise. The variable has that value from here on.

    >>> from theorycheck import rules, certificates, setting
    >>> rules.StationaryAt(setting.beta, setting.beta_star, (certificates.Square(setting.sigma2),)).value
    beta_star
    """

    variable: Basic
    value: Basic
    certificates: tuple[Certificate, ...]

    def apply(self, state: State) -> State:
        expression = expanded(replaced(state.expression, {self.variable: self.value}))
        minimizer = {**state.minimizer, self.variable: self.value}
        return state.to(expression, relation="∂", certificates=self.certificates, minimizer=minimizer)

    def __str__(self) -> str:
        return f"stationary in {self.variable}"
