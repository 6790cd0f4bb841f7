"""The parts of an expression that do not move: their values, exact where they can be, else to many digits."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from sympy import Basic, Expr, MatrixExpr, Number, Tuple

from numerics import evaluate
from numerics.tolerances.digits_carried import DIGITS
from numerics.values.binding import leaves
from theory.algebra.vocabulary.spectral import SpectralSum

__all__ = ["constant_parts", "is_exact", "value_to_many_digits"]


def constant_parts(expression: Basic, variables: tuple[Basic, ...], point: Mapping[Basic, Any]) -> dict[Basic, Any]:
    """The value at the point of each largest part without these variables.

    Raises ValueError for a part without a value.
    """
    found: dict[Basic, Any] = {}
    todo = [expression]
    while todo:
        node = todo.pop()
        if node in found or node in variables or isinstance(node, Number):
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


def value_to_many_digits(expression: Basic, point: Mapping[Basic, Any]) -> Any:
    """Fractions where the value is rational and built without roots, else mpmath numbers."""
    try:
        return evaluate(expression, point, exact=True)
    except ValueError:
        return evaluate(expression, point, precision=DIGITS)


def is_exact(value: Any) -> bool:
    """Whether every entry is a whole number or a fraction."""
    return not any(hasattr(entry, "_mpf_") for entry in np.asarray(value, dtype=object).flat)
