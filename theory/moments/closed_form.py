"""``expectation`` of a SymPy expression, conditional ones included."""

from collections.abc import Iterable

from sympy import Basic

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation, free_random_symbols, refuse_what_informs
from theory.algebra.vocabulary.random_matrices import RandomMatrix, as_constants
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.vocabulary.work_limits import refuse_too_large
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.matrix_constants import holds_constants
from theory.moments.gaussian import integrate

__all__ = ["expectation", "integrated"]


def expectation(expr: Expression, given: Iterable[RandomMatrix] = ()) -> Basic:
    """E[expr], or E[expr | given], in closed form, for every value of the dimensions.

    ``expr`` is a polynomial (sums, products, transposes, traces, whole powers) in random symbols, mixed with
    deterministic ones. Those ``given`` are left; they may stand inside inverses and functions. Expectations inside
    are integrated first, each over what it binds itself. Raises ``UnsupportedExpressionError`` naming the term
    otherwise, and for what is too large to be integrated in reasonable time.

    >>> from theorycheck import expectation, setting
    >>> expectation(setting.sample_covariance())
    H
    """
    expr, given = expression(expr, "the integrand"), tuple(given)
    refuse_too_large(expr)
    expr = integrated(expr)
    refuse_what_informs(free_random_symbols(expr, given), given)
    fixed = as_constants(given)
    mean, matrix = integrate(from_sympy(expr.xreplace(fixed))), getattr(expr, "is_Matrix", False)
    closed = to_sympy(mean, matrix=matrix)
    if holds_constants(mean):  # those that have become neighbours are multiplied
        closed = to_sympy(from_sympy(closed), matrix=matrix)
    return closed.xreplace({constant: x for x, constant in fixed.items()})


def integrated(expr: Basic) -> Basic:
    """The expression with every ``Expectation`` in it in closed form, those inside others first.

    Raises ``UnsupportedExpressionError`` where one has none. What is random outside of them stays.
    """
    if not expr.has(Expectation):
        return expr
    return expr.replace(lambda node: isinstance(node, Expectation), lambda node: node.doit())
