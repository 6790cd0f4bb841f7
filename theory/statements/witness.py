"""There are values at which a claim holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sympy import Basic

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Derivation
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.statements.base import Statement, assigned, require_parallel, require_values
from theory.statements.bound import Bound
from theory.statements.claimed_part import ClaimedPart, entries
from theory.statements.equality import Equality
from theory.statements.loewner_bound import LoewnerBound
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["Witness"]


@dataclass(frozen=True)
class Witness(Statement):
    """There are values of the variables ``over`` at which ``claim`` holds; ``at``, parallel to it, gives some.

    ``claim`` is an ``Equality``, a ``Bound`` or a ``LoewnerBound``. Raises ValueError for another one.

    >>> from sympy import Trace
    >>> from theorycheck import Bound, Witness, setting
    >>> claim = Bound(2 * Trace(setting.H), Trace(setting.H * setting.Gamma))
    >>> print(Witness(claim, (setting.Gamma,), (2 * setting.H * setting.H.I,)).lines()[0])
    2*Trace(H)
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    refuted_by: ClassVar[str] = "values of the other symbols for which the claim fails at the witness"

    claim: Equality | Bound | LoewnerBound
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]

    def __post_init__(self) -> None:
        if type(self.claim) not in (Equality, Bound, LoewnerBound):
            message = f"a witness of a {type(self.claim).__name__}: give an Equality, a Bound or a LoewnerBound"
            raise ValueError(message)
        require_parallel(self.over, self.at)
        object.__setattr__(self, "at", tuple(expression(a, "a value") for a in self.at))

    @property
    def attained(self) -> Equality | Bound | LoewnerBound:
        """The claim at those values."""
        return self.claim.replace(dict(zip(self.over, self.at, strict=True)))

    def expressions(self) -> tuple[Basic, ...]:
        return (*self.attained.expressions(), *self.at)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return self.over

    def replace(self, mapping: Mapping[Expression, Expression]) -> "Witness":
        return Witness(self.claim.replace(mapping), self.over, tuple(replaced(a, mapping) for a in self.at))

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return self.attained.origin(taken)

    def require_domain(self, context: Context) -> None:
        require_values(context, self.over, self.at)
        self.attained.require_domain(context)

    def conclude(self, derivation: Derivation) -> None:
        derivation.require_relations(self.claim.allowed, self.claim.needed)
        self.attained.conclude(derivation)

    def claims(self) -> tuple[Claim, ...]:
        return self.attained.claims()

    def claimed(self) -> tuple[ClaimedPart, ...]:
        parts = tuple(replace(part, fields=("claim", *part.fields)) for part in self.claim.claimed())
        return (*parts, *entries("value of", self.over, self.at, "at"))

    def lines(self) -> list[str]:
        return [*self.claim.lines(), "for", *assigned(self.over, self.at)]

    def typeset(self, sheet: Typesetter) -> None:
        self.claim.typeset(sheet)
        sheet.assigned(r"\text{for } ", self.over, self.at)
