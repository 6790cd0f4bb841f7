"""Forward passes and gradient flows that are compared with what is claimed of them."""

from fractions import Fraction

__all__ = [
    "DIFFERENCE_AGREEMENT",
    "DIFFERENCE_STEP",
    "FLOW_POINTS",
    "FLOW_SIZES",
    "FORWARD_PASS",
    "PASS_SIZES",
    "PASS_TRIALS",
    "START_SCALE",
]

FORWARD_PASS = 1e-10
"""Relative rounding of a forward pass at sizes up to 8, some 1e3 products of numbers of size 1 to 1e4: 1e-13 is seen,
and a wrong term changes the prediction by parts of itself."""

PASS_TRIALS = 24
"""Literal prompts with weights of their own: a wrong definition differs at almost all of them."""

PASS_SIZES = (1, 2, 3, 5, 8)
"""Sizes of a pass: mostly unequal ones are drawn, at which a wrong transpose has no shape."""

FLOW_POINTS = 4
"""Problems, each with a start of its own: a flow takes up to a second."""

FLOW_SIZES = (1, 2, 3)
"""Of these problems: small, because every step of a flow is computed."""

DIFFERENCE_STEP, DIFFERENCE_AGREEMENT = 1e-5, 1e-3
"""Step of a difference quotient, whose error is of the order of its square, and what two ends may differ by."""

START_SCALE = Fraction(1, 4)
"""Of random starts: what a flow conserves is lost to rounding in proportion to the square of where it starts."""
