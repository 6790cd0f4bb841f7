"""Symbols, statements and derivations: matrix expressions of symbolic size and their Gaussian expectations."""

import theory.algebra.spectral_readings  # noqa: F401  (teaches the normal form its nodes)
from theory.algebra.calculus import gradient, hessian_quadratic_form
from theory.algebra.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.expectation_node import Expectation, connect_engine
from theory.algebra.predicates import PositiveSemidefinite
from theory.algebra.random import MatrixNormal, RandomMatrix
from theory.algebra.scalars import inner, quad
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.moments import Covariance, Variance, expectation
from theory.moments.integrated_equality import equal
from theory.registry import theorem, theorems
from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    StationaryPoint,
    Witness,
)
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem, moments_exist

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
