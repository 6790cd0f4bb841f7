"""Variance and covariance of scalar expressions, in expectations that are not evaluated."""

from collections.abc import Iterable

from sympy import Expr, Trace

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Covariance", "Variance"]


def Variance(expr: Expression, given: Iterable[RandomMatrix] = ()) -> Expr:
    """E[expr²] − E[expr]² of a scalar or 1×1 expression, unevaluated; ``.doit()`` gives the closed form.

    With ``given`` the conditional variance. Raises ShapeError for a matrix that is not 1×1.

    >>> from sympy import Trace
    >>> from theorycheck import Variance, setting
    >>> Variance(Trace(setting.sample_covariance())).doit()
    2*Trace(H**2)/M
    """
    return Covariance(expr, expr, given)


def Covariance(a: Expression, b: Expression, given: Iterable[RandomMatrix] = ()) -> Expr:
    """E[ab] − E[a] E[b] of scalar or 1×1 expressions, unevaluated; ``.doit()`` gives the closed form.

    With ``given`` the conditional covariance. Raises ShapeError for a matrix that is not 1×1.

    >>> from sympy import Trace
    >>> from theorycheck import Covariance, setting
    >>> S = setting.sample_covariance()
    >>> Covariance(Trace(S), Trace(S)).doit()
    2*Trace(H**2)/M
    """
    a, b = _scalar(a), _scalar(b)
    return Expectation(a * b, given) - Expectation(a, given) * Expectation(b, given)


def _scalar(expr: Expression) -> Expr:
    expr = expression(expr, "the expression")
    if not getattr(expr, "is_Matrix", False):
        return expr
    if expr.shape != (1, 1):
        message = f"{expr} is {expr.shape[0]}×{expr.shape[1]}: variances are taken of scalars, give an entry or a trace"
        raise ShapeError(message)
    return Trace(expr)
