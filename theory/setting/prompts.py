"""Prompts: M labelled examples of one random linear task, and a query. Source: arXiv 2402.14951, data model."""

from sympy import MatrixExpr, MatrixSymbol, Trace

from theory.setting.in_context_learning import Data, InContextLearning
from theory.setting.symbols import M, beta_star, d

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


_standard = InContextLearning()

w = _standard.w
"""The task, w ~ N(β*, Ψ), d×1."""

prompt = _standard.prompt
"""The random prompt: rows of X and the query i.i.d. N(0, H), y ~ N(Xw, σ²I)."""

label = _standard.label
"""The query's label, N(wᵀx, σ²), 1×1: what a model is to predict."""

data = Data(MatrixSymbol("X", M, d), MatrixSymbol("y", M, 1), MatrixSymbol("x", d, 1))
"""An arbitrary prompt, for identities that hold whatever its law."""

task_deviation = w - beta_star
"""ψ = w − β*, d×1."""

noise = prompt.y - prompt.X * w
"""ε = y − Xw, the label noise of the examples, M×1."""


def sample_covariance(of: Data = prompt) -> MatrixExpr:
    """S = XᵀX/M, d×d.

    >>> from theorycheck import setting
    >>> print(setting.sample_covariance())
    1/M*X.T*X
    """
    return of.X.T * of.X / of.X.shape[0]


def sample_cross_covariance(of: Data = prompt) -> MatrixExpr:
    """S = Xᵀy/M, d×1.

    >>> from theorycheck import setting
    >>> print(setting.sample_cross_covariance())
    1/M*X.T*y
    """
    return of.X.T * of.y / of.X.shape[0]


def sample_label_moment(of: Data = prompt) -> Trace:
    """R = yᵀy/M, a scalar.

    >>> from theorycheck import setting
    >>> print(setting.sample_label_moment())
    Trace(y.T*y)/M
    """
    return Trace(of.y.T * of.y) / of.X.shape[0]
