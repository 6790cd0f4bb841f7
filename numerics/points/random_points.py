"""Small random rational values for symbols: the points at which two sides are compared exactly."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Basic, MatrixSymbol, Symbol, sympify

from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import alternatives
from numerics.points.meeting import meet
from numerics.values.binding import free_parameters, name_of, sort_by_name
from numerics.values.elimination import identity
from numerics.values.extents import extent_at
from numerics.values.kinds import in_kind
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix

__all__ = ["admissible_point", "free_parameters", "rational_point"]

# sizes 1 let up to a third of wrong formulas pass
SIZES = (2, 3)
# a zero variance or a singular matrix is an edge case, not the rule
ZERO_CHANCE, SINGULAR_CHANCE = 0.125, 0.25

ATTEMPTS = 8
"""Draws for one admissible point; the hypotheses that construction cannot meet exclude thin sets at most."""

REDRAWS = 64
"""Draws of a scalar with a rare property, such as that of being even and prime."""


def rational_point(
    symbols: Iterable[Basic],
    rng: np.random.Generator,
    *,
    sizes: Mapping[Any, int] | None = None,
    scale: Fraction = Fraction(1),
    mild: bool = False,
) -> dict[Basic, Any]:
    """A value for every symbol: int for sizes, ``Fraction`` for scalars, n×m object arrays of them for matrices.

    Sizes are the positive integer symbols, wherever they occur, and those of the shapes; ``sizes`` fixes them by
    symbol or name, the rest are 2 or 3. Scalars keep their assumptions (positive, nonnegative, integer, …), matrices
    their kind: A ≻ 0 as L D Lᵀ with D > 0, A ⪰ 0 with D ≥ 0 and one zero in a quarter of the draws; the ``mild`` ones
    have smaller condition numbers. ``scale`` multiplies the matrices that are not definite and the scalars of either
    sign, which makes weights smaller beside the data. The same generator state and symbols give the same point. Raises
    ValueError for random symbols and unusable sizes.

    >>> from theorycheck import rational_point, setting
    >>> point = rational_point([setting.H, setting.sigma2], np.random.default_rng(0), sizes={"d": 2})
    >>> point[setting.d], point[setting.H].shape, type(point[setting.sigma2]).__name__
    (2, (2, 2), 'Fraction')
    """
    wanted = set(symbols)
    for symbol in wanted:
        if isinstance(symbol, RandomMatrix) or not isinstance(symbol, Symbol | MatrixSymbol):
            message = f"{symbol} is a {type(symbol).__name__}: draw points for deterministic symbols only"
            raise ValueError(message)
    fixed = {name_of(s): n for s, n in (sizes or {}).items()}
    extents = {e for s in wanted if isinstance(s, MatrixSymbol) for n in s.shape for e in sympify(n).free_symbols}
    dimensions = extents | {s for s in wanted if isinstance(s, Symbol) and s.is_integer and s.is_positive}
    point: dict[Basic, Any] = {}
    for symbol in sort_by_name(dimensions):
        drawn = int(rng.choice(SIZES))
        point[symbol] = _size(symbol, fixed.get(name_of(symbol), drawn))
    drawn_sizes = dict(point)
    for symbol in sort_by_name(wanted - dimensions):
        is_matrix = isinstance(symbol, MatrixSymbol)
        point[symbol] = _matrix(symbol, drawn_sizes, rng, mild) if is_matrix else _number(symbol, rng)
        if not isinstance(symbol, PositiveSemidefiniteMatrix) and (is_matrix or _takes_any_sign(symbol)):
            point[symbol] = scale * point[symbol]
    return point


def admissible_point(
    symbols: Iterable[Basic],
    relations: Iterable[Basic],
    rng: np.random.Generator,
    *,
    sizes: Mapping[Any, int] | None = None,
    given: Mapping[Basic, Any] | None = None,
    scale: Fraction = Fraction(1),
    mild: bool = False,
) -> dict[Basic, Any] | None:
    """A point as of :func:`rational_point` at which all ``relations`` hold, or None where none was found.

    ``symbols`` include those of the relations, which are SymPy relations, predicates (``Q.orthogonal(A)``) and
    combinations of them. ``sizes`` are kept, and those it does not name raised as far as the relations ask; ``given``
    values (fractions) are kept, too. A few draws are moved to where the relations hold (:func:`meeting.meet`),
    plain ones after the generic ones.

    Raises ValueError as ``rational_point``.
    """
    wanted, relations, given = tuple(symbols), tuple(relations), dict(given or {})
    ways = len(alternatives(relations))
    for attempt in range(ATTEMPTS):
        point = rational_point(wanted, rng, sizes=sizes, scale=scale, mild=mild)
        fixed = {name_of(s) for s in (sizes or {})}
        extents = {s: n for s, n in point.items() if isinstance(n, int)}
        nearest = admissible_sizes(extents, relations)
        if nearest is None:
            return None
        raised = {s: n for s, n in nearest.items() if name_of(s) not in fixed and n != extents[s]}
        if raised:
            point = rational_point(wanted, rng, sizes={**extents, **raised}, scale=scale, mild=mild)
        if attempt % 4 == 3:
            point = {s: _plain(s, v) for s, v in point.items()}
        point |= given
        found = meet(point, relations, {*extents, *given}, int(rng.integers(ways)) if ways > 1 else 0)
        if found is not None:
            return found
    return None


def _plain(symbol: Basic, value: Any) -> Any:
    """Diagonal matrices, and columns along the first axis: equations between several of them have solutions there."""
    if not isinstance(symbol, MatrixSymbol):
        return value
    rows, columns = value.shape
    return value * (identity(max(rows, columns))[:rows, :columns])


def _size(symbol: Basic, value: Any) -> int:
    if isinstance(value, bool) or int(value) != value or value < 1:
        message = f"the size {symbol} is {value!r}: give a whole number of at least 1"
        raise ValueError(message)
    return int(value)


def _number(symbol: Symbol, rng: np.random.Generator) -> Fraction:
    """A number with every property of the symbol; ValueError where random ones do not have it."""
    for _ in range(REDRAWS):
        value = _scalar(symbol, rng)
        if in_kind(symbol, value):
            return value
    message = f"no number was found for {symbol} among fractions: declare it real, positive, nonnegative or integer"
    raise ValueError(message)


def _scalar(symbol: Symbol, rng: np.random.Generator) -> Fraction:
    value = Fraction(int(rng.integers(1, 10)), 1 if symbol.is_integer else int(rng.integers(1, 5)))
    sign = int(rng.choice((-1, 1)))
    vanish = rng.random() < ZERO_CHANCE
    if symbol.is_negative or symbol.is_nonpositive:
        sign = -1
    elif symbol.is_positive or symbol.is_nonnegative:
        sign = 1
    return Fraction(0) if vanish and not symbol.is_nonzero else sign * value


def _takes_any_sign(symbol: Symbol) -> bool:
    return not (symbol.is_integer or symbol.is_nonnegative or symbol.is_nonpositive)


def _matrix(symbol: MatrixSymbol, sizes: Mapping[Basic, int], rng: np.random.Generator, mild: bool) -> np.ndarray:
    extents = [sympify(extent_at(n, sizes)) for n in symbol.shape]
    if not all(n.is_Integer and n >= 1 for n in extents):
        message = f"{symbol} would have shape {tuple(extents)}: fix the sizes so that its shape is whole and positive"
        raise ValueError(message)
    rows, columns = map(int, extents)
    if isinstance(symbol, PositiveSemidefiniteMatrix):
        return _semidefinite(rows, rng, definite=isinstance(symbol, PositiveDefiniteMatrix), mild=mild)
    entries = _fractions(rng.integers(-6, 7, size=(rows, columns)), 2)
    if isinstance(symbol, SymmetricMatrix):
        return np.tril(entries) + np.tril(entries, -1).T
    return entries


def _semidefinite(n: int, rng: np.random.Generator, *, definite: bool, mild: bool) -> np.ndarray:
    # below the diagonal up to ±1, or ±1/2; between 1/2 and 3 on it, or between 1 and 2
    below, least, most = (1, 2, 5) if mild else (2, 1, 7)
    lower = _fractions(np.tril(rng.integers(-below, below + 1, size=(n, n)), -1) + 2 * np.eye(n, dtype=int), 2)
    diagonal = _fractions(rng.integers(least, most, size=n), 2)
    singular, where = rng.random() < SINGULAR_CHANCE, int(rng.integers(n))
    if singular and not definite:
        diagonal[where] = Fraction(0)
    return (lower * diagonal) @ lower.T


def _fractions(numerators: np.ndarray, denominator: int) -> np.ndarray:
    result = np.empty(numerators.shape, dtype=object)
    for index in np.ndindex(numerators.shape):
        result[index] = Fraction(int(numerators[index]), denominator)
    return result
