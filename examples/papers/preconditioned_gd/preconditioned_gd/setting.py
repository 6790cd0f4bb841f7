"""Random linear regression and linear transformers, as in section 2 of arXiv 2306.00297.

Prompts have n examples with covariates N(0, Σ) and responses ⟨x, w⟩ without noise; Z₀ = [[Xᵀ, x], [yᵀ, 0]]. A
layer is Z + (1/n) P Z 𝓜 Zᵀ Q Z, where 𝓜 = diag(I_n, 0) masks the query, and the prediction is minus the last
entry of the output.
"""

from typing import Any

from sympy import BlockMatrix, Identity, MatAdd, MatMul, MatrixExpr, MatrixSymbol, Trace, ZeroMatrix

from theory.setting import Data, M, d, mask, token_matrix
from theorycheck import Assumption, MatrixNormal, PositiveDefiniteMatrix

__all__ = [
    "Sigma",
    "covariates",
    "data",
    "gradient_descent_layer",
    "layer",
    "n",
    "prediction",
    "prompt",
    "query",
    "task",
    "whitened_task",
]

n = M
"""Number of examples."""

Sigma = PositiveDefiniteMatrix("Sigma", d)
"""Covariance of the covariates."""

covariates = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), Sigma)
query = MatrixNormal("x", ZeroMatrix(d, 1), Sigma, Identity(1))
task = MatrixNormal("w", ZeroMatrix(d, 1), Identity(d), Identity(1))
"""w ~ N(0, I): Theorem 1."""

whitened_task = MatrixNormal("w", ZeroMatrix(d, 1), Sigma.inverse(), Identity(1))
"""w ~ N(0, Σ⁻¹): Theorem 3."""

data = Data(MatrixSymbol("X", n, d), MatrixSymbol("y", n, 1), MatrixSymbol("x", d, 1))
"""An arbitrary prompt."""

GAUSSIAN_COVARIATES = Assumption(
    "Gaussian covariates",
    "the covariates x_1, …, x_n and the query x are i.i.d. N(0, Sigma)",
    violations=("heavy tails (Student t)", "bounded entries (Rademacher)", "skewed entries"),
)
GAUSSIAN_TASKS = Assumption("Gaussian tasks", "w is N(0, I), and the responses are w^T x without noise")
WHITENED_TASKS = Assumption("whitened tasks", "w is N(0, Sigma^{-1}), and the responses are w^T x without noise")


def prompt(of_task: MatrixNormal) -> Data:
    """The random prompt of a random task."""
    return Data(covariates, covariates * of_task, query)


def layer(Z: MatrixExpr, P: MatrixExpr, Q: MatrixExpr) -> MatrixExpr:
    """Z + (1/n) P Z 𝓜 Zᵀ Q Z, (d+1)×(n+1)."""
    return MatAdd(Z, MatMul(1 / n, P, Z, mask(), Z.T, Q, Z))


def prediction(Z: MatrixExpr) -> Any:
    """Minus the bottom-right entry, a scalar."""
    row = BlockMatrix([[ZeroMatrix(1, d), Identity(1)]])
    column = BlockMatrix([[ZeroMatrix(n, 1)], [Identity(1)]])
    return -Trace(MatMul(row, Z, column))


def gradient_descent_layer(Z: MatrixExpr, A: MatrixExpr) -> MatrixExpr:
    """The layer with P = diag(0, 1) and Q = −diag(A, 0): equation (8)."""
    zero, corner = ZeroMatrix(d, 1), ZeroMatrix(1, 1)
    P = BlockMatrix([[ZeroMatrix(d, d), zero], [zero.T, Identity(1)]])
    Q = BlockMatrix([[-A, zero], [zero.T, corner]])
    return layer(Z, P, Q)


Z_0 = token_matrix
