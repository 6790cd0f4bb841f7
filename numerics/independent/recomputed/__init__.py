"""A second reading of expressions, which shares no code with the evaluators ``walk`` and ``exact``.

What one evaluator says is false may be a fault of that evaluator. Before a claim is called false its sides are computed
again here: in fractions where everything is rational, Gaussian expectations by integration by parts, and in intervals
that contain the value where roots, exponentials or eigenvalues occur.
"""

from numerics.independent.recomputed.another_rule import quadrature_again
from numerics.independent.recomputed.fields import NoSecondValueError
from numerics.independent.recomputed.reading import Enclosure, recompute

__all__ = ["Enclosure", "NoSecondValueError", "quadrature_again", "recompute"]
