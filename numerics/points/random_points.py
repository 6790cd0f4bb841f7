"""Small random rational values for symbols: the points at which two sides are compared exactly."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np
from sympy import Basic, MatrixSymbol

from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import alternatives
from numerics.points.meeting import meet
from numerics.points.random_numbers import RandomNumbers
from numerics.tolerances.point_limits import DRAWN_SIZES, POINT_ATTEMPTS
from numerics.values.binding import free_parameters, name_of, sort_by_name
from numerics.values.elimination import identity
from numerics.values.kinds import composed, kind_of, require_values, sizes_among
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["admissible_point", "free_parameters", "rational_point"]


def rational_point(
    symbols: Iterable[Basic],
    rng: np.random.Generator,
    *,
    sizes: Mapping[Expression, int] | None = None,
    scale: Fraction = Fraction(1),
    mild: bool = False,
) -> dict[Basic, Number]:
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
    require_values(wanted)
    fixed = {name_of(s): n for s, n in (sizes or {}).items()}
    dimensions = sizes_among(wanted)
    point: dict[Basic, Number] = {}
    for symbol in dimensions:
        drawn = int(rng.choice(DRAWN_SIZES))
        point[symbol] = _size(symbol, fixed.get(name_of(symbol), drawn))
    drawn_sizes, numbers = dict(point), RandomNumbers(rng, mild)
    for symbol in sort_by_name(wanted - set(dimensions)):
        point[symbol] = composed(symbol, numbers, drawn_sizes)
        if _is_scaled(symbol):
            point[symbol] = scale * point[symbol]
    return point


def admissible_point(
    symbols: Iterable[Basic],
    relations: Iterable[Basic],
    rng: np.random.Generator,
    *,
    sizes: Mapping[Expression, int] | None = None,
    given: Mapping[Basic, Number] | None = None,
    scale: Fraction = Fraction(1),
    mild: bool = False,
) -> dict[Basic, Number] | None:
    """A point as of :func:`rational_point` at which all ``relations`` hold, or None where none was found.

    ``symbols`` include those of the relations, which are SymPy relations, predicates (``Q.orthogonal(A)``) and
    combinations of them. ``sizes`` are kept, and those it does not name raised as far as the relations ask; ``given``
    values (fractions) are kept, too. A few draws are moved to where the relations hold (:func:`meeting.meet`),
    plain ones after the generic ones.

    Raises ValueError as ``rational_point``.
    """
    wanted, relations, given = tuple(symbols), tuple(relations), dict(given or {})
    ways = len(alternatives(relations))
    for attempt in range(POINT_ATTEMPTS):
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


def _plain(symbol: Basic, value: Number) -> Number:
    """Diagonal matrices, and columns along the first axis: equations between several of them have solutions there."""
    if not isinstance(symbol, MatrixSymbol):
        return value
    rows, columns = value.shape
    return value * (identity(max(rows, columns))[:rows, :columns])


def _size(symbol: Basic, value: Number) -> int:
    if isinstance(value, bool) or int(value) != value or value < 1:
        message = f"the size {symbol} is {value!r}: give a whole number of at least 1"
        raise ValueError(message)
    return int(value)


def _is_scaled(symbol: Basic) -> bool:
    """Weights, that is what takes any sign; data, which does not, keeps its size."""
    if isinstance(symbol, MatrixSymbol):
        return not kind_of(symbol).semidefinite
    return not (symbol.is_integer or symbol.is_nonnegative or symbol.is_nonpositive)
