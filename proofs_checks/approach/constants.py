"""The parts of an expression that do not move: their values, exact where they can be, else to many digits."""

from collections.abc import Mapping

import numpy as np
import sympy as sp
from sympy import Basic, Expr, MatrixExpr, Tuple

from numerics import evaluate
from numerics.tolerances.digits_carried import DIGITS
from numerics.values.binding import leaves
from numerics.values.number_types import Number
from theory.algebra.vocabulary.spectral import SpectralSum

__all__ = ["constant_parts", "is_exact", "value_to_many_digits"]


def constant_parts(
    expression: Basic, variables: tuple[Basic, ...], point: Mapping[Basic, Number]
) -> dict[Basic, Number]:
    """The value at the point of each largest part without these variables.

    Raises ValueError for a part without a value.
    """
    found: dict[Basic, Number] = {}
    todo = [expression]
    while todo:
        node = todo.pop()
        if node in found or node in variables or isinstance(node, sp.Number):
            continue
        needed = leaves(node)
        if not isinstance(node, Tuple) and needed.isdisjoint(variables):
            found[node] = value_to_many_digits(node, {s: point[s] for s in needed if s in point})
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
