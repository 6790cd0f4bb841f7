"""before ≥ after: what is left out is shown to be ≥ 0."""

from collections.abc import Mapping

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.known import Context
from theory.core.relations.summands import require_sum
from theory.core.state import State
from theory.core.unconvinced import NotShownError

__all__ = ["Descends"]


class Descends:
    """before = after + certificates, each ≥ 0, whatever values the variables have.

    That a step also gives variables a value is noted for the minimiser; the bound does not rest on it.
    """

    def follows(self, before: State, after: State, given: Mapping[Expression, Expression], context: Context) -> None:
        if getattr(after.expression, "is_Matrix", False):
            message = "a matrix has no sign"
            raise NotShownError(message, "compare zᵀAz for every z, as a LoewnerBound does")
        require_sum(before, after, context)
