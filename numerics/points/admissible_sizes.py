"""Sizes that hypotheses about sizes admit, as near as possible to wanted ones."""

from collections.abc import Iterable, Mapping
from itertools import product

from sympy import Basic, Integer, Symbol, lambdify

from numerics.points.hypotheses import alternatives
from numerics.points.meeting import meets
from numerics.tolerances.point_limits import LARGEST_SIZE, SIZE_COMBINATIONS, SIZES_RAISED
from numerics.values.binding import leaves, sort_by_name
from numerics.values.kinds import in_kind
from numerics.values.number_types import Number

__all__ = ["admissible_sizes"]


def admissible_sizes(wanted: Mapping[Basic, int], relations: Iterable[Basic]) -> dict[Basic, int] | None:
    """The sizes nearest to the ``wanted`` ones at which every relation between them alone holds; None without any.

    Larger ones are preferred to smaller ones, sizes are at least 1 and have the properties of their symbols (``even``).
    Relations that speak of other symbols, too, are left aside.
    """
    about_sizes = tuple(r for r in relations if leaves(r) and leaves(r) <= wanted.keys())
    concerned = [s for s in sort_by_name(wanted) if any(s in leaves(r) for r in about_sizes) or _is_special(s)]
    best: tuple[int, dict[Basic, int]] | None = None
    for branch in alternatives(about_sizes):
        found = _nearest(wanted, concerned, branch)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return None if best is None else {**wanted, **best[1]}


def _is_special(symbol: Basic) -> bool:
    return isinstance(symbol, Symbol) and not all(in_kind(symbol, n) for n in (1, 2, 3))


def _nearest(
    wanted: Mapping[Basic, int], concerned: list[Basic], branch: tuple[Basic, ...]
) -> tuple[int, dict[Basic, int]] | None:
    if not concerned:
        return 0, {}
    named = {int(n) + k for r in branch for n in r.atoms(Integer) for k in (-1, 0, 1, 2) if abs(n) <= LARGEST_SIZE}
    choices = [_by_cost(s, wanted[s], named) for s in concerned]
    # many sizes at once are changed a little only
    while (count := _product(map(len, choices))) > SIZE_COMBINATIONS and count:
        choices = [c[: max(2, len(c) - 1)] for c in choices]
    tests = [_test(r, concerned) for r in branch]
    candidates = sorted(product(*choices), key=lambda choice: (sum(cost for cost, _ in choice), choice))
    for choice in candidates:
        sizes = [n for _, n in choice]
        if all(test(sizes) for test in tests):
            return sum(cost for cost, _ in choice), dict(zip(concerned, sizes, strict=True))
    return None


def _by_cost(symbol: Basic, wanted: int, named: set[int]) -> list[tuple[int, int]]:
    numbers = {*range(1, wanted + SIZES_RAISED + 1), *named}
    # smaller sizes let more wrong formulas pass
    costs = ((n - wanted if n >= wanted else 3 * (wanted - n), n) for n in numbers)
    return sorted(
        pair for pair in costs if pair[1] >= 1 and (not isinstance(symbol, Symbol) or in_kind(symbol, pair[1]))
    )


def _product(numbers: Iterable[int]) -> int:
    result = 1
    for n in numbers:
        result *= n
    return result


def _test(relation: Basic, symbols: list[Basic]) -> Number:
    """The relation as a function of a list of sizes: compiled, for it is asked for thousands of them."""
    if isinstance(relation, Symbol) or not getattr(relation, "is_Relational", False):
        return lambda sizes: meets(dict(zip(symbols, sizes, strict=True)), relation)
    compiled = lambdify(symbols, relation, modules="math")

    def test(sizes: list[int]) -> bool:
        try:
            return bool(compiled(*sizes))
        except (ValueError, ArithmeticError, TypeError):
            return False

    return test
