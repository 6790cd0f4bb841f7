"""Certificates of f(v) − f(v*) ≥ 0: what is left out where a variable is given the value v*."""

from dataclasses import fields
from itertools import count

from sympy import Basic, Dummy, Identity, Integer, MatrixSymbol, Symbol, Trace, cancel, fraction, together

from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, search
from numerics.proposals.pieces import sizes_in
from numerics.tolerances.proposal_budgets import KEPT_ASIDE
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.rules.quadratics import Parts, parts_in, squares_of

__all__ = ["remainder_of_quadratic", "remainder_of_quotient", "substituted"]


def remainder_of_quadratic(
    parts: Parts, variable: Expression, at: Expression, context: Context, budget: Budget
) -> Certificate | None:
    """The quadratic part at v − v*: by its weights, or else by a search, with a definite share of it if there is."""
    squares = squares_of(parts, variable - at)
    if squares and all(_is_weighted_by_semidefinite(square, context) for square in squares):
        return squares[0] if len(squares) == 1 else Combination(tuple((Integer(1), square) for square in squares))
    letter = _fresh_like(variable)
    polynomial = sum(
        (from_sympy(square.expression) for square in squares_of(parts, letter)), TracePolynomial.zero(1, 1)
    )
    found = _with_margin(polynomial, letter, context, budget)
    if found is None:
        whole = search(polynomial, context, budget)
        found = whole.certificate if isinstance(whole, Found) else None
    return None if found is None else substituted(found, letter, variable - at)


def _is_weighted_by_semidefinite(square: WeightedSquare, context: Context) -> bool:
    return all(map(context.signs.semidefinite, (square.left, square.right)))


def _fresh_like(variable: Expression) -> Expression:
    """A letter for v − v*; of no name that a user could have given."""
    if isinstance(variable, Symbol):
        return Symbol(f"away from {variable.name}", real=True)
    return MatrixSymbol(f"away from {variable.name}", *variable.shape)


def _with_margin(
    polynomial: TracePolynomial, letter: Expression, context: Context, budget: Budget
) -> Certificate | None:
    """c·tr(L u K uᵀ), L and K ≻ 0, and a certificate of the rest."""
    for key, value in polynomial.sorted_terms():
        term = TracePolynomial(1, 1, {key: value})
        square = _definite_square(term, letter, context)
        if square is None:
            continue
        for share in (TracePolynomial.scalar(1), *(TracePolynomial.generator(n, -1) for n in sizes_in(polynomial))):
            kept = share.times(KEPT_ASIDE)
            rest = search(polynomial - term.scale(kept), context, budget)
            if isinstance(rest, Found):
                return Combination(((to_sympy(kept), square), (Integer(1), rest.certificate)))
    return None


def _definite_square(term: TracePolynomial, letter: Expression, context: Context) -> WeightedSquare | None:
    parts = parts_in(term, letter)
    if parts is None or len(parts.weights) != 1 or parts.linear or parts.constant:
        return None
    (square,) = squares_of(parts, letter)
    return square if all(map(context.signs.definite, (square.left, square.right))) else None


def substituted(certificate: Certificate, letter: Basic, value: Basic) -> Certificate:
    """The certificate at a value in the place of a letter."""

    def at(argument: Expression) -> Expression:
        match argument:
            case Certificate():
                return substituted(argument, letter, value)
            case tuple():
                return tuple(map(at, argument))
            case Basic():
                return replaced(argument, {letter: value})
        return argument

    return type(certificate)(*(at(getattr(certificate, f.name)) for f in fields(certificate)))


def remainder_of_quotient(
    objective: Basic, variable: Symbol, at: Expression, context: Context, budget: Budget
) -> Certificate | None:
    """f(v) − f(v*) = (v − v*)² Q(v) for f rational in a scalar: the square, and a certificate of Q."""
    traces = {
        t: Dummy(f"t_{i}", real=True)
        for i, t in zip(count(), sorted(objective.atoms(Trace) | at.atoms(Trace), key=str), strict=False)
    }
    f = together(replaced(objective, traces))
    difference = together(f - f.xreplace({variable: replaced(at, traces)}))
    quotient = cancel(difference / (variable - replaced(at, traces)) ** 2)
    above, below = fraction(quotient)
    if not above.is_polynomial(variable) or cancel(below.xreplace({variable: replaced(at, traces)})) == 0:
        return None
    back = {dummy: trace for trace, dummy in traces.items()}
    rest = from_sympy(quotient.xreplace(back))
    one = Identity(1)
    away = WeightedSquare((variable - at) * one, one, one)
    if context.signs.positive(to_sympy(rest)):
        return Combination(((to_sympy(rest), away),))
    for key, value in rest.sorted_terms():
        kept = TracePolynomial(1, 1, {key: value}).times(KEPT_ASIDE)
        if context.signs.positive(to_sympy(kept)):
            found = search(rest - kept, context, budget)
            if isinstance(found, Found):
                product = Product(Square(variable - at), found.certificate)
                return Combination(((to_sympy(kept), away), (Integer(1), product)))
    found = search(rest, context, budget)
    return Product(Square(variable - at), found.certificate) if isinstance(found, Found) else None
