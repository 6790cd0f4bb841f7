"""The shared symbols: sizes, laws and parameters that every theorem of a paper quotes."""

from sympy import MatrixSymbol, Symbol, symbols

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix

__all__ = ["Gamma", "H", "M", "Psi", "beta", "beta_star", "d", "sigma2"]

d, M = symbols("d M", integer=True, positive=True)
"""Input dimension and number of examples in a prompt."""

H = PositiveDefiniteMatrix("H", d)
"""Covariance of the inputs, d×d."""

Psi = PositiveSemidefiniteMatrix("Psi", d)
"""Covariance of the tasks, d×d, possibly singular."""

beta_star = MatrixSymbol("beta_star", d, 1)
"""Mean of the tasks, d×1: the signal that they share."""

sigma2 = Symbol("sigma2", nonnegative=True)
"""Variance of the label noise."""

beta, Gamma = MatrixSymbol("beta", d, 1), MatrixSymbol("Gamma", d, d)
"""Initialisation (d×1) and preconditioned step size (d×d) of one step of gradient descent."""
