"""When an expectation exists: what sizes have to satisfy for the moments of inverses in it to be finite."""

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.gram import inverted_in, random_in
from theory.algebra.words.normal_form import TracePolynomial
from theory.moments.gaussian import integrate
from theory.moments.inverse_wishart import Condition, existence_condition, inverse_order, split_inverse

__all__ = ["existence_conditions"]


def existence_conditions(expr: Expression) -> tuple[Condition, ...]:
    """The conditions under which the expectations in ``expr`` exist, beside the closed form that ``doit`` gives.

    One condition n > p + 2r − 1 for each X (n×p) whose (XᵀX)⁻¹ occurs, r being the highest order in which it is
    left after the random symbols that depend on X are integrated and (XᵀX)⁻¹XᵀX is cancelled (an expectation is
    iterated: first given X, then over X). Empty for polynomials in Gaussian symbols; an integrand outside the scope
    of ``doit`` contributes nothing.
    """
    orders: dict[RandomMatrix, int] = {}
    for node in expression(expr, "the expression").atoms(Expectation):
        for symbol, order in _orders(node).items():
            orders[symbol] = max(order, orders.get(symbol, 0))
    return tuple(existence_condition(symbol, orders[symbol]) for symbol in sorted(orders, key=str))


def _orders(node: Expectation) -> dict[RandomMatrix, int]:
    try:
        polynomial = from_sympy(node.integrand)
    except UnsupportedExpressionError:
        return {}
    return {symbol: _order(polynomial, symbol) for symbol in inverted_in(polynomial).difference(node.given)}


def _order(polynomial: TracePolynomial, symbol: RandomMatrix) -> int:
    dependent = {x for x in random_in(polynomial) if x != symbol and symbol in random_symbols(x)}
    given = integrate(polynomial, given=random_in(polynomial) - dependent)
    return inverse_order(split_inverse(given, symbol)[0], symbol)
