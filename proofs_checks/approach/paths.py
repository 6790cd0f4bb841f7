"""Ways in which the variables of a limit go where they are sent, all at once or one group after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product

from sympy import Basic, oo

from numerics.values.binding import name_of
from numerics.values.number_types import Number
from proofs_checks.settings.limit_trials import MOST_PATHS
from theory.statements import Limit

__all__ = ["Path", "orders", "paths_for", "steep"]


@dataclass(frozen=True)
class Path:
    """Each variable is factor·t^power + offset, or the reciprocal where it tends to 0, as t → ∞ through whole numbers.

    ``levels`` says which t: a variable of level 0 has arrived before those of level 1 set out.
    """

    powers: tuple[int, ...]
    factors: tuple[int, ...]
    offsets: tuple[int, ...]
    levels: tuple[int, ...]

    def sizes(self, scales: tuple[Number, ...]) -> tuple[Number, ...]:
        """The values of factor·t^power + offset where the t of each level is given, as numbers or letters."""
        steps = zip(self.powers, self.factors, self.offsets, self.levels, strict=True)
        return tuple(scales[level] ** p * c + o if o else scales[level] ** p * c for p, c, o, level in steps)

    def values(self, statement: Limit, scale: int) -> dict[Basic, Number]:
        """The variables at a large t. What arrives first is at a power of it that no other variable reaches."""
        last = max(self.levels)
        sizes = self.sizes(tuple(scale ** (10 ** (last - level)) for level in range(last + 1)))
        grows = statement.to == oo
        return {v: n if grows else Fraction(1, n) for v, n in zip(statement.variables, sizes, strict=True)}

    def described(self, statement: Limit) -> dict[str, str]:
        """Every variable as a formula in t."""
        texts = map(self._text, range(len(self.powers)))
        grows = statement.to == oo
        return {
            name_of(v): text if grows else f"1/{text}" if text.isalnum() else f"1/({text})"
            for v, text in zip(statement.variables, texts, strict=True)
        }

    def _text(self, i: int) -> str:
        letter = "t" if not any(self.levels) else f"t{self.levels[i] + 1}"
        power = letter if self.powers[i] == 1 else f"{letter}^{self.powers[i]}"
        scaled = power if self.factors[i] == 1 else f"{self.factors[i]}*{power}"
        return f"{scaled} + {self.offsets[i]}" if self.offsets[i] else scaled


def orders(statement: Limit) -> tuple[tuple[Basic, ...], ...]:
    """The variables in groups: those of a group tend jointly, and the first group has arrived before the next."""
    return statement.groups


def paths_for(statement: Limit) -> tuple[Path, ...]:
    """Of several shapes, the plainest first.

    Equal; both parities of whole numbers; fixed ratios; powers of each other, one of them so large that it stands for
    "after"; and one step beside each other, where differences of variables stay bounded.
    """
    found = [p for group in _groups(statement) for p in _of_group(statement, group)]
    return tuple(dict.fromkeys(found))[:MOST_PATHS]


def steep(statement: Limit, powers: tuple[int, ...]) -> Iterator[Path]:
    """Paths with these powers of t, at several ratios: where two terms of a quotient balance, the ratio counts."""
    count = len(powers)
    for factors in ((1,) * count, *(tuple(3 if i == j else 1 for j in range(count)) for i in range(count))):
        yield Path(powers, factors, (0,) * count, _levels(statement))


def _groups(statement: Limit) -> Iterator[tuple[int, ...]]:
    """Positions of the variables of each group; a path varies the shape within one, and keeps the others equal."""
    for group in orders(statement):
        yield tuple(statement.variables.index(v) for v in group)


def _of_group(statement: Limit, group: tuple[int, ...]) -> Iterator[Path]:
    levels = _levels(statement)
    count, size = len(levels), len(group)

    def path(powers: tuple[int, ...] = (), factors: tuple[int, ...] = (), offsets: tuple[int, ...] = ()) -> Path:
        whole = []
        for values, usual in ((powers, 1), (factors, 1), (offsets, 0)):
            filled = [usual] * count
            for position, value in zip(group, values, strict=False):
                filled[position] = value
            whole.append(tuple(filled))
        return Path(whole[0], whole[1], whole[2], levels)

    yield path()
    if size == 1:
        yield path(factors=(4,))  # a square: roots stay rational
        yield path(factors=(4,), offsets=(1,))
        return
    for powers in ((1, 2), (1, 3), (2, 3), (1, 7)):
        yield from (path(powers=p) for p in _spread(powers, size))
    for ratio in ((1, 2), (1, 10), (1, 3)):
        yield from (path(factors=p) for p in _spread(ratio, size))
    for ratio, offsets in product(((1, 1), (1, 2)), ((1, 0), (0, 1))):
        yield from (path(factors=p, offsets=_spread_like(p, ratio, offsets)) for p in _spread(ratio, size))


def _spread(pair: tuple[int, int], size: int) -> Iterator[tuple[int, ...]]:
    """One variable ahead of all others, one behind, and, with three and more, all of them apart."""
    low, high = pair
    found = [tuple(high if i == j else low for j in range(size)) for i in range(size)]
    found += [tuple(low if i == j else high for j in range(size)) for i in range(size)]
    if size == 3 and high != low:
        found += [tuple(p) for p in permutations((low, high, high * high))]
    yield from dict.fromkeys(found)


def _spread_like(values: tuple[int, ...], pair: tuple[int, int], offsets: tuple[int, int]) -> tuple[int, ...]:
    """The offset of the first of a pair to its first variable, of the second to one of the others."""
    if pair[0] == pair[1]:
        return (offsets[0],) * 1 + (offsets[1],) * (len(values) - 1)
    return tuple(offsets[0] if v == pair[0] else offsets[1] for v in values)


def _levels(statement: Limit) -> tuple[int, ...]:
    where = {v: level for level, group in enumerate(orders(statement)) for v in group}
    return tuple(where[v] for v in statement.variables)
