"""expression → value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sympy import Basic, Symbol, oo

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError
from theory.statements.base import Statement, Tending
from theory.statements.claimed_part import ClaimedPart
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["Limit"]


@dataclass(frozen=True)
class Limit(Statement):
    """``expression → value`` as all ``variables`` tend to ``to``: ``oo``, or 0 (from above).

    They tend jointly, however they do; with ``in_turn`` one after the other, first the first of them. Raises
    ValueError for another ``to``, for no variable, and for a variable that is no symbol or stands twice.

    >>> from sympy import oo
    >>> from theorycheck import Limit, setting
    >>> M = setting.M
    >>> Limit((M + 1) / M, (M,), oo, 1).value
    1
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "→"})
    needed: ClassVar[frozenset[str]] = frozenset({"→"})
    refuted_by: ClassVar[str] = "values, and a path along which the expression tends elsewhere"

    expression: Expression
    variables: tuple[Basic, ...]
    to: Expression
    value: Expression
    in_turn: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        for name, what in (
            ("expression", "the expression"),
            ("to", "where the variables tend"),
            ("value", "the limit"),
        ):
            object.__setattr__(self, name, expression(getattr(self, name), what))
        if self.to not in (0, oo):
            message = f"the variables tend to {self.to}: give oo, or 0 for a limit from above"
            raise ValueError(message)
        variables = tuple(self.variables)
        object.__setattr__(self, "variables", variables)
        if not variables or len(set(variables)) != len(variables) or not all(isinstance(v, Symbol) for v in variables):
            message = (
                f"{', '.join(map(str, variables)) or 'nothing'} tends to {self.to}: give scalar symbols, each once"
            )
            raise ValueError(message)

    @property
    def groups(self) -> tuple[tuple[Basic, ...], ...]:
        """The variables in the order in which they tend, those that do so jointly in one group."""
        return tuple((v,) for v in self.variables) if self.in_turn else (self.variables,)

    def expressions(self) -> tuple[Basic, ...]:
        return (self.expression, self.value)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.variables

    def replace(self, mapping: Mapping[Expression, Expression]) -> "Limit":
        expression, value = (replaced(e, mapping) for e in (self.expression, self.value))
        return Limit(expression, self.variables, self.to, value, in_turn=self.in_turn)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.expression

    @property
    def tending(self) -> Tending:
        return self.groups, self.to

    def conclude(self, derivation: Derivation) -> None:
        steps = sum(state.relation == "→" for state in derivation.states)
        if steps != len(self.groups):
            message = f"the derivation takes {steps} of {len(self.groups)} limits"
            raise NotShownError(message)
        value = derivation.context.written_out(self.value)
        if value.has(*self.variables):
            message = f"the limit {self.value} depends on what tends to {self.to}"
            raise NotShownError(message)
        require_same(derivation, derivation.end.expression, self.value, "the limit")

    def claims(self) -> tuple[Claim, ...]:
        """Nothing at any one point."""
        return ()

    def claimed(self) -> tuple[ClaimedPart, ...]:
        return (ClaimedPart("limit", self.value, ("value",)),)

    def lines(self) -> list[str]:
        groups = [f"{', '.join(map(str, group))} → {self.to}" for group in self.groups]
        return [str(self.expression), f"→ {self.value} as {', then '.join(groups)}"]

    def typeset(self, sheet: Typesetter) -> None:
        to = sheet.tex(self.to)
        if self.in_turn:
            # the first to tend stands innermost
            limits = "".join(rf"\lim_{{{sheet.tex(v)} \to {to}}} " for v in reversed(self.variables))
            sheet.chain(limits + sheet.factor(self.expression), [("=", self.value)])
        else:
            sheet.chain(self.expression, [(r"\to", self.value)])
            sheet.listed(r"\text{as } ", [rf"{', '.join(map(sheet.tex, self.variables))} \to {to}"])
