"""One step of gradient descent with a learnable initialisation (GD-β). Source: arXiv 2402.14951, GD-β estimators."""

from sympy import MatrixExpr, Trace

from theory.algebra.vocabulary.scalars import inner
from theory.setting.prompts import Data, prompt
from theory.setting.symbols import Gamma, beta

__all__ = ["one_step_gd", "one_step_gd_prediction"]


def one_step_gd(beta: MatrixExpr = beta, Gamma: MatrixExpr = Gamma, of: Data = prompt) -> MatrixExpr:
    """β + Γ Xᵀ(y − Xβ)/M, d×1: one step on ‖y − Xβ‖²/(2M) from β with the matrix step size Γ.

    >>> from theorycheck import setting
    >>> print(setting.one_step_gd())
    beta + 1/M*Gamma*X.T*(-X*beta + y)
    """
    return beta + Gamma * of.X.T * (of.y - of.X * beta) / of.X.shape[0]


def one_step_gd_prediction(beta: MatrixExpr = beta, Gamma: MatrixExpr = Gamma, of: Data = prompt) -> Trace:
    """⟨β + Γ Xᵀ(y − Xβ)/M, x⟩, a scalar.

    >>> from theorycheck import setting
    >>> setting.one_step_gd_prediction().is_Matrix
    False
    """
    return inner(one_step_gd(beta, Gamma, of), of.x)
