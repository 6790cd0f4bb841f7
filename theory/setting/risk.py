"""The in-context risk of a prediction, as an unevaluated expectation. Source: arXiv 2402.14951, ICL risk."""

from sympy import Expr, MatrixExpr, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import inner, quad
from theory.setting.gradient_descent import one_step_gd_prediction
from theory.setting.prompts import label, prompt, w
from theory.setting.symbols import Gamma, H, beta, sigma2

__all__ = ["excess_of_coefficient", "excess_risk", "icl_risk", "one_step_gd_excess", "query_distance"]


def icl_risk(prediction: Expr) -> Expectation:
    """R = E(prediction − y)², over prompts, tasks and labels.

    >>> from theorycheck import setting
    >>> from theorycheck import inner
    >>> print(setting.icl_risk(inner(setting.beta_star, setting.prompt.x)).doit())
    sigma2 + Trace(H*Psi)
    """
    return Expectation((prediction - Trace(label)) ** 2)


def excess_risk(prediction: Expr) -> Expr:
    """R − σ²: what is left when the label's own noise is taken off.

    >>> from theorycheck import setting
    >>> from theorycheck import inner
    >>> print(setting.excess_risk(inner(setting.beta_star, setting.prompt.x)).doit())
    Trace(H*Psi)
    """
    return icl_risk(prediction) - sigma2


def excess_of_coefficient(coefficient: MatrixExpr) -> Expr:
    """The excess risk of ⟨coefficient, x⟩ for a coefficient (d×1) computed from the prompt.

    >>> from theorycheck import setting
    >>> print(setting.excess_of_coefficient(setting.beta).doit())
    Trace(H*Psi) + Trace(beta.T*H*beta) - 2*Trace(beta.T*H*beta_star) + Trace(beta_star.T*H*beta_star)
    """
    return excess_risk(inner(coefficient, prompt.x))


def query_distance(coefficient: MatrixExpr) -> Expectation:
    """E‖coefficient − w‖²_H: the same number, with the query integrated out.

    >>> from theorycheck import setting
    >>> print(setting.query_distance(setting.beta).doit())
    Trace(H*Psi) + Trace(beta.T*H*beta) - 2*Trace(beta.T*H*beta_star) + Trace(beta_star.T*H*beta_star)
    """
    return Expectation(quad(coefficient - w, H))


def one_step_gd_excess(beta: MatrixExpr = beta, Gamma: MatrixExpr = Gamma) -> Expr:
    """The excess risk of GD-β.

    >>> from theorycheck import setting
    >>> print(setting.one_step_gd_excess().doit().free_symbols >= {setting.sigma2, setting.M})
    True
    """
    return excess_risk(one_step_gd_prediction(beta, Gamma))
