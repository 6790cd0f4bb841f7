"""Prompts: M labelled examples of one random linear task, and a query. Source: arXiv 2402.14951, data model."""

from sympy import Identity, MatrixExpr, MatrixSymbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.setting.symbols import H, M, Psi, beta_star, d, sigma2

__all__ = [
    "Data",
    "data",
    "label",
    "noise",
    "prompt",
    "sample_covariance",
    "sample_cross_covariance",
    "sample_label_moment",
    "task_deviation",
    "w",
]


class Data:
    """What a model sees: inputs X (M×d, one example a row), labels y (M×1) and the query x (d×1)."""

    def __init__(self, X: MatrixExpr, y: MatrixExpr, x: MatrixExpr) -> None:
        self.X, self.y, self.x = X, y, x


w = MatrixNormal("w", beta_star, Psi, Identity(1))
"""The task, w ~ N(β*, Ψ), d×1."""

_X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)

prompt = Data(
    X=_X,
    y=MatrixNormal("y", _X * w, sigma2 * Identity(M), Identity(1)),
    x=MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1)),
)
"""The random prompt: rows of X and the query i.i.d. N(0, H), y ~ N(Xw, σ²I)."""

label = MatrixNormal("y_query", w.T * prompt.x, sigma2 * Identity(1), Identity(1))
"""The query's label, N(wᵀx, σ²), 1×1: what a model is to predict."""

data = Data(MatrixSymbol("X", M, d), MatrixSymbol("y", M, 1), MatrixSymbol("x", d, 1))
"""An arbitrary prompt, for identities that hold whatever its law."""

task_deviation = w - beta_star
"""ψ = w − β*, d×1."""

noise = prompt.y - prompt.X * w
"""ε = y − Xw, the label noise of the examples, M×1."""


def sample_covariance(of: Data = prompt) -> MatrixExpr:
    """S = XᵀX/M, d×d."""
    return of.X.T * of.X / M


def sample_cross_covariance(of: Data = prompt) -> MatrixExpr:
    """S = Xᵀy/M, d×1."""
    return of.X.T * of.y / M


def sample_label_moment(of: Data = prompt) -> Trace:
    """R = yᵀy/M, a scalar."""
    return Trace(of.y.T * of.y) / M
