"""min over v of objective = value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sympy import Basic, Integer, Rational, S

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.agreement import proves_same
from theory.core.execution import Derivation
from theory.core.known import Context, Known
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError
from theory.statements.base import Shape, Statement, assigned, require_parallel, require_values
from theory.statements.claimed_part import ClaimedPart, entries
from theory.statements.ends import EndsElsewhereError, require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["Minimum"]

NEARBY = Rational(1, 64)
"""How far from a minimiser, in units of a random direction: near enough for the slope to outweigh the curvature."""


@dataclass(frozen=True)
class Minimum(Statement):
    """``min over v of objective = value``, attained at ``v = at``, and nowhere else if ``unique``.

    ``over`` and ``at`` are parallel tuples: the variables (matrix or scalar symbols) and the minimiser. The variables
    range over their kinds, within the hypotheses. Raises ValueError for what is no expression; strings are refused.

    >>> from theorycheck import Minimum, quad, setting
    >>> away = setting.beta - setting.beta_star
    >>> Minimum(quad(away, setting.H), over=(setting.beta,), at=(setting.beta_star,), value=0, unique=True).unique
    True
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    refuted_by: ClassVar[str] = (
        "values with a point below the minimum, a minimiser at which it is not attained, or a second minimiser"
    )

    objective: Expression
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]
    value: Expression
    unique: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        require_parallel(self.over, self.at)
        object.__setattr__(self, "objective", expression(self.objective, "the objective"))
        object.__setattr__(self, "at", tuple(expression(a, "the minimiser") for a in self.at))
        object.__setattr__(self, "value", expression(self.value, "the minimum"))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.at, self.value)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.over

    def replace(self, mapping: Mapping[Expression, Expression]) -> "Minimum":
        objective, value, *at = (replaced(e, mapping) for e in (self.objective, self.value, *self.at))
        return Minimum(objective, self.over, tuple(at), value, unique=self.unique)

    def require_shapes(self, shape: Callable[[Basic], Shape]) -> None:
        for variable, value in zip(self.over, self.at, strict=True):
            if shape(variable) != shape(value):
                message = f"the minimiser {value} has another shape than its variable {variable}: give equal shapes"
                raise ShapeError(message)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.objective

    def require_domain(self, context: Context) -> None:
        require_values(context, self.over, self.at)

    def conclude(self, derivation: Derivation) -> None:
        """A bound from below that holds whatever the variables are, attained at the minimiser, and only there."""
        context, end = derivation.context, derivation.end
        arrived, value = context.written_out(end.expression), context.written_out(self.value)
        kept = [v for v in self.over if arrived.has(v) or value.has(v)]
        if kept:
            message = f"what the derivation arrives at still depends on {kept[0]}"
            raise NotShownError(message)
        require_same(derivation, end.expression, self.value, "the minimum")
        self._require_attained(derivation)
        if self.unique:
            self._require_unique(derivation)

    def _require_attained(self, derivation: Derivation) -> None:
        """Nothing that was left out is > 0 at the minimiser, or the objective there is the value."""
        context = derivation.context
        minimiser = dict(zip(self.over, map(context.written_out, self.at), strict=True))
        left_out = [replaced(context.written_out(c.expression), minimiser) for c in derivation.left_out]
        if all(proves_same(context, e, Integer(0)) for e in left_out):
            return
        attained = replaced(context.written_out(self.objective), minimiser)
        if not proves_same(context, attained, self.value):
            message = f"the objective at the minimiser is {attained}, which is not shown to be {self.value}"
            raise EndsElsewhereError(message, attained, context.written_out(self.value))

    def _require_unique(self, derivation: Derivation) -> None:
        values = derivation.values
        for variable, at in zip(self.over, self.at, strict=True):
            if not derivation.forces(variable):
                message = f"the derivation does not show that the minimiser is unique in {variable}"
                raise NotShownError(message)
            require_same(derivation, values[variable], at, f"the minimiser in {variable}")

    def claims(self) -> tuple[Claim, ...]:
        minimiser = tuple(zip(self.over, self.at, strict=True))
        relation = "<" if self.unique else "≤"
        attained = Claim(self.objective, "=", self.value, "at the minimiser", minimiser)
        elsewhere = Claim(self.value, relation, self.objective, "elsewhere", unless=minimiser)
        beside = tuple(
            Claim(
                self.value,
                "≤",
                self.objective,
                "beside the minimiser",
                tuple((v, at + step * v) for v, at in minimiser),
                local=True,
            )
            for step in (S.One * NEARBY, -NEARBY)
        )
        return (attained, elsewhere, *beside)

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return (ClaimedPart("minimum", self.value, ("value",)), *entries("minimiser in", self.over, self.at, "at"))

    def known(self) -> Known:
        return Known(self.objective, self.value, is_equality=False)

    def lines(self) -> list[str]:
        variables = ", ".join(map(str, self.over))
        where = "attained only at" if self.unique else "attained at"
        return [f"min over {variables} of {self.objective}", f"= {self.value}", where, *assigned(self.over, self.at)]

    def typeset(self, sheet: Typesetter) -> None:
        variables = ", ".join(map(sheet.tex, self.over))
        sheet.chain(rf"\min_{{{variables}}} {sheet.factor(self.objective)}", [("=", self.value)])
        sheet.comma()
        sheet.assigned(r"\text{attained only at } " if self.unique else r"\text{attained at } ", self.over, self.at)
