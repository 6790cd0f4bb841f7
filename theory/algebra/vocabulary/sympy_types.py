"""The border to SymPy, which has no types: the one place of ``theory`` where ``Any`` stands, with what it stands for.

SymPy's operators and constructors return what depends on the values, and attributes such as ``shape``, ``lhs`` or
``base`` are those of a node's class. Which class it is, the code asks where it matters; a type checker cannot.
"""

from typing import Any, Protocol

__all__ = ["Equation", "Expression", "SymPyPrinter"]

Expression = Any
"""A scalar, a matrix, a size, a relation or a predicate of SymPy's, and what SymPy makes one of, such as 2."""

SymPyPrinter = Any
"""A printer of SymPy's: ``doprint``, ``_print``, ``parenthesize``."""


class Equation(Protocol):
    """Two sides that are equal: an equation of SymPy's, a statement, or a pair of letters."""

    @property
    def lhs(self) -> Expression:
        """The left side."""

    @property
    def rhs(self) -> Expression:
        """The right side."""
