"""A trainable guess of the query's label, which stands in the token matrix where the label is missing."""

from sympy import MatrixExpr, MatrixSymbol

from theory.setting.prompts import Data, prompt
from theory.setting.symbols import d

__all__ = ["linear_guess", "omega"]

omega = MatrixSymbol("omega", d, 1)
"""The guess's weights."""


def linear_guess(of: Data = prompt) -> MatrixExpr:
    """ωᵀx, 1×1.

    >>> from theorycheck import setting
    >>> setting.linear_guess().shape
    (1, 1)
    """
    return omega.T * of.x
