"""Nodes of product rules, of the first and of the second evaluator."""

__all__ = [
    "COARSE_NODES",
    "FINE_NODES",
    "QUADRATURE_POINTS",
    "SECOND_NODES",
    "SECOND_POINTS",
    "SECOND_REACH",
    "SMOOTH_NODES",
    "TRAPEZOID_REACH",
]

QUADRATURE_POINTS = 400_000
"""Nodes of a product rule, which take some tenths of a second: three numbers under inverses and a few
others."""

COARSE_NODES, FINE_NODES = (56, 3), (72, 4)
"""Nodes for numbers under an inverse, and for the others: the finer rule gives the value, the coarser its error."""

TRAPEZOID_REACH = 8.5
"""Standard deviations at which the trapezoidal rule ends: beyond them lies 2e-17 of the Gaussian law."""

SECOND_REACH = 8.2
"""Standard deviations at which the second rule ends: beyond them lies 2e-16 of the Gaussian law."""

SECOND_NODES, SMOOTH_NODES, SECOND_POINTS = (96, 80, 64, 48, 34, 26), 7, 1_500_000
"""Nodes of the second rule for each number, as many as the whole rule can afford; for those in which the integrand is
polynomial, of degree 13 at most; and the most for all numbers together."""
