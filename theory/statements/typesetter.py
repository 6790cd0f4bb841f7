"""What a kind of statement asks of whoever prints it: LaTeX of expressions, and lines of it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sympy import Basic

__all__ = ["Typesetter"]


class Typesetter(Protocol):
    """Lines of LaTeX, written one below the other. ``theory.latex`` has one; nothing of the statements imports it."""

    def tex(self, expression: Basic) -> str:
        """An expression as LaTeX mathematics."""

    def factor(self, expression: Basic) -> str:
        """The same as a factor: in brackets where it is a sum or has a sign."""

    def chain(self, start: Basic | str, links: Iterable[tuple[str, Basic | str]]) -> None:
        """A line ``start relation value``, or several where it is long."""

    def listed(self, introduction: str, formulas: Sequence[str]) -> None:
        """Formulas with commas between them, on as few lines as they fit on."""

    def assigned(self, introduction: str, variables: Sequence[Basic], values: Sequence[Basic]) -> None:
        """``variable = value`` for each variable, listed."""

    def comma(self) -> None:
        """A comma behind what was written last."""
