"""Noisy linear regression and one layer of linear self-attention with a linear head, as in arXiv 2307.03576.

Tokens are v_i = (x_i, y_i) and v_{n+1} = (x, 0); the output is hᵀ Σ_i W_V v_i (v_iᵀ W_Kᵀ W_Q v_{n+1}), summed
over the n examples. It depends on the weights through b = W_Vᵀh, of which b₁ acts on inputs and b₂ on labels,
and through the first d columns of W_KᵀW_Q, of which A acts on inputs and aᵀ on labels.
"""

from typing import Any

from sympy import Expr, Identity, MatrixExpr, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.setting import Data, LinearQuery, M, d, query_coefficient, sigma2
from theorycheck import Assumption, Expectation, MatrixNormal, inner

__all__ = ["ASSUMPTIONS", "WEIGHTS", "attention", "excess_loss", "n"]

n = M
"""Number of examples."""

WEIGHTS = MatrixSymbol("A", d, d), MatrixSymbol("a", d, 1), MatrixSymbol("b_1", d, 1), Symbol("b_2", real=True)
"""A, a, b₁ and b₂."""

ASSUMPTIONS = (
    Assumption(
        "Gaussian inputs",
        "the inputs x_1, …, x_n and the query x are i.i.d. Gaussian with mean 0",
        violations=("heavy tails (Student t)", "bounded entries (Rademacher)", "skewed entries"),
    ),
    Assumption("Gaussian tasks", "w is Gaussian with mean 0, independent of the inputs"),
    Assumption("independent noise", "the label noise is i.i.d. N(0, sigma2)"),
)


def _prompt(inputs: MatrixExpr, tasks: MatrixExpr) -> tuple[Data, MatrixNormal]:
    w = MatrixNormal("w", ZeroMatrix(d, 1), tasks, Identity(1))
    X = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), inputs)
    y = MatrixNormal("y", X * w, sigma2 * Identity(n), Identity(1))
    x = MatrixNormal("x", ZeroMatrix(d, 1), inputs, Identity(1))
    return Data(X, y, x), MatrixNormal("y_query", w.T * x, sigma2 * Identity(1), Identity(1))


def attention(of: Data, weights: tuple[Any, ...] = WEIGHTS) -> Expr:
    """The prediction, Σ_i (b₁ᵀx_i + b₂y_i)(x_iᵀA + y_i aᵀ) x."""
    A, a, b_1, b_2 = weights
    mean = query_coefficient(LinearQuery(ZeroMatrix(d, 1), A.T, a, b_1, b_2), of)
    return n * inner(mean, of.x)


def excess_loss(inputs: MatrixExpr, tasks: MatrixExpr) -> Expr:
    """E(prediction − y)² − σ², which has the minima of the loss, for inputs N(0, inputs) and tasks N(0, tasks)."""
    of, label = _prompt(inputs, tasks)
    return Expectation((attention(of) - Trace(label)) ** 2) - sigma2
