"""The gradient in a variable vanishes at one value only."""

from collections.abc import Iterable, Mapping

from sympy import Add, Basic, Symbol

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.state import State
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError
from theory.moments.closed_form import integrated

__all__ = ["IsStationary", "slope", "vanish_only_at"]


class IsStationary:
    """Where ∇f = 0 in V, V = V*: ⟨∇f, V − V*⟩, or minus that, is a sum of certificates, one of which vanishes only at
    V = V*. Where the gradient is 0 so is the sum, hence each of them, being ≥ 0.

    The variable has that value from there on: a point that is stationary in the others too is one of what is left,
    for the derivative of f(V*(W), W) by W is that of f by W where the one by V vanishes.
    """

    def follows(self, before: State, after: State, given: Mapping[Expression, Expression], context: Context) -> None:
        if len(given) != 1 or after.relations:
            message = "a step of this kind gives one variable its value, and uses no relation"
            raise NotShownError(message)
        ((variable, value),) = given.items()
        if isinstance(variable, Symbol) and variable.is_integer:
            message = f"{variable} is a whole number: there is no gradient in it"
            raise NotShownError(message)
        # an abbreviation could hide the variable
        objective, value = context.written_out(before.expression), context.written_out(value)
        certified = Add(*(context.written_out(c.expression) for c in after.certificates))
        along = slope(objective, variable, value)
        if not (proves_same(context, along, certified) or proves_same(context, -along, certified)):
            message = f"the slope of {before.expression} in {variable} is not the sum of the certificates"
            raise NotShownError(message)
        if not vanish_only_at(context, after.certificates, variable, (value, given[variable])):
            message = f"no certificate is shown to vanish only at {variable} = {value}"
            raise NotShownError(message)
        if not proves_same(context, replaced(objective, {variable: value}), after.expression):
            message = f"{after.expression} is not the objective at {variable} = {value}"
            raise NotShownError(message)


def vanish_only_at(
    context: Context, certificates: Iterable[Certificate], variable: Basic, values: Iterable[Basic]
) -> bool:
    """Whether one of the certificates is > 0 wherever the variable differs from a value, in one of its spellings."""
    spellings = tuple(values)
    return any(c.vanishes_only_at_zero_of(variable - value, context.signs) for c in certificates for value in spellings)


def slope(objective: Basic, variable: Basic, value: Basic) -> Basic:
    """⟨∇objective, variable − value⟩, the gradient in the variable.

    >>> from theorycheck import inner, rules, setting
    >>> print(rules.slope(inner(setting.beta, setting.beta), setting.beta, setting.beta_star))
    Trace((2*beta).T*(beta - beta_star))
    """
    descent, move = gradient(integrated(objective), variable), variable - value
    return inner(descent, move) if getattr(descent, "is_Matrix", False) else descent * move
