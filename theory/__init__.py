"""Symbols, statements and derivations: matrix expressions of symbolic size and their Gaussian expectations."""

from theory.algebra.calculus import gradient, hessian_quadratic_form
from theory.algebra.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.expectation_node import Expectation, connect_engine
from theory.algebra.predicates import PositiveSemidefinite
from theory.algebra.random import MatrixNormal, RandomMatrix
from theory.algebra.scalars import inner, quad
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.moments import Covariance, Variance, expectation
from theory.moments.existence import moments_exist
from theory.moments.integrated_equality import equal
from theory.registry import theorem, theorems
from theory.statement import (
    Assumption,
    Bound,
    Corollary,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Source,
    StationaryPoint,
    Step,
    Theorem,
    Witness,
)

__all__ = [
    "Assumption",
    "Bound",
    "Corollary",
    "Covariance",
    "Equality",
    "Expectation",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "MatrixNormal",
    "Minimum",
    "NameClashError",
    "PositiveDefiniteMatrix",
    "PositiveSemidefinite",
    "PositiveSemidefiniteMatrix",
    "RandomMatrix",
    "ShapeError",
    "Source",
    "StationaryPoint",
    "Step",
    "SymmetricMatrix",
    "Theorem",
    "Undecidable",
    "UnsupportedExpressionError",
    "Variance",
    "Witness",
    "equal",
    "expectation",
    "gradient",
    "hessian_quadratic_form",
    "inner",
    "moments_exist",
    "quad",
    "theorem",
    "theorems",
]

connect_engine(expectation)
