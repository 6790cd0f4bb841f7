"""What a statement claims at one point: two sides and a relation between them."""

from dataclasses import dataclass

from sympy import Basic

__all__ = ["Claim"]


@dataclass(frozen=True)
class Claim:
    """``left relation right`` at a point, after ``moves``: variables set to expressions evaluated at that point.

    ``relation`` is ``=``, ``≤``, ``<`` or, for matrices, ``⪯``; a ``<`` says nothing where every variable has its
    value in ``unless``.
    ``local`` claims differ from equality too little to be seen by sampling. ``of_order_two`` names random matrices of
    which two moments are given and no law, where they stand here as Gaussian ones. ``shown`` names what a
    counterexample shows beside the sides, and ``shown_as`` holds the sides, and the relation between
    them, as a reader is shown them.
    """

    left: Basic
    relation: str
    right: Basic
    where: str = ""
    moves: tuple[tuple[Basic, Basic], ...] = ()
    unless: tuple[tuple[Basic, Basic], ...] = ()
    local: bool = False
    shown_as: tuple[Basic | str, ...] = ()
    of_order_two: frozenset[str] = frozenset()
    shown: tuple[tuple[str, Basic], ...] = ()

    def __str__(self) -> str:
        sides = self.shown_as or (self.left, self.relation, self.right)
        return " ".join(map(str, sides)) + (f", {self.where}" if self.where else "")

    def expressions(self) -> tuple[Basic, ...]:
        """Everything that a point must give values to."""
        return (self.left, self.right, *(e for pair in (*self.moves, *self.unless) for e in pair))
