"""What can go wrong with an expression, each a ``ValueError`` whose message names the culprit and the remedy."""

__all__ = ["NameClashError", "ShapeError", "Undecidable", "UnsupportedExpressionError"]


class ShapeError(ValueError):
    """Matrices whose shapes do not conform.

    >>> from theorycheck import LoewnerBound, ShapeError, setting
    >>> try:
    ...     LoewnerBound(setting.H, setting.beta)
    ... except ShapeError as error:
    ...     print(type(error).__name__)
    ShapeError
    """


class NameClashError(ValueError):
    """One name used for two different symbols (two laws, kinds or shapes).

    >>> from theorycheck import NameClashError, inner, setting
    >>> try:
    ...     setting.icl_risk(inner(setting.beta, setting.data.x)).doit()  # data.x is no random query
    ... except NameClashError as error:
    ...     print(str(error)[:44])
    the name x stands for two different symbols,
    """


class UnsupportedExpressionError(ValueError):
    """A term the engine cannot integrate or the normal form cannot represent; the message names it.

    >>> from sympy import exp
    >>> from theorycheck import Expectation, UnsupportedExpressionError, inner, setting
    >>> try:
    ...     Expectation(exp(inner(setting.prompt.x, setting.beta))).doit()
    ... except UnsupportedExpressionError as error:
    ...     print(type(error).__name__)
    UnsupportedExpressionError
    """


class Undecidable(ValueError):  # noqa: N818  (a verdict, not a failure: nothing went wrong)
    """Neither side of an equality could be brought to the other, and no point was found where they differ.

    >>> from theorycheck import Undecidable
    >>> issubclass(Undecidable, Exception)
    True
    """
