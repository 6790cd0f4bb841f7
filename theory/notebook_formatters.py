"""Expressions in notebooks: those that hold a letter of this package look as its theorems do."""

import sys
from collections.abc import Callable
from typing import Protocol, cast

from sympy import Basic, preorder_traversal

from theory.notebook import printer

__all__ = ["Formatter", "connect_running_notebook", "expression_html", "expression_tex"]


class Formatter(Protocol):
    """What IPython makes one kind of output with."""

    def for_type(self, kind: type, show: Callable[[Basic], str | None]) -> object:
        """Say how values of a class are shown; None leaves this kind of output out."""


def connect_running_notebook() -> None:
    """Hand IPython, where it runs, what shows expressions (called once, on ``import theory``).

    SymPy has one method for all expressions, with letters of its own. Those without a node of this package stay as
    SymPy shows them, so that nothing changes in a notebook that has only imported it.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    if shell is None:
        return
    formatters = cast("dict[str, Formatter]", shell.display_formatter.formatters)
    formatters["text/html"].for_type(Basic, expression_html)
    formatters["text/latex"].for_type(Basic, expression_tex)


def expression_html(expression: Basic) -> str | None:
    """The expression as MathML; None for one without a node of this package.

    >>> from sympy import Symbol
    >>> from theorycheck import setting
    >>> expression_html(Symbol("x")) is None, "𝐇" in expression_html(setting.H)
    (True, True)
    """
    return printer().expression_part(expression).html() if _is_own(expression) else None


def expression_tex(expression: Basic) -> str | None:
    r"""The expression as LaTeX between ``$$``; what has no node of this package as SymPy prints it.

    >>> from theorycheck import setting
    >>> expression_tex(setting.H)
    '$$ \\mathbf{H} $$'
    """
    return printer().expression_part(expression).latex() if _is_own(expression) else _sympy_tex(expression)


def _sympy_tex(expression: Basic) -> str | None:
    """What SymPy's own method says, which is not there for predicates and for some tuples."""
    show: Callable[[], str] | None = getattr(expression, "_repr_latex_", None)
    return None if show is None else show()


def _is_own(expression: Basic) -> bool:
    return any(type(node).__module__.startswith("theory.") for node in preorder_traversal(expression))
