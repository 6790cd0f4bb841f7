"""d/dt quantity ≤ bound along a gradient flow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from sympy import Add, Basic, Expr

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.statements.base import Statement, require_continuum, require_gradients, require_parallel
from theory.statements.claimed_part import ClaimedPart
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["FlowBound", "flow_derivative", "scalar_product", "typeset_flow"]


@dataclass(frozen=True)
class FlowBound(Statement):
    """``d/dt quantity ≤ bound`` along the gradient flow θ̇ = −∇objective of the variables ``over``.

    By Grönwall's lemma (1919) a bound −r·quantity with constant r gives quantity(t) ≤ exp(−rt) quantity(0): the
    derivative of exp(rt)·quantity is ≤ 0.

    >>> from theorycheck import FlowBound, inner, setting
    >>> square = inner(setting.beta, setting.beta)
    >>> print(FlowBound(square, (setting.beta,), square, -4 * square).lines()[0])
    d/dt Trace(beta.T*beta)
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    is_bound: ClassVar[bool] = True
    refuted_by: ClassVar[str] = "values of the variables at which the quantity grows faster than the bound"

    objective: Expression
    over: tuple[Basic, ...]
    quantity: Expression
    bound: Expression

    def __post_init__(self) -> None:
        for name in ("objective", "quantity", "bound"):
            object.__setattr__(self, name, expression(getattr(self, name), f"the {name}"))

        require_parallel(self.over, self.over)

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, self.quantity, self.bound)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.over

    def replace(self, mapping: Mapping[Expression, Expression]) -> "FlowBound":
        objective, quantity, bound = (replaced(e, mapping) for e in self.expressions())
        return FlowBound(objective, self.over, quantity, bound)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return -flow_derivative(self)

    def require_domain(self, context: Context) -> None:
        require_continuum(self.over)
        require_gradients(context, (self.objective, self.quantity), self.over)

    def conclude(self, derivation: Derivation) -> None:
        require_same(derivation, derivation.end.expression, -self.bound, "the bound")

    def claims(self) -> tuple[Claim, ...]:
        return (Claim(flow_derivative(self), "≤", self.bound, "along the flow"),)

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return (ClaimedPart("bound", self.bound, ("bound",)),)

    @property
    def bound_letters(self) -> tuple[Basic, ...]:
        """None: a bound may depend on where the flow is."""
        return ()

    def weakening(self, other: Self) -> Expr:
        return Add(other.bound, -self.bound)

    def lines(self) -> list[str]:
        variables = ", ".join(map(str, self.over))
        flow = f"along the gradient flow in {variables} of {self.objective}"
        return [f"d/dt {self.quantity}", f"≤ {self.bound}", flow]

    def typeset(self, sheet: Typesetter) -> None:
        sheet.chain(rf"\frac{{d}}{{dt}}\, {sheet.factor(self.quantity)}", [(r"\leq", self.bound)])
        typeset_flow(self.objective, self.over, sheet)


def flow_derivative(statement: FlowBound) -> Expr:
    """d/dt quantity = −Σ ⟨∇quantity, ∇objective⟩ along the gradient flow of the objective.

    >>> from sympy import Trace
    >>> from theorycheck import FlowBound, inner, rules, setting
    >>> square = inner(setting.beta, setting.beta)
    >>> print(rules.flow_derivative(FlowBound(square, (setting.beta,), square, -2 * square)))
    -Trace((2*beta).T*(2*beta))
    """
    quantity, objective = statement.quantity, statement.objective
    moving = [v for v in statement.over if quantity.has(v)]
    return Add(*(-scalar_product(gradient(quantity, v), gradient(objective, v)) for v in moving))


def scalar_product(a: Expression, b: Expression) -> Expr:
    """⟨a, b⟩ of matrices of one shape, or of scalars."""
    return inner(a, b) if getattr(a, "is_Matrix", False) else a * b


def typeset_flow(objective: Basic, over: tuple[Basic, ...], sheet: Typesetter) -> None:
    """The line that says which flow it is."""
    moving = ", ".join(rf"\dot{{{sheet.tex(v)}}}" for v in over)
    moving = moving if len(over) == 1 else f"({moving})"
    sheet.chain(rf"\text{{along }} {moving}", [("=", rf"-\nabla {sheet.factor(objective)}")])
