"""Written by examples/stubs.py."""

from theory.algebra.derivatives.calculus import gradient as gradient
from theory.algebra.derivatives.calculus import hessian_quadratic_form as hessian_quadratic_form
from theory.algebra.vocabulary.errors import NameClashError as NameClashError
from theory.algebra.vocabulary.errors import ShapeError as ShapeError
from theory.algebra.vocabulary.errors import Undecidable as Undecidable
from theory.algebra.vocabulary.errors import UnsupportedExpressionError as UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation as Expectation
from theory.algebra.vocabulary.family_sum import FamilyMember as FamilyMember
from theory.algebra.vocabulary.family_sum import FamilySum as FamilySum
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix as PositiveDefiniteMatrix
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix as PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix as SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal as MatrixNormal
from theory.algebra.vocabulary.random_matrices import RandomMatrix as RandomMatrix
from theory.algebra.vocabulary.scalars import inner as inner
from theory.algebra.vocabulary.scalars import quad as quad
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite as PositiveSemidefinite
from theory.moments.closed_form import expectation as expectation
from theory.moments.integrated_equality import equal as equal
from theory.moments.variance import Covariance as Covariance
from theory.moments.variance import Variance as Variance
from theory.registry import theorem as theorem
from theory.registry import theorems as theorems
from theory.statements.bound import Bound as Bound
from theory.statements.equality import Equality as Equality
from theory.statements.flow_bound import FlowBound as FlowBound
from theory.statements.flow_convergence import FlowConvergence as FlowConvergence
from theory.statements.limit import Limit as Limit
from theory.statements.loewner_bound import LoewnerBound as LoewnerBound
from theory.statements.minimum import Minimum as Minimum
from theory.statements.stationary_point import StationaryPoint as StationaryPoint
from theory.statements.witness import Witness as Witness
from theory.theorem_record import Assumption as Assumption
from theory.theorem_record import Corollary as Corollary
from theory.theorem_record import Source as Source
from theory.theorem_record import Step as Step
from theory.theorem_record import Theorem as Theorem
from theory.theorem_record import moments_exist as moments_exist

__all__ = [
    "Assumption",
    "Bound",
    "Corollary",
    "Covariance",
    "Equality",
    "Expectation",
    "FamilyMember",
    "FamilySum",
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

AT_ONCE: dict[str, object]
