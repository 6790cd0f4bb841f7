"""Use another theorem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, Expr, MatrixSymbol, Symbol

from theory.algebra.convert import from_sympy
from theory.algebra.positivity import Certificate, NotCertifiedError, require_nonnegative, require_semidefinite
from theory.algebra.random import MatrixNormal
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.registry import theorem
from theory.rules.state import DerivationError, Rule, State
from theory.statement import Bound, Equality, Minimum, Statement

__all__ = ["FromTheorem", "Premise"]


@dataclass(frozen=True)
class FromTheorem(Certificate):
    """``larger − smaller ≥ 0``, which a theorem states."""

    slug: str
    larger: Expr
    smaller: Expr
    at: tuple[tuple[Basic, Basic], ...] = ()
    positive: tuple[Expr, ...] = ()

    @property
    def expression(self) -> Expr:
        return self.larger - self.smaller

    def verify(self) -> None:
        for symbol, value in self.at:
            _require_kind(symbol, value, self.positive)
        stated_sides = _sides(_instance(self.slug, dict(self.at)))
        for stated, used in zip(stated_sides, (self.larger, self.smaller), strict=True):
            if stated != used and from_sympy(stated) != from_sympy(used):
                message = f"{self.slug} states {stated}, not {used}"
                raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"by {self.slug}"


@dataclass(frozen=True)
class Premise(Rule):
    """Replace what a theorem speaks of by what it says: an Equality's left side by its right side, a Bound's larger
    side or a Minimum's objective by the smaller one. ``at`` gives its symbols other values; ``backwards`` reads an
    equality from right to left.
    """

    slug: str
    at: Mapping[Basic, Any] = field(default_factory=dict)
    backwards: bool = False

    def apply(self, state: State) -> State:
        at = {symbol: state.unfolded(value) for symbol, value in self.at.items()}
        for symbol, value in at.items():
            _require_kind(symbol, value, state.positive)
        statement = _instance(self.slug, at)
        before, after = _sides(statement)
        if self.backwards:
            before, after = after, before
        expression = _replace_part(state.unfolded(state.expression), before, after)
        if expression is None:
            message = f"{before}, of which {self.slug} speaks, does not occur in {state.expression}"
            raise DerivationError(message)
        if type(statement) is Equality:
            return state.to(expression, premises=(self.slug,))
        if self.backwards:
            message = f"{self.slug} is a bound: it is read in one direction only"
            raise DerivationError(message)
        certificate = FromTheorem(self.slug, before, after, tuple(at.items()), state.positive)
        return state.to(expression, relation="≥", certificates=(certificate,), premises=(self.slug,))

    def __str__(self) -> str:
        return f"by {self.slug}"


def _sides(statement: Statement) -> tuple[Any, Any]:
    """What a theorem speaks of, and what it says of it."""
    match statement:
        case Bound():
            return statement.rhs, statement.lhs
        case Equality():
            return statement.lhs, statement.rhs
        case Minimum():
            return statement.objective, statement.value
    message = f"a {type(statement).__name__} cannot be used to rewrite an expression: use an equality or a bound"
    raise DerivationError(message)


def _instance(slug: str, at: Mapping[Basic, Any]) -> Statement:
    """The theorem's statement, notation written out, with values for some of its symbols."""
    return theorem(slug).unfold().replace(at)


def _require_kind(symbol: Basic, value: Any, positive: tuple[Expr, ...]) -> None:
    """Whether a symbol of a theorem may take a value: of its shape, and of its kind as far as its terms show."""
    size = isinstance(symbol, Symbol) and symbol.is_integer
    if isinstance(symbol, MatrixNormal) or not isinstance(symbol, MatrixSymbol | Symbol) or size:
        message = f"{symbol} is no parameter of a theorem: give values to matrices and real scalars only"
        raise DerivationError(message)
    found, wanted = from_sympy(value), from_sympy(symbol)
    if (found.rows, found.cols) != (wanted.rows, wanted.cols):
        message = f"{symbol} is {wanted.rows}×{wanted.cols} and {value} is {found.rows}×{found.cols}: give one shape"
        raise DerivationError(message)
    if isinstance(symbol, PositiveSemidefiniteMatrix):
        require_semidefinite(value, positive, strict=isinstance(symbol, PositiveDefiniteMatrix))
    elif isinstance(symbol, SymmetricMatrix) and found != found.transpose():
        message = f"{symbol} is symmetric and {value} is not: give a symmetric matrix"
        raise DerivationError(message)
    elif symbol.is_nonnegative:
        require_nonnegative(value, positive, strict=bool(symbol.is_positive))


def _replace_part(expression: Basic, before: Basic, after: Basic) -> Basic | None:
    """The expression with a part (a subexpression, or some of the terms of a sum) replaced; None if it is not there."""
    replaced = expression.xreplace({before: after})
    if replaced != expression:
        return replaced
    if before.is_Add and expression.is_Add and set(before.args) <= set(expression.args):
        rest = [a for a in expression.args if a not in before.args]
        return expression.func(*rest, after)
    return None
