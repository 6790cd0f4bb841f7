"""From expectations to closed forms."""

from theory.moments.closed_form import expectation, integrated
from theory.moments.gaussian import integrate
from theory.moments.variance import Covariance, Variance

__all__ = ["Covariance", "Variance", "expectation", "integrate", "integrated"]
