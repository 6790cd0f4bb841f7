"""Symbols that the tests of this folder share."""

from fractions import Fraction

from sympy import Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal

F = Fraction

d, M = symbols("d M", integer=True, positive=True)
sigma2 = Symbol("sigma2", nonnegative=True)
H = PositiveDefiniteMatrix("H", d)
Psi = PositiveSemidefiniteMatrix("Psi", d)
beta_star = MatrixSymbol("beta_star", d, 1)
A = MatrixSymbol("A", d, d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
w = MatrixNormal("w", beta_star, Psi, Identity(1))
y = MatrixNormal("y", X * w, sigma2 * Identity(M), Identity(1))
S = X.T * X / M
second_moment = Expectation(S * A * S)
second_moment_claim = H * A * H + (H * A.T * H + Trace(H * A) * H) / M

VALUES = {
    H: [[F(2), F(1)], [F(1), F(3)]],
    A: [[1, 2], [3, 4]],
    Psi: [[1, F(1, 2)], [F(1, 2), F(1, 4)]],
    beta_star: [1, F(2, 3)],
    sigma2: F(1, 2),
    M: 3,
}


def only(*names):
    """The values of some symbols."""
    return {s: VALUES[s] for s in names}


def with_context(m):
    """The values with M examples."""
    return {**VALUES, M: m}
