"""The one table of kinds of symbols, and the one place that checks values against it.

A kind that is not in it has no values, and is refused by name wherever one would be given, drawn or searched for.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np
from sympy import Basic, Dummy, MatrixSymbol, Symbol, sympify

from numerics.values.binding import sort_by_name
from numerics.values.extents import extent_at
from numerics.values.matrix_kinds import (
    ANY_MATRIX,
    DEFINITE_MATRIX,
    RANDOM_MATRIX,
    SEMIDEFINITE_MATRIX,
    SYMMETRIC_MATRIX,
)
from numerics.values.number_kinds import NUMBER
from numerics.values.number_types import Number
from numerics.values.symbol_kind import NumberSource, SymbolKind, WrongKindError
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "NoShapeError",
    "composed",
    "in_kind",
    "kind_of",
    "may_vanish",
    "refuse_wrong_kinds",
    "require_values",
    "shape_of",
    "sizes_among",
]


class NoShapeError(ValueError):
    """Sizes at which a matrix would have no rows, or half of one."""


KINDS: dict[type, SymbolKind] = {
    Symbol: NUMBER,
    Dummy: NUMBER,
    MatrixSymbol: ANY_MATRIX,
    SymmetricMatrix: SYMMETRIC_MATRIX,
    PositiveSemidefiniteMatrix: SEMIDEFINITE_MATRIX,
    PositiveDefiniteMatrix: DEFINITE_MATRIX,
    RandomMatrix: RANDOM_MATRIX,
    MatrixNormal: RANDOM_MATRIX,
}
"""By the exact class: what a subclass means by itself nobody here knows."""


def kind_of(symbol: Expression) -> SymbolKind:
    """The row of the table for a symbol. Raises ValueError, naming the symbol and its class, where there is none.

    >>> from theorycheck import setting
    >>> kind_of(setting.H).definite, kind_of(setting.beta_star).symmetric
    (True, False)
    """
    kind = KINDS.get(type(symbol))
    if kind is None:
        matrices = "MatrixSymbol, SymmetricMatrix, PositiveSemidefiniteMatrix or PositiveDefiniteMatrix"
        known = matrices if isinstance(symbol, MatrixSymbol) else "Symbol"
        message = f"{symbol} is a {type(symbol).__name__}, and what values that can have is not known: use {known}"
        raise ValueError(message)
    return kind


def refuse_wrong_kinds(bound: Mapping[Basic, Number], *, singular: bool = False) -> None:
    """Raise ValueError, naming symbol, value and remedy, where a bound value is none that its symbol can have.

    ``bound`` is what :func:`binding.bind` returns; leading dimensions are a batch, all of which is checked.
    ``singular`` lets a singular value of a matrix pass that is to be ≻ 0, where that is reported in another way.
    """
    for symbol, value in bound.items():
        kind_of(symbol).check(symbol, np.asarray(value), singular)


def in_kind(symbol: Basic, value: Number) -> bool:
    """Whether a symbol of this kind can have this value, a number or an array (..., n, m)."""
    try:
        refuse_wrong_kinds({symbol: value})
    except WrongKindError:
        return False
    return True


def may_vanish(symbol: Basic) -> bool:
    """Whether 0 is among the values."""
    return in_kind(symbol, np.full((1, 1), Fraction(0)) if isinstance(symbol, MatrixSymbol) else Fraction(0))


def require_values(symbols: Iterable[Basic]) -> None:
    """Raise ValueError, naming one, unless all symbols are deterministic and of kinds of the table."""
    for symbol in symbols:
        if kind_of(symbol).value is None:
            message = f"{symbol} is a {type(symbol).__name__}: draw points for deterministic symbols only"
            raise ValueError(message)


def composed(symbol: Expression, source: NumberSource, sizes: Mapping[Expression, int]) -> Number:
    """A value of a symbol, a matrix or a number, made of a source's numbers at these sizes.

    Raises ValueError as :func:`require_values`, NoShapeError for a shape that is not whole and positive.
    """
    require_values((symbol,))
    make = kind_of(symbol).value
    assert make is not None
    return make(symbol, source, shape_of(symbol, sizes) if isinstance(symbol, MatrixSymbol) else (1, 1))


def shape_of(symbol: MatrixSymbol, sizes: Mapping[Expression, int]) -> tuple[int, int]:
    """Rows and columns at these sizes, by symbol; NoShapeError where they are not whole and positive."""
    rows, columns = (sympify(extent_at(n, sizes)) for n in symbol.shape)
    if not all(n.is_Integer and n >= 1 for n in (rows, columns)):
        message = f"{symbol} would have shape {(rows, columns)}: fix the sizes so that its shape is whole and positive"
        raise NoShapeError(message)
    return int(rows), int(columns)


def sizes_among(symbols: Iterable[Basic]) -> tuple[Symbol, ...]:
    """The symbols that are sizes, by name: those in shapes, and every positive integer."""
    given = set(symbols)
    extents = {e for s in given if isinstance(s, MatrixSymbol) for n in s.shape for e in sympify(n).free_symbols}
    return sort_by_name(extents | {s for s in given if isinstance(s, Symbol) and s.is_integer and s.is_positive})
