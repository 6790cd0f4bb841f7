"""The predicate that SymPy lacks: a symmetric matrix that is positive semidefinite."""

from typing import Any

from sympy import Basic, Predicate
from sympy.assumptions.assume import AppliedPredicate
from sympy.multipledispatch import Dispatcher

from theory.algebra.symbols import PositiveSemidefiniteMatrix

__all__ = ["SEMIDEFINITE", "positive_semidefinite"]


class PositiveSemidefinitePredicate(Predicate):
    """A ⪰ 0: A is symmetric and zᵀAz ≥ 0 for every z."""

    name = "positive_semidefinite"
    handler = Dispatcher("PositiveSemidefiniteHandler", doc="Whether A ⪰ 0 by its kind.")


SEMIDEFINITE = PositiveSemidefinitePredicate()


@PositiveSemidefinitePredicate.register(PositiveSemidefiniteMatrix)
def _(expr: Any, assumptions: Any) -> bool:
    return True


def positive_semidefinite(matrix: Basic) -> AppliedPredicate:
    """The hypothesis A ⪰ 0, for a matrix that is not declared as a ``PositiveSemidefiniteMatrix``.

    >>> from sympy import MatrixSymbol
    >>> positive_semidefinite(MatrixSymbol("C", 2, 2))
    Q.positive_semidefinite(C)
    """
    return SEMIDEFINITE(matrix)
