"""A gradient flow converges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sympy import Add, Basic, S

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.statements.base import (
    Statement,
    assigned,
    require_continuum,
    require_gradients,
    require_parallel,
    require_values,
)
from theory.statements.claimed_part import ClaimedPart, entries
from theory.statements.ends import RestsOnProseError
from theory.statements.flow_bound import scalar_product, typeset_flow
from theory.statements.point_claim import Claim
from theory.statements.stationary_point import squared
from theory.statements.typesetter import Typesetter

__all__ = ["FlowConvergence"]


@dataclass(frozen=True)
class FlowConvergence(Statement):
    """The gradient flow θ̇ = −∇objective of the variables ``over`` from ``start`` converges to ``to``.

    It is never more than CONFIRMED: the lemmas that lead from the decrease to the limit are not executed.

    >>> from sympy import ZeroMatrix
    >>> from theorycheck import FlowConvergence, inner, setting
    >>> square = inner(setting.beta, setting.beta)
    >>> print(FlowConvergence(square, (setting.beta,), (setting.beta_star,), (ZeroMatrix(setting.d, 1),)).lines()[0])
    the gradient flow in beta of Trace(beta.T*beta)
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    refuted_by: ClassVar[str] = "values for which the flow, integrated, ends elsewhere"

    objective: Expression
    over: tuple[Basic, ...]
    start: tuple[Basic, ...]
    to: tuple[Basic, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "objective", expression(self.objective, "the objective"))
        for name, what in (("start", "where the flow starts"), ("to", "where the flow ends")):
            require_parallel(self.over, getattr(self, name))
            object.__setattr__(self, name, tuple(expression(e, what) for e in getattr(self, name)))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.start, *self.to)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.over

    def replace(self, mapping: Mapping[Expression, Expression]) -> "FlowConvergence":
        start, to = (tuple(replaced(e, mapping) for e in point) for point in (self.start, self.to))
        return FlowConvergence(replaced(self.objective, mapping), self.over, start, to)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        """How fast the objective decreases: −d/dt objective = ‖∇objective‖²."""
        slopes = [gradient(self.objective, v) for v in self.over]
        return Add(*(scalar_product(slope, slope) for slope in slopes))

    def require_domain(self, context: Context) -> None:
        require_continuum(self.over)
        require_gradients(context, (self.objective,), self.over)
        for values in (self.start, self.to):
            require_values(context, self.over, values)

    def conclude(self, derivation: Derivation) -> None:
        message = (
            f"the rate of decrease is bounded below by {derivation.end.expression}; that the flow converges follows by "
            "the lemmas that the theorem names, which are not executed"
        )
        raise RestsOnProseError(message)

    def claims(self) -> tuple[Claim, ...]:
        """A flow rests where it ends; that it gets there is for the integration of the flow."""
        end = dict(zip(self.over, self.to, strict=True))
        slopes = [replaced(gradient(self.objective, v), end) for v in self.over]
        return tuple(
            Claim(squared(slope), "=", S.Zero, f"gradient in {v} at the limit", shown=((f"gradient in {v}", slope),))
            for v, slope in zip(self.over, slopes, strict=True)
        )

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return entries("limit of", self.over, self.to, "to")

    def lines(self) -> list[str]:
        start, end = assigned(self.over, self.start), assigned(self.over, self.to, "→")
        variables = ", ".join(map(str, self.over))
        return [f"the gradient flow in {variables} of {self.objective}", "from", *start, "converges:", *end]

    def typeset(self, sheet: Typesetter) -> None:
        variables = [sheet.tex(v) for v in self.over]
        start = [f"{v}(0) = {sheet.tex(at)}" for v, at in zip(variables, self.start, strict=True)]
        end = [rf"{v} \to {sheet.tex(at)}" for v, at in zip(variables, self.to, strict=True)]
        typeset_flow(self.objective, self.over, sheet)
        sheet.listed(r"\text{from } ", start)
        sheet.listed(r"\text{converges: } ", end)
