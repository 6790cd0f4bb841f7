"""Derivations executed: each rule is applied, and each result is checked to follow from the one before."""

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from sympy import Add, Basic, Gt, Integer, MatAdd, true

from theory.algebra.equality import equal, residual
from theory.algebra.errors import Undecidable
from theory.algebra.positivity import NotCertifiedError, kinds_of, require_nonnegative
from theory.registry import theorem
from theory.rules.premise import FromTheorem
from theory.rules.state import DerivationError, State
from theory.statement import Assumption, Bound, Equality, Minimum, Theorem, Witness, replaced

__all__ = ["Derivation", "agree", "derive", "start_of"]


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

    @property
    def attained(self) -> bool:
        """Whether the value found is attained at the minimiser found: nothing that was left out is > 0 there.

        Raises Undecidable.
        """
        minimizer = self.end.minimizer
        left_out = [c.expression for state in self.states for c in state.certificates]
        return all(agree(self.end.theorem, replaced(e, minimizer), Integer(0)) for e in left_out)


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
    first = start_of(claim.unfold()) if start is None else start
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
def _(statement: Minimum) -> Basic:
    return statement.objective


@start_of.register
def _(statement: Witness) -> Basic:
    return start_of(statement.attained)


def _positive(claim: Theorem) -> tuple[Any, ...]:
    """Scalars that the hypotheses declare > 0."""
    relations = [a.relation for a in claim.assumptions if isinstance(a.relation, Gt)]
    folded = [r.lhs - r.rhs for r in relations]
    return tuple(dict.fromkeys(folded + [claim.unfolded(scalar) for scalar in folded]))


def _require_premises(conclusion: Theorem | None, after: State) -> None:
    """Every premise is named in ``depends_on``, and its hypotheses are among those of the theorem, or evident."""
    kinds = [kind for certificate in after.certificates for kind in kinds_of(certificate)]
    used = [(kind.slug, dict(kind.at)) for kind in kinds if isinstance(kind, FromTheorem)]
    # what an equality says is checked again whatever its hypotheses: that they are named is for the reader
    used += [(slug, {}) for slug in after.premises if slug not in dict(used)]
    for slug, at in used:
        assert conclusion is not None, "a derivation always belongs to a theorem"
        premise = theorem(slug)
        missing = [a.name for a in premise.assumptions if not _assumed(a, premise, at, conclusion, after)]
        if slug not in conclusion.depends_on or missing:
            wanted = f"assume {', '.join(missing)}" if missing else f"name {slug} in depends_on"
            message = f"{conclusion.slug} uses {slug}: {wanted} too"
            raise DerivationError(message)
        if slug == conclusion.slug:
            message = f"{slug} cannot rest on itself: leave the step out"
            raise DerivationError(message)


def _assumed(hypothesis: Assumption, premise: Theorem, at: dict[Basic, Basic], claim: Theorem, after: State) -> bool:
    if isinstance(hypothesis.relation, str):
        return hypothesis in claim.assumptions
    wanted = replaced(premise.unfolded(hypothesis.relation), at)
    known = [claim.unfolded(a.relation) for a in claim.assumptions if not isinstance(a.relation, str)]
    if wanted == true or wanted in known:
        return True
    if not isinstance(wanted, Gt):
        return False
    try:
        require_nonnegative(wanted.lhs - wanted.rhs, after.positive, strict=True)
    except NotCertifiedError:
        return False
    return True


def _require_consequence(before: State, after: State) -> None:
    """Whether before = after, or before = after + certificates with every certificate verified."""
    certified = [c.expression for c in after.certificates]
    for certificate in after.certificates:
        certificate.verify()
    _require_premises(before.theorem, after)
    if after.relation == "=" and certified:
        message = "an equality needs no certificate"
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


def agree(claim: Theorem | None, left: Basic, right: Basic, relations: tuple[Any, ...] = ()) -> bool:
    """Equality, with abbreviations as symbols of their own as long as that suffices, at last all written out.

    Raises Undecidable where no reading decides.
    """
    notation = () if claim is None else tuple(reversed(claim.notation))
    for symbol, definition in notation:
        if not residual(left, right, relations):
            return True
        mapping = {symbol: definition}
        left, right = replaced(left, mapping), replaced(right, mapping)
        relations = tuple(replace(r, lhs=replaced(r.lhs, mapping), rhs=replaced(r.rhs, mapping)) for r in relations)
    return equal(left, right, relations)
