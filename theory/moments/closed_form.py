"""``expectation`` of a SymPy expression, conditional ones included."""

from collections.abc import Iterable

from sympy import Basic

from theory.algebra.convert import from_sympy, to_sympy
from theory.algebra.random import RandomMatrix, as_constants, random_symbols
from theory.moments.gaussian import integrate, refuse_what_informs

__all__ = ["expectation"]


def expectation(expr: Basic, given: Iterable[RandomMatrix] = ()) -> Basic:
    """E[expr], or E[expr | given], in closed form, for every value of the dimensions.

    ``expr`` is a polynomial (sums, products, transposes, traces, whole powers) in random symbols, mixed with
    deterministic ones. Those ``given`` are left; they may stand inside inverses and functions. Raises
    ``UnsupportedExpressionError`` naming the term otherwise.
    """
    fixed = as_constants(given)
    conditioned = expr.xreplace(fixed)
    refuse_what_informs(random_symbols(conditioned), fixed)
    closed = to_sympy(integrate(from_sympy(conditioned)), matrix=getattr(expr, "is_Matrix", False))
    return closed.xreplace({constant: x for x, constant in fixed.items()})
