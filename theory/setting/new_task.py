"""A new task in the prompt of a trained model: M i.i.d. pairs (x, y) of a law of which some moments are known.

Of the pairs in the prompt a linear prediction xᵀV Xᵀy/M uses the mean of the products xᵢyᵢ only: its expectation is
E[xy] and its covariance Cov(xy)/M, whatever the law. The squared error is a quadratic form in the query (x, y), so that
of its law only the second moments matter: those of x, and y = aᵀx + e with E[xe] = 0, where a = E[xxᵀ]⁻¹E[xy] is the
best linear predictor and E[e²] its risk. The symbols below have those moments (and mean 0, on which nothing depends).
Source: arXiv 2306.09927, Theorem 4.2.
"""

from sympy import Expr, Identity, MatrixExpr, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.scalars import inner
from theory.setting.symbols import M, d
from theory.setting.trained_attention import Lambda
from theory.theorem_record import Assumption

__all__ = ["FINITE_MOMENTS", "Sigma", "a", "best_risk", "mean_of_products", "new_task_risk", "query", "residual"]

a = MatrixSymbol("a", d, 1)
"""The best linear predictor, Λ⁻¹E[xy]."""

Sigma = PositiveSemidefiniteMatrix("Sigma", d)
"""Cov(xy)."""

best_risk = Symbol("nu", nonnegative=True)
"""min_w E(y − wᵀx)² = E(y − aᵀx)²."""

FINITE_MOMENTS = Assumption(
    "i.i.d. pairs",
    "the pairs (x_i, y_i) and the query are i.i.d. with E[x x^T] = Lambda, and y, x y have finite second moments",
    violations=("pairs that depend on each other", "tails so heavy that xy has no variance"),
)

residual = RandomMatrix("e", ZeroMatrix(1, 1), best_risk * Identity(1), Identity(1))
"""y − aᵀx at the query, uncorrelated with x."""


def mean_of_products(mean: MatrixExpr) -> RandomMatrix:
    """(1/M) Σ xᵢyᵢ, of which E[xy] and Cov(xy) = Σ are known."""
    return RandomMatrix("m", mean, Sigma / M, Identity(1))


def query(second_moment: MatrixExpr = Lambda) -> RandomMatrix:
    """The query's input."""
    return RandomMatrix("x", ZeroMatrix(d, 1), second_moment, Identity(1))


def new_task_risk(V: MatrixExpr, second_moment: MatrixExpr = Lambda) -> Expr:
    """E(xᵀV(1/M)Σxᵢyᵢ − y)² for a query with the given E[xxᵀ], where the prompt has E[xy] = Λa."""
    x = query(second_moment)
    return Expectation((inner(x, V * mean_of_products(Lambda * a)) - inner(a, x) - Trace(residual)) ** 2)
