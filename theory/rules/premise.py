"""Use another theorem."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Basic, Dummy, Expr, S

from theory.algebra.convert import from_sympy
from theory.algebra.positivity import Certificate, NotCertifiedError, kinds_of, require_nonnegative
from theory.moments.closed_form import integrated
from theory.registry import theorem
from theory.rules.instances import require_kind
from theory.rules.state import DerivationError, Rule, State
from theory.statement import Bound, Equality, Minimum, Statement

__all__ = ["FromTheorem", "Premise", "premises_of"]


@dataclass(frozen=True)
class FromTheorem(Certificate):
    """``factor·(larger − smaller)`` is ≥ 0, or 0, as a theorem states; of a bound, ``factor`` has to be ≥ 0."""

    slug: str
    larger: Expr
    smaller: Expr
    at: tuple[tuple[Basic, Basic], ...] = ()
    backwards: bool = False
    factor: Expr = S.One
    positive: tuple[Expr, ...] = ()

    @property
    def expression(self) -> Expr:
        difference = self.larger - self.smaller
        return difference if self.factor == 1 else self.factor * difference

    @property
    def is_equality(self) -> bool:
        """Whether the theorem states that the difference is 0."""
        return type(_instance(self.slug, dict(self.at))) is Equality

    def verify(self) -> None:
        if not self.is_equality:
            require_nonnegative(self.factor, self.positive)
        stated_sides = _sides(_instance(self.slug, dict(self.at)), self.backwards)
        for stated, used in zip(stated_sides, (self.larger, self.smaller), strict=True):
            if stated != used and from_sympy(integrated(stated)) != from_sympy(integrated(used)):
                message = f"{self.slug} states {stated}, not {used}"
                raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"by {self.slug}"


@dataclass(frozen=True)
class Premise(Rule):
    """Replace what a theorem speaks of by what it says: an Equality's left side by its right side, a Bound's larger
    side or a Minimum's objective by the smaller one.

    ``at``, a mapping or pairs, gives its symbols other values; ``backwards`` reads an equality from right to left.
    """

    slug: str
    at: Any = ()
    backwards: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", tuple(dict(self.at).items()))

    def apply(self, state: State) -> State:
        for expression, at in self._readings(state):
            for symbol, value in at.items():
                require_kind(symbol, value, state.positive)
            statement = _instance(self.slug, at)
            before, after = _sides(statement, self.backwards)
            found = _replace_part(expression, before, after)
            if found is not None:
                factor = _coefficient(expression, before)
                values = tuple(at.items())
                stated = FromTheorem(self.slug, before, after, values, self.backwards, factor, state.positive)
                relation = "=" if stated.is_equality else "≥"
                used = tuple(premises_of((stated,)))
                return state.to(found, relation=relation, certificates=(stated,), premises=used)
        message = f"{before}, of which {self.slug} speaks, does not occur in {expression}"
        raise DerivationError(message)

    def _readings(self, state: State) -> Iterator[tuple[Basic, dict[Basic, Any]]]:
        """The expression and the values of ``at``, with more and more abbreviations written out."""
        symbols = [symbol for symbol, _ in self.at]
        stages = state.stages((state.expression, *(value for _, value in self.at)))
        yield from ((expression, dict(zip(symbols, values, strict=True))) for expression, *values in stages)

    def __str__(self) -> str:
        return f"by {self.slug}"


def _sides(statement: Statement, backwards: bool) -> tuple[Any, Any]:
    """What a theorem speaks of, and what it says of it."""
    match statement:
        case Bound() if not backwards:
            return statement.rhs, statement.lhs
        case Minimum() if not backwards:
            return statement.objective, statement.value
        case Equality() if type(statement) is Equality:
            return (statement.rhs, statement.lhs) if backwards else (statement.lhs, statement.rhs)
    message = f"a {type(statement).__name__} cannot be read in this direction: use an equality, or a bound forwards"
    raise DerivationError(message)


def _instance(slug: str, at: Mapping[Basic, Any]) -> Statement:
    """The theorem's statement, notation written out, with values for some of its symbols."""
    return theorem(slug).unfold().replace(at)


def premises_of(certificates: Iterable[Certificate]) -> Iterator[tuple[str, dict[Basic, Basic]]]:
    """The theorems that certificates rest on, each with the values given to its symbols."""
    for certificate in certificates:
        for kind in kinds_of(certificate):
            if isinstance(kind, FromTheorem):
                yield kind.slug, dict(kind.at)


def _coefficient(expression: Basic, part: Basic) -> Basic:
    """What multiplies a scalar part that occurs linearly; 1 for other parts and where terms of a sum are replaced."""
    if getattr(part, "is_Matrix", False):
        return S.One
    symbol = Dummy(real=True)
    marked = expression.xreplace({part: symbol})
    if not marked.has(symbol):
        return S.One
    slope = marked.diff(symbol)
    if slope.has(symbol):
        message = f"{expression} is not linear in {part}: bring it to that form first"
        raise DerivationError(message)
    return slope


def _replace_part(expression: Basic, before: Basic, after: Basic) -> Basic | None:
    """The expression with a part (a subexpression, or some of the terms of a sum) replaced; None if it is not there."""
    replaced = expression.xreplace({before: after})
    if replaced != expression:
        return replaced
    if before.is_Add and expression.is_Add and set(before.args) <= set(expression.args):
        rest = [a for a in expression.args if a not in before.args]
        return expression.func(*rest, after)
    return None
