"""Theorems in an order, which a notebook shows as a table."""

from collections.abc import Iterator

from theory.notebook import Part, Sentence, ShownInNotebooks, Table, printer
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
        prose = printer().prose
        rows = [(t.slug, Sentence(prose(t.title)), Sentence(prose(str(t.source)))) for t in self]
        yield Table(("theorem", "title", "source"), rows)

    def __repr__(self) -> str:
        return f"Theorems({', '.join(theorem.slug for theorem in self)})"
