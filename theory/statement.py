"""What a theorem is: frozen values, with no status field. Whether one holds is computed, never typed in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Basic, MatAdd, MatMul, MatrixExpr, Transpose, ZeroMatrix, oo, sympify

from theory.algebra.random import MatrixNormal
from theory.notebook import Part, ShownInNotebooks

__all__ = [
    "Assumption",
    "Bound",
    "Corollary",
    "Equality",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "Minimum",
    "Source",
    "Statement",
    "StationaryPoint",
    "Step",
    "Theorem",
    "Witness",
    "replaced",
    "replaced_relation",
]

Expression = Any


@dataclass(frozen=True)
class Statement(ShownInNotebooks):
    """A claim about SymPy expressions; every random symbol stands inside an ``Expectation``."""

    def notebook_parts(self) -> Iterable[Part]:
        # printing takes longer to import than a theorem takes to state
        from theory.latex.notebook_parts import statement_parts

        return statement_parts(self)

    def expressions(self) -> tuple[Basic, ...]:
        """Every expression the claim consists of, in reading order."""
        raise NotImplementedError

    def replace(self, mapping: Mapping[Any, Any]) -> "Statement":
        """The same claim about other symbols (in every expression)."""
        raise NotImplementedError


def replaced(expression: Any, mapping: Mapping[Any, Any]) -> Any:
    """``xreplace``, after which no zero matrix is left in a sum or product: the spelling an author would have used."""
    found = expression.xreplace(mapping)
    # most expressions hold none, and looking is several times cheaper than rebuilding
    return found.replace(_holds_zero, _without_zero) if found.has(ZeroMatrix) else found


def replaced_relation(relation: Any, mapping: Mapping[Any, Any]) -> Any:
    """A hypothesis about other symbols; a sentence about laws stays as it is."""
    return relation if isinstance(relation, str) else replaced(relation, mapping)


def _holds_zero(node: Any) -> bool:
    return isinstance(node, MatAdd | MatMul | Transpose) and any(isinstance(a, ZeroMatrix) for a in node.args)


def _without_zero(node: MatrixExpr) -> MatrixExpr:
    rest = [a for a in node.args if not isinstance(a, ZeroMatrix)]
    if not isinstance(node, MatAdd) or not rest:
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
class LoewnerBound(Equality):
    """``lhs ⪯ rhs`` for symmetric matrices of one size: rhs − lhs is positive semidefinite."""


@dataclass(frozen=True)
class Limit(Statement):
    """``expression → value`` as all ``variables`` tend to ``to``, jointly: ``oo``, or 0 (from above)."""

    expression: Expression
    variables: tuple[Basic, ...]
    to: Basic
    value: Expression

    def __post_init__(self) -> None:
        if self.to not in (0, oo):
            message = f"the variables tend to {self.to}: give oo, or 0 for a limit from above"
            raise ValueError(message)
        object.__setattr__(self, "to", sympify(self.to))
        object.__setattr__(self, "value", sympify(self.value))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.expression, self.value)

    def replace(self, mapping: Mapping[Any, Any]) -> "Limit":
        return Limit(replaced(self.expression, mapping), self.variables, self.to, replaced(self.value, mapping))


@dataclass(frozen=True)
class FlowBound(Statement):
    """``d/dt quantity ≤ bound`` along the gradient flow θ̇ = −∇objective of the variables ``over``.

    By Grönwall's lemma a bound −r·quantity with constant r gives quantity(t) ≤ exp(−rt) quantity(0).
    """

    objective: Expression
    over: tuple[Basic, ...]
    quantity: Expression
    bound: Expression

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, self.quantity, self.bound)

    def replace(self, mapping: Mapping[Any, Any]) -> "FlowBound":
        objective, quantity, bound = (replaced(e, mapping) for e in self.expressions())
        return FlowBound(objective, self.over, quantity, bound)


@dataclass(frozen=True)
class FlowConvergence(Statement):
    """The gradient flow θ̇ = −∇objective of the variables ``over`` from ``start`` converges to ``to``."""

    objective: Expression
    over: tuple[Basic, ...]
    start: tuple[Basic, ...]
    to: tuple[Basic, ...]

    def __post_init__(self) -> None:
        _require_parallel(self.over, self.start)
        _require_parallel(self.over, self.to)
        for name in ("start", "to"):
            object.__setattr__(self, name, tuple(map(sympify, getattr(self, name))))

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.start, *self.to)

    def replace(self, mapping: Mapping[Any, Any]) -> "FlowConvergence":
        start, to = (tuple(replaced(e, mapping) for e in point) for point in (self.start, self.to))
        return FlowConvergence(replaced(self.objective, mapping), self.over, start, to)


@dataclass(frozen=True)
class StationaryPoint(Statement):
    """The gradient of ``objective`` in the variables ``over`` vanishes at ``over = at``, and nowhere else."""

    objective: Expression
    over: tuple[Basic, ...]
    at: tuple[Basic, ...]

    def __post_init__(self) -> None:
        _require_parallel(self.over, self.at)

    def expressions(self) -> tuple[Basic, ...]:
        return (self.objective, *self.at)

    def replace(self, mapping: Mapping[Any, Any]) -> "StationaryPoint":
        objective, *at = (replaced(e, mapping) for e in self.expressions())
        return StationaryPoint(objective, self.over, tuple(at))


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

        object.__setattr__(self, "at", tuple(map(sympify, self.at)))

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
        object.__setattr__(self, "at", tuple(map(sympify, self.at)))

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
    whose known ``violations`` are listed. A sentence that says what a statement has substituted ("Psi = 0") is
    ``decided_by`` a relation in the symbols of the setting, which the statement itself no longer contains.
    """

    name: str
    relation: Basic | str
    violations: tuple[str, ...] = ()
    decided_by: Basic | None = None


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
class Corollary:
    """A further statement of a theorem, under its hypotheses and in its notation, with a derivation of its own."""

    statement: Statement
    derivation: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Theorem(ShownInNotebooks):
    """A statement with its hypotheses, derivation and source.

    ``notation`` abbreviates: pairs (symbol, definition) that ``statement`` and ``corollaries`` may use; a later
    definition may use earlier symbols. ``corollaries`` are further statements that are checked with the theorem: an
    equality of normal forms as it is, others as a ``Corollary`` with a derivation.
    """

    slug: str
    title: str
    statement: Statement
    assumptions: tuple[Assumption, ...] = ()
    derivation: tuple[Step, ...] = ()
    source: Source = Source("derived here")
    depends_on: tuple[str, ...] = ()
    notation: tuple[tuple[Basic, Expression], ...] = ()
    corollaries: tuple[Statement | Corollary, ...] = ()

    def __post_init__(self) -> None:
        for symbol, definition in self.notation:
            # it would pass for a constant inside an expectation
            if definition.atoms(MatrixNormal):
                message = f"{self.slug} abbreviates {definition}, which is random, by {symbol}: write it out"
                raise ValueError(message)

    def notebook_parts(self) -> Iterable[Part]:
        from theory.latex.notebook_parts import theorem_parts

        return theorem_parts(self)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statement, and after it those of the corollaries."""
        return (self.statement, *(part.statement for part in self.parts))

    @property
    def parts(self) -> tuple["Theorem", ...]:
        """Each corollary as a theorem with the same hypotheses and notation."""
        pairs = ((c.statement, c.derivation) if isinstance(c, Corollary) else (c, ()) for c in self.corollaries)
        return tuple(replace(self, statement=s, derivation=steps, corollaries=()) for s, steps in pairs)

    def unfold(self, statement: Statement | None = None) -> Statement:
        """The statement (or one of the corollaries) with every abbreviation replaced by its definition."""
        unfolded = self.statement if statement is None else statement
        for symbol, definition in reversed(self.notation):
            unfolded = unfolded.replace({symbol: definition})
        return unfolded

    def unfolded(self, expression: Any) -> Any:
        """An expression or relation with every abbreviation replaced by its definition; a sentence stays as it is."""
        if isinstance(expression, str):
            return expression
        for symbol, definition in reversed(self.notation):
            expression = replaced(expression, {symbol: definition})
        return expression

    def with_variables_shown(self) -> Statement:
        """The statement with those abbreviations written out that hide a variable of a minimisation or flow."""
        statement, variables = self.statement, getattr(self.statement, "over", ())
        for symbol, definition in reversed(self.notation):
            if variables and self.unfolded(definition).has(*variables):
                statement = statement.replace({symbol: definition})
        return statement

    def stages(self, expression: Any) -> Iterator[Any]:
        """An expression as it is, then with one abbreviation after the other written out."""
        yield expression
        for symbol, definition in reversed(self.notation):
            expression = replaced(expression, {symbol: definition})
            yield expression

    def folded(self, expression: Any) -> Any:
        """An expression with what the abbreviations stand for written as abbreviations, where it occurs as such."""
        written_out = [(symbol, self.unfolded(symbol)) for symbol, _ in self.notation]
        for symbol, definition in reversed(written_out):
            expression = replaced(expression, {definition: symbol})
        return expression
