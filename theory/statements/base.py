"""What all kinds of statement have in common. The kinds are flat: each inherits from this alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sympy import Abs, Basic, Max, Min, ceiling, floor, sign

from theory.algebra.derivatives.calculus import gradient
from theory.core.domains import require_hypotheses_on, require_in_domain
from theory.core.execution import Derivation
from theory.core.known import Context, Known
from theory.core.shown import require_defined
from theory.core.unconvinced import DerivationError, NotShownError
from theory.notebook import Part, ShownInNotebooks, printer
from theory.statements.point_claim import Claim

__all__ = ["Statement", "require_continuum", "require_gradients", "require_parallel", "require_values"]


@dataclass(frozen=True)
class Statement(ShownInNotebooks):
    """A claim about SymPy expressions; every random symbol stands inside an ``Expectation``.

    A kind says what it consists of, which values stand for variables, where a derivation starts, which relations its
    steps may have and must have, what its end has to be, and what it claims at a point.
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"="})
    needed: ClassVar[frozenset[str]] = frozenset()
    refuted_by: ClassVar[str] = "values at which it is false"

    def notebook_parts(self) -> Iterable[Part]:
        return printer().statement_parts(self)

    def expressions(self) -> tuple[Basic, ...]:
        """Every expression the claim consists of, in reading order."""
        raise NotImplementedError

    def replace(self, mapping: Mapping[Any, Any]) -> "Statement":
        """The same claim about other symbols (in every expression)."""
        raise NotImplementedError

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        """The quantity as defined, where a derivation starts; ``taken`` are names that must not be used anew."""
        message = f"{type(self).__name__} has no quantity to start a derivation from"
        raise DerivationError(message)

    def require_domain(self, context: Context) -> None:
        """Raise NotShownError unless what stands for variables is of their kinds and within their hypotheses."""

    def conclude(self, derivation: Derivation) -> None:
        """Raise NotShownError, or Undecidable, unless an executed derivation establishes the claim."""
        raise NotImplementedError

    def claims(self) -> tuple[Claim, ...]:
        """What it claims at any one point."""
        raise NotImplementedError

    def known(self) -> Known:
        """What it says where another theorem rests on it. Raises NotShownError for a kind that cannot be used so."""
        message = f"a {type(self).__name__} cannot be used as a premise"
        raise NotShownError(message, "use an equality, a bound or a minimum")


def require_parallel(over: tuple[Basic, ...], at: tuple[Basic, ...]) -> None:
    """Raise ValueError unless there is one value for each variable, and each variable once."""
    if len(over) != len(at):
        message = f"{len(over)} variables but {len(at)} values: give one value for each variable"
        raise ValueError(message)
    if len(set(over)) != len(over):
        message = f"{', '.join(map(str, over))} names a variable twice: name each once"
        raise ValueError(message)


def require_continuum(over: tuple[Basic, ...]) -> None:
    """Raise NotShownError for a variable between whose values there is nothing: it cannot flow."""
    for variable in over:
        if getattr(variable, "is_integer", False):
            message = f"{variable} is a whole number, which does not flow"
            raise NotShownError(message)


_CORNERS = (Abs, Max, Min, ceiling, floor, sign)
"""Functions without a derivative somewhere, where SymPy writes down one all the same: sign(0) = 0 for that of |x|."""


def require_gradients(context: Context, expressions: Iterable[Basic], over: tuple[Basic, ...]) -> None:
    """Raise NotShownError unless each expression has a gradient in each variable, wherever the variables may be.

    Each gradient is looked at by itself: in a product of two of them what is infinite may cancel what is 0.
    """
    for expression in map(context.written_out, expressions):
        corners = [node for node in expression.atoms(*_CORNERS) if node.has(*over)]
        if corners:
            message = f"{corners[0]} has no derivative everywhere, so that {expression} is not shown to have a gradient"
            raise NotShownError(message)
        require_defined(context, [gradient(expression, variable) for variable in over if expression.has(variable)])


def require_values(context: Context, over: tuple[Basic, ...], at: tuple[Basic, ...]) -> None:
    """Raise NotShownError unless the values are defined, of the kinds of their variables, and within the hypotheses on
    them; a value does not depend on the variables.
    """
    values = {v: context.written_out(value) for v, value in zip(over, at, strict=True)}
    for variable, value in values.items():
        require_defined(context, (variable, value))
        held = [str(v) for v in over if value.has(v)]
        if held:
            message = f"the value {value} of {variable} depends on {', '.join(held)}"
            raise NotShownError(message)
        require_in_domain(context, variable, value)
    require_hypotheses_on(context, values)
