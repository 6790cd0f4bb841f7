"""Steps that minimise over one variable after the other, each with a certificate of what is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice, permutations

from sympy import Basic, Eq, Symbol, preorder_traversal

from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, search
from numerics.proposals.constraints import constrained_minimiser, constraint_on, trace_constrained_minimiser
from numerics.proposals.forced_values import forcing_certificate
from numerics.proposals.remainders import remainder_of_quadratic, remainder_of_quotient
from numerics.proposals.tidying import tidied
from numerics.proposals.together import minimum_together
from numerics.tolerances.proposal_budgets import (
    MOST_MINIMISER_NODES,
    MOST_NODES,
    MOST_ORDERS,
    MOST_TERMS,
)
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.signs.resolving import resolved
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.denominators import clear_reciprocals
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import rewrite
from theory.core.domains import require_in_domain
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.rules import MinimiseAt, Rewrite, Rule, StationaryAt, slope
from theory.rules.quadratics import HALF, Parts, minimiser, parts_in
from theory.rules.rewriting import expanded

__all__ = ["minimising_steps", "stationary_steps"]


def minimising_steps(
    objective: Basic, claimed: Mapping[Basic, Expression], context: Context, budget: Budget
) -> Iterator[tuple[Rule, ...]]:
    """Proposals that take the objective down to its minimum, one for each order of the variables.

    ``claimed`` are values that the variables may have at the minimum, None where nobody says; the expectations in the
    objective are integrated.
    """
    for together in minimum_together(objective, claimed, context, budget):
        reached = expanded(replaced(objective, dict(zip(together.variables, together.values, strict=True))))
        yield (together, Rewrite(tidied(from_sympy(reached))))
    for order in islice(permutations(claimed), MOST_ORDERS):
        rules: list[Rule] = []
        rest = objective
        for variable in order:
            budget.require()
            rule = _down(rest, variable, claimed[variable], context, budget)
            if rule is None:
                break
            rules.append(rule)
            substituted = replaced(rest, {variable: rule.value})
            if _is_too_large(substituted):
                break
            at_value = expanded(substituted)
            if claimed[variable] is None:
                rest = (
                    _least_value(rest, rule)
                    if constraint_on(variable, context) is None
                    else tidied(from_sympy(at_value))
                )
            else:
                rest = at_value
            if rest != at_value:
                rules.append(Rewrite(rest))
        else:
            yield tuple(rules)


def _is_too_large(expression: Basic, most: int = MOST_NODES) -> bool:
    return next(islice(preorder_traversal(expression), most, None), None) is not None


def _least_value(objective: Basic, rule: MinimiseAt) -> Basic:
    """C + ½ tr(C v*), shorter than the objective at v* multiplied out."""
    parts = _parts(objective, rule.variable)
    assert parts is not None  # the value was read off them
    at = from_sympy(rule.value)
    return tidied(parts.constant + (parts.linear @ at).trace().times(Fraction(1, 2)))


def _down(
    objective: Basic, variable: Expression, claimed: Expression, context: Context, budget: Budget
) -> MinimiseAt | None:
    parts = _parts(objective, variable)
    if parts is not None:
        for at in _candidates(parts, variable, claimed, context):
            certificate = remainder_of_quadratic(parts, variable, at, context, budget)
            if certificate is not None and _is_in_domain(variable, at, context):
                return MinimiseAt(variable, at, certificate)
    if claimed is None:
        return None
    certificate = _remainder_elsewhere(objective, variable, context.written_out(claimed), context, budget)
    return None if certificate is None else MinimiseAt(variable, claimed, certificate)


def _remainder_elsewhere(
    objective: Basic, variable: Expression, at: Expression, context: Context, budget: Budget
) -> Certificate | None:
    """Of a quotient in a scalar, or by a square of v − v* that is set aside."""
    if isinstance(variable, Symbol):
        certificate = remainder_of_quotient(objective, variable, at, context, budget)
        if certificate is not None:
            return certificate
    try:
        difference = from_sympy(resolved(objective - replaced(objective, {variable: at}), context.signs))
    except (UnsupportedExpressionError, ZeroDivisionError):
        return None
    found = search(difference, context, budget)
    if isinstance(found, Found) and found.certificate.vanishes_only_at_zero_of(variable - at, context.signs):
        return found.certificate
    return forcing_certificate(difference, variable, at, context, budget)


def _parts(objective: Basic, variable: Basic) -> Parts | None:
    """The parts in a variable; of a symmetric one only the symmetric part of C counts in tr(C V)."""
    try:
        parts = parts_in(from_sympy(objective), variable)
    except UnsupportedExpressionError:
        return None
    if parts is None or not isinstance(variable, SymmetricMatrix):
        return parts
    return replace(parts, linear=(parts.linear + parts.linear.transpose()).times(HALF))


def _candidates(parts: Parts, variable: Expression, claimed: Expression, context: Context) -> Iterator[Expression]:
    """The claimed value where the slope vanishes there, or equations confine the variable; else the value at which it
    does.
    """
    if claimed is not None and (_is_confined(variable, context) or _is_stationary(parts, context.written_out(claimed))):
        yield claimed
        return
    constraint = constraint_on(variable, context)
    try:
        if constraint is not None:
            found = constrained_minimiser(parts, constraint)
        else:
            tied = trace_constrained_minimiser(parts, variable, context) if _is_confined(variable, context) else None
            found = minimiser(parts) if tied is None else tied
    except (ValueError, ZeroDivisionError):
        return
    # SymPy takes minutes to multiply what holds a longer one by a number
    if found is not None and len(found.terms) <= MOST_TERMS:
        tidy = tidied(found)
        if not _is_too_large(tidy, MOST_MINIMISER_NODES):
            yield tidy


def _is_in_domain(variable: Expression, at: Expression, context: Context) -> bool:
    try:
        require_in_domain(context, variable, at)
    except ValueError:
        return False
    return True


def _is_confined(variable: Expression, context: Context) -> bool:
    """Whether an equation among the hypotheses holds the variable."""
    return any(relation.has(variable) for relation in context.relations if isinstance(relation, Eq))


def _is_stationary(parts: Parts, at: Expression) -> bool:
    """Whether C + 2 Σ K atᵀ L vanishes, L and K symmetric."""
    V = from_sympy(at)
    slope = parts.linear
    for left, right in parts.weights:
        slope = slope + (right @ V.transpose() @ left).times(2)
    return not _reduced(slope)


def _reduced(polynomial: TracePolynomial) -> TracePolynomial:
    return clear_reciprocals(rewrite(clear_reciprocals(polynomial)))


def stationary_steps(
    objective: Basic, claimed: Mapping[Basic, Expression], context: Context, budget: Budget
) -> Iterator[tuple[StationaryAt, ...]]:
    """Proposals that show that the gradient vanishes at the claimed point only."""
    for order in islice(permutations(claimed), MOST_ORDERS):
        rules, rest = [], objective
        for variable in order:
            budget.require()
            rule = _settled(rest, variable, claimed[variable], context, budget)
            if rule is None:
                break
            rules.append(rule)
            rest = replaced(rest, {variable: rule.value})
            if _is_too_large(rest):
                break
            rest = expanded(rest)
        else:
            yield tuple(rules)


def _settled(
    objective: Basic, variable: Expression, claimed: Expression, context: Context, budget: Budget
) -> StationaryAt | None:
    parts = _parts(objective, variable)
    if parts is not None:
        for at in _candidates(parts, variable, claimed, context):
            certificate = remainder_of_quadratic(parts, variable, at, context, budget)
            if certificate is not None:
                # the slope of a quadratic along v − v* is twice what it is above its value at v*
                return StationaryAt(variable, at, (Combination(((2, certificate),)),))
    at = context.written_out(claimed)
    along = from_sympy(slope(objective, variable, at))
    for difference in (along, -along):
        certificate = forcing_certificate(difference, variable, at, context, budget)
        if certificate is not None:
            return StationaryAt(variable, claimed, (certificate,))
    return None
