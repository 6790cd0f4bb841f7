"""Whether obligations are met, by kinds and hypotheses."""

from collections.abc import Iterable
from dataclasses import replace

from sympy import Basic

from theory.algebra.definedness.obligations import Obligation, obligations
from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation, free_random_symbols
from theory.algebra.vocabulary.random_matrices import MatrixNormal, as_constants, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.domains import holds
from theory.core.known import Context
from theory.core.unconvinced import NotShownError
from theory.moments.closed_form import integrated
from theory.moments.integrability import conditions_for_moments, has_moments

__all__ = ["require_defined", "undefined_in"]


def require_defined(context: Context, expressions: Iterable[Expression]) -> None:
    """Raise NotShownError, naming the part and the hypothesis to add, unless every expression is defined."""
    missing = undefined_in(context, expressions)
    if missing:
        first, *others = dict.fromkeys(missing)
        more = f" (and {len(others)} more such parts)" if others else ""
        remedy = _remedy(context, first)
        message = f"{first}{more}"
        raise NotShownError(message, remedy)


def undefined_in(context: Context, expressions: Iterable[Expression]) -> list[Obligation]:
    """What is not shown to be defined in these expressions, their abbreviations written out.

    An expression is looked at as it stands: with x = yz put in, x/y would be z, whatever y is.
    """
    found = dict.fromkeys(o for e in expressions for o in obligations(e))
    asked = {replace(o, of=context.facts.specialised(context.written_out(o.of))): None for o in found}
    return [o for o in asked if not _is_met(context, o)]


def _remedy(context: Context, obligation: Obligation) -> str:
    if obligation.prop == "moments":
        conditions = conditions_for_moments(obligation.of, context.signs)
        if conditions:
            return "add " + ", ".join(f'Assumption("…", {_constructor(c)})' for c in conditions)
    return obligation.remedy


def _constructor(relation: Expression) -> str:
    return f"{type(relation).__name__.replace('StrictGreaterThan', 'Gt')}({relation.lhs}, {relation.rhs})"


def _is_met(context: Context, obligation: Obligation) -> bool:
    signs, of = context.signs, obligation.of
    match obligation.prop:
        case "known":
            return False
        case "real":
            return bool(of.is_real)
        case "size":
            return bool(of.is_integer) and signs.positive(of)
        case "moments" if not isinstance(of, Expectation):
            return not undefined_in(context, [of])
        case "moments":
            return _exists(context, of)
        case "invertible" | "nonzero" | "positive" | "nonnegative" | "semidefinite" | "symmetric" as prop:
            return _has_property(context, prop, of)
    message = f"the obligation {obligation.prop} is unknown"
    raise ValueError(message)


def _has_property(context: Context, prop: str, of: Basic) -> bool:
    """For every value of the random symbols; for almost every one where a Gram matrix is inverted."""
    random = free_random_symbols(of)
    if getattr(context.signs, prop)(of.xreplace(as_constants(random))):
        return True
    if random and prop in ("invertible", "nonzero", "positive"):
        return _is_gram_of_full_rank(context, of)
    if of.has(Expectation):
        try:
            closed = integrated(of)
        except UnsupportedExpressionError:
            return False
        return not closed.has(Expectation) and closed != of and _has_property(context, prop, closed)
    return False


def _is_gram_of_full_rank(context: Context, matrix: Basic) -> bool:
    """XᵀX for X n×p with definite covariances and n ≥ p by hypothesis: almost surely ≻ 0."""
    polynomial = normal(matrix)
    if polynomial is None or len(polynomial.terms) != 1:
        return False
    ((scalars, loops, word), value) = next(iter(polynomial.terms.items()))
    words = [*loops, *((word,) if word else ())]
    if value <= 0 or len(words) != 1 or len(words[0]) != 2:
        return False
    left, right = words[0]
    X = right.random
    if left is not right.T or type(X) is not MatrixNormal or not _factor_is_positive(context, scalars):
        return False
    definite = all(context.signs.definite(c.xreplace(as_constants(random_symbols(c)))) for c in X.args[2:])
    return definite and context.signs.nonnegative(right.rows - right.cols)


def _factor_is_positive(context: Context, scalars: Expression) -> bool:
    return context.signs.positive(to_sympy(TracePolynomial(1, 1, {(scalars, (), ()): 1})))


def _exists(context: Context, node: Expectation) -> bool:
    if has_moments(node, context.signs):
        return True
    conditions = conditions_for_moments(node, context.signs)
    return conditions is not None and all(holds(context, c) for c in conditions)
