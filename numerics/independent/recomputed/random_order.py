"""In which order random symbols are drawn and integrated: the law of some depends on others."""

from sympy import Basic

from numerics.independent.recomputed.fields import NoSecondValueError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, random_symbols

__all__ = ["parents_first"]


def parents_first(expr: Basic) -> list[RandomMatrix]:
    """The random symbols of an integrand and of their laws, those first on which the law of others depends.

    Raises NoSecondValueError for one that is not of the Gaussian class itself: nothing says what it is drawn from.
    """
    found: list[RandomMatrix] = []

    def place(symbol: RandomMatrix) -> None:
        if type(symbol) is not MatrixNormal:
            message = f"{symbol} has two moments and no law: it has no value of its own"
            raise NoSecondValueError(message)
        if symbol not in found:
            for parent in sorted({x for a in symbol.args[1:] for x in random_symbols(a)}, key=str):
                place(parent)
            found.append(symbol)

    for symbol in sorted(_random_outside_expectations(expr), key=str):
        place(symbol)
    return found


def _random_outside_expectations(expr: Basic) -> set[RandomMatrix]:
    """An inner expectation binds its own."""
    if isinstance(expr, RandomMatrix):
        return {expr}
    if isinstance(expr, Expectation):
        return set()
    return set().union(*map(_random_outside_expectations, expr.args))
