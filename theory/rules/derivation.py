"""Derivations executed: each rule is applied, and each result is checked to follow from the one before."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from sympy import Add, Basic, Expr, Gt, MatAdd, MatrixSymbol, true

from theory.algebra.calculus import gradient
from theory.algebra.errors import Undecidable
from theory.algebra.expectation_node import Expectation
from theory.algebra.scalars import inner, quad
from theory.registry import theorem
from theory.rules.agreement import agree
from theory.rules.state import DerivationError, State
from theory.rules.stationary import require_stationary
from theory.statement import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    StationaryPoint,
    Theorem,
    Witness,
    replaced_relation,
)

__all__ = ["Derivation", "arbitrary_vector", "derive", "flow_derivative", "start_of"]


@dataclass(frozen=True)
class Derivation:
    """What was arrived at, step by step: ``states[0]`` is the start, ``states[i]`` stands after step i."""

    states: tuple[State, ...]

    @property
    def end(self) -> State:
        return self.states[-1]

    @property
    def unique(self) -> bool:
        """Whether nothing but the minimiser found attains the value found."""
        pairs = zip(self.states, self.states[1:], strict=False)
        return all(_forces_minimizer(before, after) for before, after in pairs if after.relation == "≥")


def _forces_minimizer(before: State, after: State) -> bool:
    """Whether what this step leaves out is > 0 unless its variables have the values they were given."""
    chosen = {v: at for v, at in after.minimizer.items() if v not in before.minimizer}
    return bool(chosen) and all(
        any(c.vanishes_only_at_zero_of(v - at) for c in after.certificates) for v, at in chosen.items()
    )


def derive(claim: Theorem, start: Basic | None = None) -> Derivation:
    """Execute the derivation of a theorem, from the quantity as defined. The claimed side is never read.

    Raises DerivationError naming the step that does not apply or does not follow.
    """
    first = start_of(claim.with_variables_shown()) if start is None else start
    states = [State(first, positive=_positive(claim), theorem=claim)]
    for number, step in enumerate(claim.derivation, start=1):
        before = states[-1]
        try:
            after = step.rule.apply(before)
            _require_consequence(before, after)
        except (ValueError, ArithmeticError) as error:
            message = f"step {number} ({step.because}) fails: {error}"
            raise DerivationError(message) from error
        states.append(after)
    return Derivation(tuple(states))


@singledispatch
def start_of(statement: Any) -> Basic:
    """The quantity that a derivation starts from: the side as defined, the larger one of a bound, the objective."""
    message = f"{type(statement).__name__} has no quantity to start a derivation from"
    raise DerivationError(message)


@start_of.register
def _(statement: Equality) -> Basic:
    return statement.lhs


@start_of.register
def _(statement: Bound) -> Basic:
    return statement.rhs


@start_of.register
def _(statement: LoewnerBound) -> Basic:
    z = arbitrary_vector(statement)
    if isinstance(statement.rhs, Expectation):
        return Expectation(quad(z, statement.rhs.integrand))
    return quad(z, statement.rhs)


@start_of.register
def _(statement: Minimum | StationaryPoint) -> Basic:
    return statement.objective


@start_of.register
def _(statement: Limit) -> Basic:
    return statement.expression


@start_of.register
def _(statement: FlowBound) -> Basic:
    return -flow_derivative(statement)


@start_of.register
def _(statement: FlowConvergence) -> Basic:
    """How fast the objective decreases: −d/dt objective = ‖∇objective‖²."""
    slopes = [gradient(statement.objective, v) for v in statement.over]
    return Add(*(_scalar_product(slope, slope) for slope in slopes))


@start_of.register
def _(statement: Witness) -> Basic:
    return start_of(statement.attained)


def arbitrary_vector(statement: LoewnerBound) -> MatrixSymbol:
    """The arbitrary vector z for which zᵀ lhs z ≤ zᵀ rhs z is shown."""
    return MatrixSymbol("z", statement.rhs.shape[0], 1)


def flow_derivative(statement: FlowBound) -> Expr:
    """d/dt quantity = −Σ ⟨∇quantity, ∇objective⟩ along the gradient flow of the objective."""
    quantity, objective = statement.quantity, statement.objective
    moving = [v for v in statement.over if quantity.has(v)]
    return Add(*(-_scalar_product(gradient(quantity, v), gradient(objective, v)) for v in moving))


def _scalar_product(a: Basic, b: Basic) -> Expr:
    return inner(a, b) if getattr(a, "is_Matrix", False) else a * b


def _positive(claim: Theorem) -> tuple[Any, ...]:
    """Scalars that the hypotheses declare > 0."""
    relations = [a.relation for a in claim.assumptions if isinstance(a.relation, Gt)]
    folded = [r.lhs - r.rhs for r in relations]
    return tuple(dict.fromkeys(folded + [claim.unfolded(scalar) for scalar in folded]))


def _require_premises(conclusion: Theorem | None, after: State) -> None:
    """Every premise is named in ``depends_on``, and its hypotheses, at its values, are among those of the theorem."""
    if conclusion is None:
        return
    assumed = {conclusion.unfolded(a.relation) for a in conclusion.assumptions}
    for slug, at in after.premises:
        premise = theorem(slug)
        needed = {a.name: replaced_relation(premise.unfolded(a.relation), at) for a in premise.assumptions}
        missing = [name for name, relation in needed.items() if relation not in assumed and relation != true]
        if slug not in conclusion.depends_on or missing:
            wanted = f"assume {', '.join(missing)}" if missing else f"name {slug} in depends_on"
            message = f"{conclusion.slug} uses {slug}: {wanted} too"
            raise DerivationError(message)


def _require_consequence(before: State, after: State) -> None:
    """Whether before = after, or before = after + certificates with every certificate verified."""
    for certificate in after.certificates:
        certificate.verify()
    if after.relation == "∂":
        require_stationary(before, after)
        return
    if after.relation == "→":
        return
    certified = [c.expression for c in after.certificates]
    _require_premises(before.theorem, after)
    for relation in after.relations:
        if not agree(before.theorem, relation.lhs, relation.rhs):
            message = f"the relation {relation.lhs} = {relation.rhs} does not hold"
            raise DerivationError(message)
    matrix = getattr(after.expression, "is_Matrix", False)
    whole = (MatAdd if matrix else Add)(after.expression, *certified) if certified else after.expression
    try:
        same = agree(before.theorem, before.expression, whole, after.relations)
    except Undecidable as error:
        message = f"it could not be decided whether it follows: {error}"
        raise DerivationError(message) from error
    if not same:
        message = f"{before.expression} is not {whole}"
        raise DerivationError(message)
