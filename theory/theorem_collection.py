"""Theorems in an order, which a notebook shows as a table."""

from collections.abc import Iterator

from theory.notebook import Part, ShownInNotebooks, Table
from theory.theorem_record import Theorem

__all__ = ["Theorems"]


class Theorems(tuple[Theorem, ...], ShownInNotebooks):
    """A tuple that shows itself: a row a theorem.

    >>> from theorycheck import theorems
    >>> theorems("least_squares_risk")
    Theorems(least_squares_risk)
    """

    __slots__ = ()

    def notebook_parts(self) -> Iterator[Part]:
        yield Table(("theorem", "title", "source"), [(t.slug, t.title, str(t.source)) for t in self])

    def __repr__(self) -> str:
        return f"Theorems({', '.join(theorem.slug for theorem in self)})"
