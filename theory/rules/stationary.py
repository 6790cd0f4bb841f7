"""Show that a gradient vanishes at one value of a variable only."""

from dataclasses import dataclass

from sympy import Add, Basic

from theory.algebra.calculus import gradient
from theory.algebra.positivity import Certificate
from theory.algebra.scalars import inner
from theory.rules.agreement import agree
from theory.rules.rewriting import expanded
from theory.rules.state import DerivationError, Rule, State
from theory.statement import replaced

__all__ = ["StationaryAt", "require_stationary", "slope"]


@dataclass(frozen=True)
class StationaryAt(Rule):
    """Where the gradient in ``variable`` vanishes, variable = value, because ⟨gradient, variable − value⟩ is shown by
    the certificates to be > 0 otherwise. The variable has that value from here on.
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


def slope(objective: Basic, variable: Basic, value: Basic) -> Basic:
    """⟨∇objective, variable − value⟩, the gradient in the variable."""
    return inner(gradient(objective, variable), variable - value)


def require_stationary(before: State, after: State) -> None:
    """Raise DerivationError unless the certificates add up to the slope and vanish only at the value given."""
    ((variable, value),) = [(v, at) for v, at in after.minimizer.items() if v not in before.minimizer]
    certified = Add(*(c.expression for c in after.certificates))
    if not agree(before.theorem, slope(before.expression, variable, value), certified):
        message = f"the slope of {before.expression} in {variable} is not the sum of the certificates"
        raise DerivationError(message)
    if not any(c.vanishes_only_at_zero_of(variable - value) for c in after.certificates):
        message = f"no certificate vanishes only at {variable} = {value}"
        raise DerivationError(message)
    if not agree(before.theorem, replaced(before.expression, {variable: value}), after.expression):
        message = f"{after.expression} is not the objective at {variable} = {value}"
        raise DerivationError(message)
