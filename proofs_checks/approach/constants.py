"""The parts of an expression that do not move: their values, exact where they can be, else to many digits."""

from collections.abc import Mapping

import numpy as np
import sympy as sp
from sympy import Basic, Expr, MatrixExpr, Tuple

from numerics import evaluate
from numerics.evaluation.arithmetic import Rationals
from numerics.evaluation.walk import Evaluation, refuse_expectations
from numerics.tolerances.digits_carried import DIGITS
from numerics.values.binding import bind, leaves
from numerics.values.kinds import refuse_wrong_kinds
from numerics.values.number_types import Number
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.algebra.vocabulary.work_limits import refuse_too_deep

__all__ = ["ValuesAtPoint", "constant_parts", "is_exact", "value_to_many_digits"]


class ValuesAtPoint:
    """Values of expressions at one point, by which what they share is computed once, exact where they can be.

    Raises ValueError for a symbol without a value, and for a value that its symbol cannot have.
    """

    def __init__(self, point: Mapping[Basic, Number]) -> None:
        self.point = point
        self._bound: set[Basic] = set()
        self._exactly = Evaluation({}, Rationals())

    def __call__(self, node: Basic) -> Number:
        """The value of an expression without expectations; to many digits where it has roots or logarithms."""
        refuse_expectations(node)
        self._bind(leaves(node) - self._bound)
        try:
            value = np.asarray(self._exactly(node))
        except ValueError:
            return evaluate(node, self._at(leaves(node)), precision=DIGITS)
        return value.item() if value.ndim == 0 else value

    def _bind(self, symbols: set[Basic]) -> None:
        if symbols:
            bound = bind(symbols, self._at(symbols))
            refuse_wrong_kinds(bound)
            numbers = {s: self._exactly.arithmetic.array(v, s) for s, v in bound.items()}
            self._exactly = self._exactly.extended(numbers)
            self._bound |= symbols

    def _at(self, symbols: set[Basic]) -> dict[Basic, Number]:
        return {s: self.point[s] for s in symbols if s in self.point}


def constant_parts(expression: Basic, variables: tuple[Basic, ...], values: ValuesAtPoint) -> dict[Basic, Number]:
    """The value at the point of each largest part without these variables.

    Raises ValueError for a part without a value.
    """
    refuse_too_deep(expression)
    found: dict[Basic, Number] = {}
    todo = [expression]
    while todo:
        node = todo.pop()
        if node in found or node in variables or isinstance(node, sp.Number):
            continue
        if not isinstance(node, Tuple) and leaves(node).isdisjoint(variables):
            found[node] = values(node)
        elif isinstance(node, SpectralSum):
            # its function is evaluated symbol by symbol
            todo += [node.matrix, *(leaves(node.function.expr) - {node.variable})]
        else:
            todo += [a for a in node.args if isinstance(a, Expr | MatrixExpr | Tuple)]
    return found


def value_to_many_digits(expression: Basic, point: Mapping[Basic, Number]) -> Number:
    """Fractions where the value is rational and built without roots, else mpmath numbers."""
    try:
        return evaluate(expression, point, exact=True)
    except ValueError:
        return evaluate(expression, point, precision=DIGITS)


def is_exact(value: Number) -> bool:
    """Whether every entry is a whole number or a fraction."""
    return not any(hasattr(entry, "_mpf_") for entry in np.asarray(value, dtype=object).flat)
