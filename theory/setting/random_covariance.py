"""Prompts whose covariance is drawn anew for each of them. Source: arXiv 2306.09927, on random covariates.

The covariances Λ_τ of all prompts commute. The general case is stated by moments of Λ_τ; the case of a random scale,
Λ_τ = sΔ with s ~ χ²_k/k, is stated as a model, in which all can be integrated: at k = 2 the scale is exponential.
"""

from sympy import Expr, Identity, MatrixExpr, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.scalars import inner
from theory.setting.symbols import d
from theory.setting.trained_attention import task
from theory.theorem_record import Assumption

__all__ = ["A_1", "A_2", "A_3", "COMMUTING", "RANDOM_SCALE", "SCALE_MOMENTS", "B", "Delta", "degrees", "scaled_risk"]

A_1, A_2, A_3 = (PositiveDefiniteMatrix(f"A_{i}", d) for i in (1, 2, 3))
"""E[Λ_τ], E[Λ_τ²] and E[Λ_τ³]."""

B = PositiveDefiniteMatrix("B", d)
"""E[tr(Λ_τ) Λ_τ²]."""

COMMUTING = Assumption(
    "commuting covariances",
    "the covariances of the prompts are positive definite, commute, and have third moments A_1, A_2, A_3 and B",
    violations=("covariances with different eigenvectors",),
)

Delta, degrees = PositiveDefiniteMatrix("Delta", d), Symbol("k", integer=True, positive=True)
"""Λ_τ = sΔ with s = ‖g‖²/k for k standard normal variables g."""

_g = MatrixNormal("g", ZeroMatrix(degrees, 1), Identity(degrees), Identity(1))
_covariance = inner(_g, _g) / degrees * Delta

RANDOM_SCALE = Assumption(
    "a random scale",
    "the inputs of a prompt and its query are i.i.d. N(0, s Delta) given s, and k s is chi-squared with k degrees",
)


def scaled_risk(V: MatrixExpr, length: Expr) -> Expr:
    """E(xᵀV Xᵀy/length − wᵀx)² over prompts of that length, tasks and scales."""
    X = MatrixNormal("X", ZeroMatrix(length, d), Identity(length), _covariance)
    x = MatrixNormal("x", ZeroMatrix(d, 1), _covariance, Identity(1))
    return Expectation((inner(x, V * X.T * X * task) / length - inner(task, x)) ** 2)


_second, _third = 1 + 2 / degrees, (1 + 2 / degrees) * (1 + 4 / degrees)
SCALE_MOMENTS = {
    A_1: Delta,
    A_2: _second * Delta**2,
    A_3: _third * Delta**3,
    B: _third * Trace(Delta) * Delta**2,
}
"""The moments of Λ_τ = sΔ, with E[s] = 1, E[s²] = 1 + 2/k and E[s³] = (1 + 2/k)(1 + 4/k)."""
