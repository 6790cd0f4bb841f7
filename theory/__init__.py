"""Symbols, statements and derivations: matrix expressions of symbolic size and their Gaussian expectations.

The kinds of statement are gathered from their files; what type checkers see stands beside this, in a file that
``examples/stubs.py`` writes.
"""

from importlib import import_module

import theory.algebra.identities.spectral_readings  # noqa: F401  (teaches the normal form its nodes)
from theory.algebra.derivatives.calculus import gradient, hessian_quadratic_form
from theory.algebra.vocabulary.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation, connect_engine
from theory.algebra.vocabulary.family_sum import FamilyMember, FamilySum
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix
from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.gathering import offered
from theory.moments import Covariance, Variance, expectation
from theory.moments.integrated_equality import equal
from theory.notebook import connect_printer
from theory.registry import theorem, theorems
from theory.statements import KINDS
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem, moments_exist

__all__ = [
    "Assumption",
    "Corollary",
    "Covariance",
    "Expectation",
    "FamilyMember",
    "FamilySum",
    "MatrixNormal",
    "NameClashError",
    "PositiveDefiniteMatrix",
    "PositiveSemidefinite",
    "PositiveSemidefiniteMatrix",
    "RandomMatrix",
    "ShapeError",
    "Source",
    "Step",
    "SymmetricMatrix",
    "Theorem",
    "Undecidable",
    "UnsupportedExpressionError",
    "Variance",
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

__all__ += offered(globals(), KINDS)
__all__.sort()

connect_engine(expectation)
connect_printer(lambda: import_module("theory.latex.notebook_parts"))
