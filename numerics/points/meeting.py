"""Points moved to where hypotheses hold: equations are solved, structures built, signs and scales changed.

Random points miss what an equation allows. ``meet`` maps any point to one nearby that satisfies the hypotheses, as a
function of its entries: random points become random admissible ones, simple points simple ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import isqrt

import numpy as np
from sympy import Basic, Eq, Ge, Gt, Le, Lt, MatrixSymbol, Ne, Symbol

from numerics.evaluation.walk import evaluate
from numerics.points.hypotheses import alternatives, holds, residual
from numerics.points.matrix_families import structured
from numerics.points.varied_symbol import VariedSymbol
from numerics.tolerances.point_limits import MEETING_CHANGES, MEETING_EXPONENTS, MEETING_ROUNDS
from numerics.values.binding import leaves, sort_by_name
from numerics.values.elimination import identity, nearest_solution
from numerics.values.kinds import in_kind, kind_of
from numerics.values.number_types import Number

__all__ = ["meet", "meets"]

Point = dict[Basic, Number]

_POWERS = tuple(Fraction(2) ** (sign * k) for k in range(1, MEETING_EXPONENTS + 1) for sign in (1, -1))
"""2, 1/2, 4, 1/4, …"""


def meet(
    point: Mapping[Basic, Number], relations: Iterable[Basic], frozen: Iterable[Basic] = (), choice: int = 0
) -> Point | None:
    """A point at which all ``relations`` hold, the same as ``point`` where they hold there; None if none is found.

    ``point`` has whole numbers, fractions and object arrays (n×m) of them for every symbol, and the result, too. The
    ``frozen`` symbols keep their values, and sizes are best among them. ``choice`` says which of several alternatives
    ("or") is tried first.
    """
    branches = alternatives(tuple(relations))
    for i in range(len(branches)):
        repair = _Repair(point, branches[(i + choice) % len(branches)], frozenset(frozen))
        if repair.succeeds():
            return repair.values
    return None


def meets(point: Mapping[Basic, Number], relation: Basic) -> bool:
    """Whether a relation is defined and holds at a point that has a value for each of its symbols."""
    try:
        return holds(relation, {s: point[s] for s in _symbols(relation)})
    except (ValueError, ArithmeticError):
        return False


@cache
def _symbols(relation: Basic) -> tuple[Basic, ...]:
    return sort_by_name(leaves(relation))


class _Repair:
    """A point on its way to where relations without "and" and "or" hold."""

    def __init__(self, point: Mapping[Basic, Number], relations: tuple[Basic, ...], frozen: frozenset[Basic]) -> None:
        self.values = {s: v.item() if isinstance(v, np.ndarray) and v.ndim == 0 else v for s, v in point.items()}
        self.relations, self.frozen = relations, frozen

    def succeeds(self) -> bool:
        """Repair what fails, relations about few symbols first, as long as that helps."""
        for _ in range(MEETING_ROUNDS):
            failing = [r for r in self.relations if not meets(self.values, r)]
            if not failing:
                return True
            failing.sort(key=lambda r: (len(self._movable(r)), not isinstance(r, Eq)))
            # every one of them is tried, for a later change may help an earlier hypothesis
            helped = [meets(self.values, r) or self._repair(r) for r in failing]
            if not any(helped):
                return False
        return all(meets(self.values, r) for r in self.relations)

    def _movable(self, relation: Basic) -> list[Basic]:
        """The symbols that may be changed, those that little else is said of first."""
        found = [s for s in _symbols(relation) if s not in self.frozen]
        said = {s: sum(s in _symbols(r) for r in self.relations) for s in found}
        return sorted(found, key=lambda s: (said[s], kind_of(s).semidefinite))

    def _repair(self, relation: Basic) -> bool:
        kept = [r for r in self.relations if r != relation and meets(self.values, r)]
        left = MEETING_CHANGES
        for propose in (self._solutions, self._simple_changes):
            for symbol in self._movable(relation):
                touched = [relation, *(r for r in kept if symbol in _symbols(r))]
                admit = [VariedSymbol(r, {s: self.values[s] for s in _symbols(r)}, symbol) for r in touched]
                for value in propose(symbol, relation, touched):
                    left -= 1
                    if in_kind(symbol, value) and all(each(value) for each in admit):
                        self.values[symbol] = value
                        return True
                    if not left:
                        return False
        return False

    # -- proposals ------------------------------------------------------------------------------------------------
    def _solutions(self, symbol: Basic, relation: Basic, touched: list[Basic]) -> Iterator[Number]:
        """Values at which an equation holds, and the ends and insides of the intervals that inequalities leave."""
        if self._residual(symbol, self.values[symbol], relation) is None:
            if isinstance(symbol, Symbol):
                yield from self._in_intervals(symbol, touched)
            return
        proposals = [self._scaled_solutions(symbol, relation), self._affine_solutions(symbol, touched)]
        for found in proposals if kind_of(symbol).semidefinite else reversed(proposals):
            yield from found

    def _residual(self, symbol: Basic, value: Number, relation: Basic) -> np.ndarray | None:
        values = {s: value if s == symbol else self.values[s] for s in _symbols(relation)}
        try:
            return residual(relation, values)
        except (ValueError, ArithmeticError):
            return None

    def _affine_solutions(self, symbol: Basic, touched: list[Basic]) -> Iterator[Number]:
        """Solutions of the equations that are affine in this symbol, all of them together and the first alone."""
        wanted = _coordinates(symbol, self.values[symbol])
        systems = [s for r in touched if (s := self._affine_system(symbol, r, wanted)) is not None]
        for some in (systems, systems[:1]) if len(systems) > 1 else (systems,):
            if not some:
                return
            rows, right = (np.concatenate(parts) for parts in zip(*some, strict=True))
            solution = nearest_solution(rows, right, wanted)
            if solution is not None:
                yield _from_coordinates(symbol, solution, self.values[symbol])

    def _affine_system(
        self, symbol: Basic, relation: Basic, wanted: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """An equation as rows·x = right in the coordinates of the symbol; None where it is not affine."""

        def at(x: np.ndarray) -> np.ndarray | None:
            return self._residual(symbol, _from_coordinates(symbol, x, self.values[symbol]), relation)

        units = identity(len(wanted))
        start = at(units[0] * 0)
        columns = [] if start is None else [at(unit) for unit in units]
        if start is None or any(column is None for column in columns):
            return None
        rows = np.stack([column - start for column in columns if column is not None], axis=1)
        # two places off the axes, and one far out, tell polynomials of higher degree from affine functions
        for x in (wanted + 1, 3 * wanted - 2):
            value = at(x)
            if value is None or (value != start + rows @ x).any():
                return None
        return rows, -start

    def _scaled_solutions(self, symbol: Basic, relation: Basic) -> Iterator[Number]:
        """Multiples of the value at which an equation of degree one or two in the factor holds."""
        value = self.values[symbol]

        def at(t: Fraction) -> np.ndarray | None:
            return self._residual(symbol, value * t, relation)

        # everything vanishes at 0, which says little: it is the last of the structures
        yield from (value * t for t in _roots(at) if t)

    def _in_intervals(self, symbol: Symbol, touched: list[Basic]) -> Iterator[Number]:
        x = Fraction(self.values[symbol])
        ends = sorted({root for r in touched for root in self._ends(symbol, r)})
        if not ends:
            return
        reach = abs(x) or Fraction(1)
        inside = [a + (b - a) * reach / (1 + reach) for a, b in pairwise(ends)]
        values = [*inside, ends[-1] + reach, ends[0] - reach]
        # a value of 0 stands for the border
        values = [*ends, *values] if x == 0 else [*values, *ends]
        values += [e + sign / Fraction(2) ** k for e in ends for k in (1, 4, MEETING_EXPONENTS) for sign in (1, -1)]
        if symbol.is_integer:
            values = [Fraction(w) for v in values for w in (v.__floor__(), v.__ceil__())]
        yield from dict.fromkeys(values)

    def _ends(self, symbol: Symbol, relation: Basic) -> list[Fraction]:
        """Where the two sides of an inequality are equal."""
        if not isinstance(relation, Gt | Ge | Lt | Le | Ne | Eq):
            return [Fraction(0)]
        rest = {s: self.values[s] for s in _symbols(relation)}

        def at(x: Fraction) -> np.ndarray | None:
            try:
                left, right = (evaluate(side, {**rest, symbol: x}, exact=True) for side in relation.args)
            except (ValueError, ArithmeticError):
                return None
            return np.asarray(left - right, dtype=object).reshape(-1) * Fraction(1)

        return list(_roots(at))

    def _simple_changes(self, symbol: Basic, relation: Basic, touched: list[Basic]) -> Iterator[Number]:
        """Other signs and scales, matrices shifted by multiples of I, and structures."""
        value = self.values[symbol]
        inequality = self._residual(symbol, value, relation) is None
        if inequality:
            yield -value
            yield from (value * (t * sign) for t in _POWERS for sign in (1, -1))
        if isinstance(symbol, MatrixSymbol):
            shifts = _POWERS[::4] if inequality and value.shape[0] == value.shape[1] else []
            yield from (value + identity(len(value)) * t for t in shifts)
            yield from structured(np.asarray(value, dtype=object) * Fraction(1))
            return
        yield from (Fraction(n) * sign for n in (1, 0, 2, 3) for sign in (1, -1))
        yield from (t * sign for t in _POWERS for sign in (1, -1))


def _roots(at: Callable[[Fraction], np.ndarray | None]) -> Iterator[Fraction]:
    """The rational common roots of polynomials of degree one or two, given by their values (k) at a number."""
    values = [at(Fraction(t)) for t in (0, 1, -1, 2)]
    if any(value is None for value in values):
        return
    zero, one, minus, two = (np.asarray(value) for value in values)
    square, linear = (one + minus) / 2 - zero, (one - minus) / 2
    varying = np.flatnonzero((square != 0) | (linear != 0))
    if not len(varying) or (two != 4 * square + 2 * linear + zero).any():
        return
    a, b, c = (Fraction(part[varying[0]]) for part in (square, linear, zero))
    if a == 0:
        yield -c / b
        return
    root = _root_of(b * b - 4 * a * c)
    if root is not None:
        yield from ((-b + root) / (2 * a), (-b - root) / (2 * a))


def _root_of(x: Fraction) -> Fraction | None:
    """The root of a square of a fraction; None for other numbers."""
    if x < 0:
        return None
    root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    return root if root * root == x else None


def _coordinates(symbol: Basic, value: Number) -> np.ndarray:
    """The entries that determine a value: of symmetric matrices those on and below the diagonal."""
    if isinstance(symbol, Symbol):
        return np.array([Fraction(value)], dtype=object)
    array = np.asarray(value, dtype=object) * Fraction(1)
    return np.asarray(array[np.tril_indices(len(array))] if kind_of(symbol).symmetric else array.reshape(-1))


def _from_coordinates(symbol: Basic, x: np.ndarray, like: Number) -> Number:
    if isinstance(symbol, Symbol):
        return x[0]
    if not kind_of(symbol).symmetric:
        return x.reshape(np.shape(like))
    lower = identity(len(like)) * 0
    lower[np.tril_indices(len(like))] = x
    return lower + np.tril(lower, -1).T
