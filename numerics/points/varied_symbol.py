"""Whether a relation holds at many values of one symbol: what does not depend on it is computed once."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from sympy import Basic, Eq, Ge, Gt, Le, Lt, MatrixSymbol, Ne

from numerics.evaluation.arithmetic import Rationals
from numerics.evaluation.walk import Evaluation
from numerics.points.hypotheses import compared, holds, not_computable
from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED
from numerics.values.binding import bind, is_exact, leaves
from numerics.values.number_types import Number

__all__ = ["VariedSymbol"]


class VariedSymbol:
    """``varied(value)`` says what ``holds`` says of the relation where the symbol has that value; False where it is not
    defined.

    ``values`` has whole numbers, fractions and object arrays of them for every symbol of the relation.
    """

    def __init__(self, relation: Basic, values: Mapping[Basic, Number], symbol: Basic) -> None:
        self.relation, self.values, self.symbol = relation, values, symbol
        self._fixed: Evaluation | None = None
        self._is_first = True
        if _is_comparison(relation) and not _is_a_size(symbol, relation) and is_exact(values):
            bound = bind(leaves(*relation.args), values)
            self._fixed = Evaluation({s: v for s, v in bound.items() if s != symbol}, Rationals())

    def __call__(self, value: Number) -> bool:
        try:
            if self._fixed is None:
                return holds(self.relation, {**self.values, self.symbol: value})
            left, right = self._sides(self._fixed, value)
        except ArithmeticError:
            return False
        except ValueError:
            # a root or a logarithm, to many digits then, or what is not defined
            return self._fixed is not None and self._at_length(value)
        return compared(self.relation, left, right)

    def _at_length(self, value: Number) -> bool:
        try:
            return holds(self.relation, {**self.values, self.symbol: value})
        except (ValueError, ArithmeticError):
            return False

    def _sides(self, fixed: Evaluation, value: Number) -> tuple[np.ndarray, np.ndarray]:
        evaluation = fixed.extended({self.symbol: fixed.arithmetic.array(value, self.symbol)})
        left, right = (np.asarray(evaluation(side)) for side in self.relation.args)
        if self._is_first:
            fixed.learn(evaluation, lambda node: self.symbol not in _leaves(node))
            self._is_first = False
        return left, right


def _is_comparison(relation: Basic) -> bool:
    return isinstance(relation, Gt | Ge | Lt | Le | Eq | Ne) and not not_computable(relation)


def _is_a_size(symbol: Basic, relation: Basic) -> bool:
    """Whether shapes depend on it."""
    return any(symbol in n.free_symbols for s in leaves(relation) if isinstance(s, MatrixSymbol) for n in s.shape)


@lru_cache(EXPRESSIONS_REMEMBERED)
def _leaves(node: Basic) -> frozenset[Basic]:
    return frozenset(leaves(node))
