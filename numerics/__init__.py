"""Numbers: closed forms evaluated, expectations computed exactly at small sizes or sampled, problems validated."""

from numerics.evaluation.walk import register_node
from numerics.independent.comparison import Comparison, compare, samples_needed, smallest_detectable
from numerics.independent.exact import TooLargeError
from numerics.independent.literal_prompts import risk_on_prompts
from numerics.independent.running_moments import Estimate
from numerics.independent.sufficient_statistics import Statistics, draw_statistics, risk_of_predictor
from numerics.independent.weights_risk import risk_of_weights
from numerics.points.random_points import rational_point
from numerics.public_entries import draw, evaluate, exact_value
from numerics.values.binding import free_parameters
from numerics.values.block_weights import RawWeights
from numerics.values.problem import Problem
from numerics.with_engine.checked_existence import expected_value, monte_carlo
from numerics.with_engine.control_variates import assisted_monte_carlo

__all__ = [
    "Comparison",
    "Estimate",
    "Problem",
    "RawWeights",
    "Statistics",
    "TooLargeError",
    "assisted_monte_carlo",
    "compare",
    "draw",
    "draw_statistics",
    "evaluate",
    "exact_value",
    "expected_value",
    "free_parameters",
    "monte_carlo",
    "rational_point",
    "register_node",
    "risk_of_predictor",
    "risk_of_weights",
    "risk_on_prompts",
    "samples_needed",
    "smallest_detectable",
]
