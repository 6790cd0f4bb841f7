"""Numbers: closed forms evaluated, expectations computed exactly at small sizes or sampled, problems validated."""

from numerics.binding import free_parameters
from numerics.comparison import Comparison, compare, samples_needed, smallest_detectable
from numerics.estimation import monte_carlo
from numerics.exact import TooLargeError, exact_value
from numerics.existence import expected_value
from numerics.points import rational_point
from numerics.problem import Problem
from numerics.running_moments import Estimate
from numerics.sampling import draw
from numerics.walk import evaluate, register_node

__all__ = [
    "Comparison",
    "Estimate",
    "Problem",
    "TooLargeError",
    "compare",
    "draw",
    "evaluate",
    "exact_value",
    "expected_value",
    "free_parameters",
    "monte_carlo",
    "rational_point",
    "register_node",
    "samples_needed",
    "smallest_detectable",
]
