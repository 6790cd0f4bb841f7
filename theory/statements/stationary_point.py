"""The gradient vanishes at one point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sympy import Add, Basic, Identity, Integer, S, ZeroMatrix

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError
from theory.moments.closed_form import integrated
from theory.statements.base import (
    Statement,
    assigned,
    require_continuum,
    require_gradients,
    require_parallel,
    require_values,
)
from theory.statements.claimed_part import ClaimedPart, entries
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["StationaryPoint", "squared"]


@dataclass(frozen=True)
class StationaryPoint(Statement):
    """The gradient of ``objective`` in the variables ``over`` vanishes at ``over = at``, and nowhere else.

    >>> from sympy import ZeroMatrix
    >>> from theorycheck import StationaryPoint, inner, setting, verify
    >>> claim = StationaryPoint(inner(setting.beta, setting.beta), (setting.beta,), (ZeroMatrix(setting.d, 1),))
    >>> print(verify(claim, samples=2000).verdict)
    PROVED
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "∂"})
    needed: ClassVar[frozenset[str]] = frozenset({"∂"})
    refuted_by: ClassVar[str] = "values at which the gradient is not 0, or is 0 at another point too"

    objective: Expression
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]

    def __post_init__(self) -> None:
        require_parallel(self.over, self.at)
        object.__setattr__(self, "objective", expression(self.objective, "the objective"))
        object.__setattr__(self, "at", tuple(expression(a, "the stationary point") for a in self.at))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.at)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.over

    def replace(self, mapping: Mapping[Expression, Expression]) -> "StationaryPoint":
        objective, *at = (replaced(e, mapping) for e in self.expressions())
        return StationaryPoint(objective, self.over, tuple(at))

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.objective

    def require_domain(self, context: Context) -> None:
        require_continuum(self.over)
        require_values(context, self.over, self.at)
        require_gradients(context, (self.objective,), self.over)

    def conclude(self, derivation: Derivation) -> None:
        """Each variable is forced to its value, and the gradient does vanish there."""
        context, values = derivation.context, derivation.values
        point = dict(zip(self.over, map(context.written_out, self.at), strict=True))
        if values.keys() != point.keys():
            message = f"the derivation settles {', '.join(map(str, values)) or 'nothing'} only"
            raise NotShownError(message)
        objective = integrated(context.written_out(self.objective))
        for variable, at in zip(self.over, self.at, strict=True):
            require_same(derivation, values[variable], at, f"the stationary point in {variable}")
            slope = replaced(gradient(objective, variable), point)
            zero = ZeroMatrix(*slope.shape) if getattr(slope, "is_Matrix", False) else Integer(0)
            require_same(derivation, slope, zero, f"the gradient in {variable}")

    def claims(self) -> tuple[Claim, ...]:
        point = tuple(zip(self.over, self.at, strict=True))
        gradients = [gradient(self.objective, v) for v in self.over]
        vanishing = [
            Claim(squared(g), "=", S.Zero, f"gradient in {v}", point, shown=((f"gradient in {v}", g),))
            for v, g in zip(self.over, gradients, strict=True)
        ]
        total = Add(*map(squared, gradients))
        return (*vanishing, Claim(S.Zero, "<", total, "gradient elsewhere", unless=point))

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return entries("stationary point in", self.over, self.at, "at")

    def lines(self) -> list[str]:
        point = assigned(self.over, self.at)
        return [f"the gradient of {self.objective}", "vanishes at, and only at,", *point]

    def typeset(self, sheet: Typesetter) -> None:
        variables = ", ".join(map(sheet.tex, self.over))
        sheet.chain(rf"\nabla_{{{variables}}} {sheet.factor(self.objective)}", [("=", S.Zero)])
        sheet.assigned(r"\text{if and only if } ", self.over, self.at)


def squared(slope: Expression) -> Basic:
    """‖slope‖² of a matrix, slope² of a scalar."""
    return quad(slope, Identity(slope.shape[0])) if getattr(slope, "is_Matrix", False) else slope**2
