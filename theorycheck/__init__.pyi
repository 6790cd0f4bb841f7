"""Written by examples/stubs.py."""

from numerics import Comparison as Comparison
from numerics import Estimate as Estimate
from numerics import Problem as Problem
from numerics import RawWeights as RawWeights
from numerics import Statistics as Statistics
from numerics import TooLargeError as TooLargeError
from numerics import assisted_monte_carlo as assisted_monte_carlo
from numerics import closed_forms as closed_forms
from numerics import compare as compare
from numerics import draw as draw
from numerics import draw_statistics as draw_statistics
from numerics import evaluate as evaluate
from numerics import exact_value as exact_value
from numerics import expected_value as expected_value
from numerics import free_parameters as free_parameters
from numerics import monte_carlo as monte_carlo
from numerics import rational_point as rational_point
from numerics import register_node as register_node
from numerics import risk_of_predictor as risk_of_predictor
from numerics import risk_of_weights as risk_of_weights
from numerics import risk_on_prompts as risk_on_prompts
from numerics import samples_needed as samples_needed
from numerics import smallest_detectable as smallest_detectable
from proofs_checks import AuditReport as AuditReport
from proofs_checks import CheckResult as CheckResult
from proofs_checks import LowerBound as LowerBound
from proofs_checks import Minimised as Minimised
from proofs_checks import NoLowerBoundFoundError as NoLowerBoundFoundError
from proofs_checks import NoMinimumFoundError as NoMinimumFoundError
from proofs_checks import Report as Report
from proofs_checks import StepView as StepView
from proofs_checks import Verdict as Verdict
from proofs_checks import audit as audit
from proofs_checks import audit_table as audit_table
from proofs_checks import lower_bound as lower_bound
from proofs_checks import minimise as minimise
from proofs_checks import step_view as step_view
from proofs_checks import sweep as sweep
from proofs_checks import verify as verify
from theory import Assumption as Assumption
from theory import Bound as Bound
from theory import Corollary as Corollary
from theory import Covariance as Covariance
from theory import Equality as Equality
from theory import Expectation as Expectation
from theory import FamilyMember as FamilyMember
from theory import FamilySum as FamilySum
from theory import FlowBound as FlowBound
from theory import FlowConvergence as FlowConvergence
from theory import Limit as Limit
from theory import LoewnerBound as LoewnerBound
from theory import MatrixNormal as MatrixNormal
from theory import Minimum as Minimum
from theory import NameClashError as NameClashError
from theory import PositiveDefiniteMatrix as PositiveDefiniteMatrix
from theory import PositiveSemidefinite as PositiveSemidefinite
from theory import PositiveSemidefiniteMatrix as PositiveSemidefiniteMatrix
from theory import RandomMatrix as RandomMatrix
from theory import ShapeError as ShapeError
from theory import Source as Source
from theory import StationaryPoint as StationaryPoint
from theory import Step as Step
from theory import SymmetricMatrix as SymmetricMatrix
from theory import Theorem as Theorem
from theory import Undecidable as Undecidable
from theory import UnsupportedExpressionError as UnsupportedExpressionError
from theory import Variance as Variance
from theory import Witness as Witness
from theory import certificates as certificates
from theory import equal as equal
from theory import expectation as expectation
from theory import gradient as gradient
from theory import hessian_quadratic_form as hessian_quadratic_form
from theory import inner as inner
from theory import latex as latex
from theory import moments_exist as moments_exist
from theory import quad as quad
from theory import rules as rules
from theory import setting as setting
from theory import theorem as theorem
from theory import theorems as theorems

__all__ = [
    "Assumption",
    "AuditReport",
    "Bound",
    "CheckResult",
    "Comparison",
    "Corollary",
    "Covariance",
    "Equality",
    "Estimate",
    "Expectation",
    "FamilyMember",
    "FamilySum",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "LowerBound",
    "MatrixNormal",
    "Minimised",
    "Minimum",
    "NameClashError",
    "NoLowerBoundFoundError",
    "NoMinimumFoundError",
    "PositiveDefiniteMatrix",
    "PositiveSemidefinite",
    "PositiveSemidefiniteMatrix",
    "Problem",
    "RandomMatrix",
    "RawWeights",
    "Report",
    "ShapeError",
    "Source",
    "StationaryPoint",
    "Statistics",
    "Step",
    "StepView",
    "SymmetricMatrix",
    "Theorem",
    "TooLargeError",
    "Undecidable",
    "UnsupportedExpressionError",
    "Variance",
    "Verdict",
    "Witness",
    "assisted_monte_carlo",
    "audit",
    "audit_table",
    "certificates",
    "closed_forms",
    "compare",
    "draw",
    "draw_statistics",
    "equal",
    "evaluate",
    "exact_value",
    "expectation",
    "expected_value",
    "free_parameters",
    "gradient",
    "hessian_quadratic_form",
    "inner",
    "latex",
    "lower_bound",
    "minimise",
    "moments_exist",
    "monte_carlo",
    "quad",
    "rational_point",
    "register_node",
    "risk_of_predictor",
    "risk_of_weights",
    "risk_on_prompts",
    "rules",
    "samples_needed",
    "setting",
    "smallest_detectable",
    "step_view",
    "sweep",
    "theorem",
    "theorems",
    "verify",
]

__version__: str
