"""Values as text and JSON: fractions stay fractions, matrices become nested tuples."""

from collections.abc import Mapping

import numpy as np

from numerics.values.binding import name_of
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["number", "plain", "point_as_text"]


def plain(value: Number) -> Number:
    """A number as text (floats to twelve digits), a matrix as nested tuples of them."""
    array = np.asarray(value)
    if array.ndim:
        return tuple(plain(row) for row in array)
    item = array.item()
    return f"{item:.12g}" if isinstance(item, float) else str(item)


def point_as_text(values: Mapping[Expression, Number]) -> dict[str, Number]:
    """A point by name, sizes and other scalars first."""
    named = {name_of(symbol): value for symbol, value in values.items()}
    return {name: plain(named[name]) for name in sorted(named, key=lambda n: (np.ndim(named[n]), n))}


def number(value: Number) -> Number:
    """A float, or nested lists of floats, rounded to what JSON readers need."""
    array = np.asarray(value, dtype=np.float64)
    return array.tolist() if array.ndim else float(array)
