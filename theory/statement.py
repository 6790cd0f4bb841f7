"""What a theorem is: frozen values, with no status field. Whether one holds is computed, never typed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, MatAdd, MatMul, MatrixExpr, ZeroMatrix, sympify

from theory.algebra.random import MatrixNormal

__all__ = [
    "Assumption",
    "Bound",
    "Equality",
    "Minimum",
    "Source",
    "Statement",
    "Step",
    "Theorem",
    "Witness",
    "replaced",
]

Expression = Any


@dataclass(frozen=True)
class Statement:
    """A claim about SymPy expressions; every random symbol stands inside an ``Expectation``."""

    def expressions(self) -> tuple[Basic, ...]:
        """Every expression the claim consists of, in reading order."""
        raise NotImplementedError

    def replace(self, mapping: Mapping[Any, Any]) -> "Statement":
        """The same claim about other symbols (in every expression)."""
        raise NotImplementedError


def replaced(expression: Any, mapping: Mapping[Any, Any]) -> Any:
    """``xreplace``, after which no zero matrix is left in a sum or product: the spelling an author would have used."""
    return expression.xreplace(mapping).replace(_holds_zero, _without_zero)


def _holds_zero(node: Any) -> bool:
    return isinstance(node, MatAdd | MatMul) and any(isinstance(a, ZeroMatrix) for a in node.args)


def _without_zero(node: MatrixExpr) -> MatrixExpr:
    rest = [a for a in node.args if not isinstance(a, ZeroMatrix)]
    if isinstance(node, MatMul) or not rest:
        return ZeroMatrix(*node.shape)
    return MatAdd(*rest) if len(rest) > 1 else rest[0]


@dataclass(frozen=True)
class Equality(Statement):
    """``lhs = rhs``: lhs is the quantity as defined, rhs the claimed closed form."""

    lhs: Expression
    rhs: Expression

    def __post_init__(self) -> None:
        object.__setattr__(self, "lhs", sympify(self.lhs))
        object.__setattr__(self, "rhs", sympify(self.rhs))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.lhs, self.rhs)

    def replace(self, mapping: Mapping[Any, Any]) -> "Equality":
        return type(self)(replaced(self.lhs, mapping), replaced(self.rhs, mapping))


@dataclass(frozen=True)
class Bound(Equality):
    """``lhs ≤ rhs`` for scalars."""


@dataclass(frozen=True)
class Minimum(Statement):
    """``min over v of objective = value``, attained at ``v = at``, and nowhere else if ``unique``.

    ``over`` and ``at`` are parallel tuples: the variables (matrix or scalar symbols) and the minimiser.
    """

    objective: Expression
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]
    value: Expression
    unique: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        _require_parallel(self.over, self.at)

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.at, self.value)

    def replace(self, mapping: Mapping[Any, Any]) -> "Minimum":
        objective, value, *at = (replaced(e, mapping) for e in (self.objective, self.value, *self.at))
        return Minimum(objective, self.over, tuple(at), value, unique=self.unique)


@dataclass(frozen=True)
class Witness(Statement):
    """There are values of the variables ``over`` at which ``claim`` holds; ``at``, parallel to it, gives some."""

    claim: Equality
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]

    def __post_init__(self) -> None:
        _require_parallel(self.over, self.at)

    @property
    def attained(self) -> Equality:
        """The claim at those values."""
        return self.claim.replace(dict(zip(self.over, self.at, strict=True)))

    def expressions(self) -> tuple[Basic, ...]:
        return (*self.attained.expressions(), *self.at)

    def replace(self, mapping: Mapping[Any, Any]) -> "Witness":
        return Witness(self.claim.replace(mapping), self.over, tuple(replaced(a, mapping) for a in self.at))


def _require_parallel(over: tuple[Basic, ...], at: tuple[Basic, ...]) -> None:
    if len(over) != len(at):
        message = f"{len(over)} variables but {len(at)} values: give one value for each variable"
        raise ValueError(message)


@dataclass(frozen=True)
class Assumption:
    """A hypothesis.

    ``relation`` is a SymPy relation or predicate, from which satisfaction and margin are computed
    (``sigma2 + Trace(H*Psi) > 0``, ``Q.positive_definite(H)``), or a sentence naming a law ("prompts are Gaussian"),
    whose known ``violations`` are listed.
    """

    name: str
    relation: Basic | str
    violations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a result comes from. ``work`` is ``derived here`` for what no paper states."""

    work: str
    result: str = ""

    def __str__(self) -> str:
        return f"{self.work}, {self.result}" if self.result else self.work


@dataclass(frozen=True)
class Step:
    """One step of a derivation: an executable rule (``theory.rules``) and the reason a reader is given."""

    rule: Any
    because: str


@dataclass(frozen=True)
class Theorem:
    """A statement with its hypotheses, derivation and source.

    ``notation`` abbreviates: pairs (symbol, definition) that ``statement`` and ``corollaries`` may use; a later
    definition may use earlier symbols. ``corollaries`` are further statements that are checked with the theorem.
    """

    slug: str
    title: str
    statement: Statement
    assumptions: tuple[Assumption, ...] = ()
    derivation: tuple[Step, ...] = ()
    source: Source = Source("derived here")
    depends_on: tuple[str, ...] = ()
    notation: tuple[tuple[Basic, Expression], ...] = ()
    corollaries: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        for symbol, definition in self.notation:
            # it would pass for a constant inside an expectation
            if definition.atoms(MatrixNormal):
                message = f"{self.slug} abbreviates {definition}, which is random, by {symbol}: write it out"
                raise ValueError(message)

    def unfold(self, statement: Statement | None = None) -> Statement:
        """The statement (or one of the corollaries) with every abbreviation replaced by its definition."""
        unfolded = self.statement if statement is None else statement
        for symbol, definition in reversed(self.notation):
            unfolded = unfolded.replace({symbol: definition})
        return unfolded

    def unfolded(self, expression: Any) -> Any:
        """An expression or relation with every abbreviation replaced by its definition."""
        for symbol, definition in reversed(self.notation):
            expression = replaced(expression, {symbol: definition})
        return expression

    def folded(self, expression: Any) -> Any:
        """An expression with what the abbreviations stand for written as abbreviations, where it occurs as such."""
        written_out = [(symbol, self.unfolded(symbol)) for symbol, _ in self.notation]
        for symbol, definition in reversed(written_out):
            expression = replaced(expression, {definition: symbol})
        return expression
