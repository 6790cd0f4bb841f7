"""Symbols, statements and derivations: matrix expressions of symbolic size and their Gaussian expectations."""

from sympy import Basic

from theory.algebra.convert import from_sympy, to_sympy
from theory.algebra.equality import equal
from theory.algebra.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.expectation_node import Expectation, connect_engine
from theory.algebra.random import MatrixNormal
from theory.algebra.scalars import inner, quad
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.moments import integrate
from theory.registry import theorem, theorems
from theory.statement import Assumption, Bound, Equality, Minimum, Source, Step, Theorem, Witness

__all__ = [
    "Assumption",
    "Bound",
    "Equality",
    "Expectation",
    "MatrixNormal",
    "Minimum",
    "NameClashError",
    "PositiveDefiniteMatrix",
    "PositiveSemidefiniteMatrix",
    "ShapeError",
    "Source",
    "Step",
    "SymmetricMatrix",
    "Theorem",
    "Undecidable",
    "UnsupportedExpressionError",
    "Witness",
    "equal",
    "expectation",
    "inner",
    "quad",
    "theorem",
    "theorems",
]


def expectation(expr: Basic) -> Basic:
    """E[expr] in closed form, for every value of the dimensions.

    ``expr`` is a polynomial (sums, products, transposes, traces, whole powers) in independent ``MatrixNormal``
    symbols, mixed with deterministic symbols. Raises ``UnsupportedExpressionError`` naming the term otherwise.
    """
    return to_sympy(integrate(from_sympy(expr)), matrix=getattr(expr, "is_Matrix", False))


connect_engine(expectation)
