"""Derivations executed: each rule is applied, and each result is checked to follow from the one before."""

from dataclasses import dataclass
from functools import cached_property, singledispatch
from typing import Any

from sympy import Add, Basic, Expr, Gt, Integer, Inverse, MatAdd, MatrixSymbol

from theory.algebra.calculus import gradient
from theory.algebra.errors import Undecidable
from theory.algebra.expectation_node import Expectation
from theory.algebra.positivity import Certificate, kinds_of, require_nonnegative
from theory.algebra.random import random_symbols
from theory.algebra.scalars import inner, quad
from theory.moments.existence import moments_exist
from theory.registry import theorem
from theory.rules.agreement import agree
from theory.rules.instances import is_evident, missing_hypotheses, require_kind
from theory.rules.premise import FromTheorem, premises_of
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
    replaced,
)

__all__ = ["Derivation", "arbitrary_vector", "derive", "flow_derivative", "start_of"]


@dataclass(frozen=True)
class Derivation:
    """What was arrived at, step by step: ``states[0]`` is the start, ``states[i]`` stands after step i."""

    states: tuple[State, ...]

    @property
    def end(self) -> State:
        return self.states[-1]

    @cached_property
    def unique(self) -> bool:
        """Whether nothing but the minimiser found attains the value found."""
        pairs = zip(self.states, self.states[1:], strict=False)
        return all(_forces_minimizer(before, after) for before, after in pairs if after.relation == "≥")

    @cached_property
    def attained(self) -> bool:
        """Whether the value found is attained at the minimiser found: nothing that was left out is > 0 there.

        Raises Undecidable.
        """
        left_out = [c.expression for state in self.states if state.relation == "≥" for c in state.certificates]
        at = self.end.minimizer
        return all(agree(self.end.theorem, replaced(e, at), Integer(0)) for e in left_out)


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
        return Expectation(quad(z, statement.rhs.integrand), statement.rhs.given)
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
    """Every premise is another theorem named in ``depends_on``, used within its hypotheses."""
    for slug, at in premises_of(after.certificates):
        assert conclusion is not None, "a derivation always belongs to a theorem"
        for symbol, value in at.items():
            require_kind(symbol, value, after.positive)
        missing = missing_hypotheses(theorem(slug), at, conclusion, after.positive)
        if slug not in conclusion.depends_on or missing:
            wanted = f"assume {', '.join(missing)}" if missing else f"name {slug} in depends_on"
            message = f"{conclusion.slug} uses {slug}: {wanted} too"
            raise DerivationError(message)
        if slug == conclusion.slug:
            message = f"{slug} cannot rest on itself: leave the step out"
            raise DerivationError(message)


def _require_hypotheses(before: State, certificate: Certificate) -> None:
    """What a certificate takes to be > 0 has to follow from the hypotheses."""
    for kind in kinds_of(certificate):
        for scalar in getattr(kind, "positive", ()):
            if scalar not in before.positive:
                unfolded = scalar if before.theorem is None else before.theorem.unfolded(scalar)
                require_nonnegative(unfolded, before.positive, strict=True)


def _require_moments(before: State, after: State) -> None:
    """What the existence of moments asks of the sizes follows from the hypotheses, or the statement asks for it too."""
    if before.theorem is None or not _inverts_random(after.expression):
        return
    stated = {a.relation for e in before.theorem.unfold().expressions() for a in moments_exist(e)}
    for assumption in moments_exist(before.theorem.unfolded(after.expression)):
        if assumption.relation not in stated and not is_evident(assumption.relation, before.positive):
            message = f"assume that {assumption.name}"
            raise DerivationError(message)


def _inverts_random(expression: Basic) -> bool:
    return any(random_symbols(inverse) for inverse in expression.atoms(Inverse))


def _require_consequence(before: State, after: State) -> None:
    """Whether before = after, or before = after + certificates with every certificate verified."""
    for certificate in after.certificates:
        certificate.verify()
        _require_hypotheses(before, certificate)
    if after.relation == "∂":
        require_stationary(before, after)
        return
    if after.relation == "→":
        return
    certified = [c.expression for c in after.certificates]
    if after.relation == "=" and not all(isinstance(c, FromTheorem) and c.is_equality for c in after.certificates):
        message = "an equality needs no certificate"
        raise DerivationError(message)
    _require_premises(before.theorem, after)
    _require_moments(before, after)
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
