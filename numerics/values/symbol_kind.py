"""What is known of a kind of symbol: which values it takes, and how they are made of plain numbers.

The rows of the table in ``kinds`` are of this form. A row says how a value is composed; where the numbers come from
(drawn at random, chosen by a search that shrinks, read off a vector) is the business of a source, and no source knows
the kinds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from sympy import Basic

from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["NumberSource", "SymbolKind", "WrongKindError"]


class WrongKindError(ValueError):
    """A value that its symbol cannot have."""


class NumberSource(Protocol):
    """Where the numbers of a value come from; the arrays may have leading dimensions, a batch of values."""

    def number(self, symbol: Expression) -> Number:
        """A number that a scalar symbol can have."""

    def entries(self, rows: int, columns: int) -> np.ndarray:
        """Any numbers (…, rows, columns)."""

    def triangle(self, n: int) -> np.ndarray:
        """Any numbers (…, n, n) on and below the diagonal, 0 above it."""

    def factors(self, n: int, *, definite: bool) -> tuple[np.ndarray, np.ndarray]:
        """L (…, n, n), unit lower triangular, and the diagonal (…, n) of D in L D Lᵀ: ≥ 0, > 0 if ``definite``."""


@dataclass(frozen=True)
class SymbolKind:
    """A row of the table: all that the numerical side knows of the values that symbols of a kind can have.

    ``check(symbol, array, singular)`` raises WrongKindError for a value, with leading dimensions a batch, that is none;
    ``singular`` lets a singular one pass where it is reported in another way. ``value(symbol, source, shape)`` makes
    one of the source's numbers; None for random symbols, which have no value but draws.

    The others are for where claims fail most often. ``edges(symbol, value)``: what lies on the border of the kind
    beside 0, in the shape of ``value`` and with words for it ("of rank one"). ``borders(symbol, value)``: values on the
    border that are made of a value, the smallest first. ``simple(symbol, value)``: the plainest value of that shape.

    ``weaker(symbol)`` is the symbol of the next kind that says less; None where nothing is left to say.
    """

    check: Callable[[Expression, np.ndarray, bool], None]
    value: Callable[[Expression, NumberSource, tuple[int, int]], Number] | None
    edges: Callable[[Expression, Number], Iterator[tuple[str, Number]]]
    borders: Callable[[Expression, Number], Iterator[Number]]
    simple: Callable[[Expression, Number], Number]
    weaker: Callable[[Expression], Basic | None]
    symmetric: bool = False
    """A is Aᵀ: what lies on and below the diagonal determines the rest."""
    semidefinite: bool = False
    definite: bool = False
