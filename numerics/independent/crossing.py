"""Draws that share what is dear: one prompt with several tasks, and each of these with several queries.

X = mean + A Z Bᵀ holds entry by entry of a batch, whichever of its axes Z varies along. As long as no two symbols share
noise, they have their joint law in every cell of the product of all axes, and the mean of an integrand over the cells
of a group has the integrand's mean. Groups are independent, so that their means are a sample like any other; one of
less variance, and a cheap one, because what does not vary along an axis is drawn and computed once.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod

from numerics.tolerances.repeated_draws import REPEATS_WEIGHED, WORTH_REPEATING
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols

__all__ = ["NOT_REPEATED", "Repeats", "axes_of", "best_repeats", "parents_of", "shares_of_variance", "work_of"]

Repeats = Mapping[str, int]
"""How many values a group holds of the symbols that open an axis, by name; 1 where none is given."""

NOT_REPEATED: Repeats = {}

Shares = Mapping[frozenset[str], float]
"""The variance σ²_S that each set S of axes adds to that of a single value."""


@lru_cache(256)
def parents_of(symbol: RandomMatrix) -> frozenset[RandomMatrix]:
    """The random symbols in mean and covariances."""
    return frozenset(x for a in symbol.args[1:] for x in random_symbols(a))


def axes_of(order: Sequence[RandomMatrix], entries: Mapping[RandomMatrix, int]) -> dict[RandomMatrix, frozenset[str]]:
    """The axes along which each symbol varies beside that of the groups, by the names of the symbols that open them.

    The symbol with the most entries, which is dear to draw, varies with the group alone, and so does all that it
    depends on. Of the others, those that depend on none of the others open an axis, and the rest vary along all axes of
    what they depend on. ``order`` has parents before children.
    """
    if not order:
        return {}
    shared = _with_ancestors(max(order, key=entries.__getitem__))
    axes: dict[RandomMatrix, frozenset[str]] = {}
    for symbol in order:
        inherited = frozenset[str]().union(*(axes[parent] for parent in parents_of(symbol)))
        axes[symbol] = frozenset() if symbol in shared else inherited or frozenset({symbol.name})
    return axes


def _with_ancestors(symbol: RandomMatrix) -> set[RandomMatrix]:
    return {symbol}.union(*map(_with_ancestors, parents_of(symbol)))


def shares_of_variance(
    axes: Sequence[str], length: int, variances: Mapping[frozenset[str], float]
) -> dict[frozenset[str], float]:
    """The variance that each set of axes adds to that of a single value: σ²_S with Var = Σ_S σ²_S / Π_{i∈S} k_i.

    ``variances`` holds, for every set, the variance of the mean of ``length`` values along its axes, and of one along
    the others.
    """
    shares = dict(variances)
    for axis in axes:
        # V(1) = a + b and V(k) = a + b/k: what is averaged out along the axis, and what is not
        for without in [s for s in shares if axis not in s]:
            single, averaged = shares[without], shares[without | {axis}]
            varying = (single - averaged) * length / (length - 1)
            shares[without], shares[without | {axis}] = single - varying, varying
    # estimates of what is 0 may be negative
    return {axes_varied: max(share, 0.0) for axes_varied, share in shares.items()}


def best_repeats(shares: Shares, costs: Iterable[tuple[frozenset[str], float]], enough: float = 0.0) -> Repeats:
    """The numbers of values along each axis for which variance times cost of a group is least.

    ``costs``: what is computed for every combination of values along a set of axes, and what one of them costs.
    ``enough``: a variance of which less is no gain.
    """
    axes, costs = sorted(frozenset[str]().union(*shares)), list(costs)
    choices = [dict(zip(axes, lengths, strict=True)) for lengths in product(REPEATS_WEIGHED, repeat=len(axes))]
    best = min(choices, key=lambda repeats: work_of(repeats, shares, costs, enough))
    single = work_of(NOT_REPEATED, shares, costs, enough)
    return best if work_of(best, shares, costs, enough) < WORTH_REPEATING * single else NOT_REPEATED


def work_of(
    repeats: Repeats, shares: Shares, costs: Iterable[tuple[frozenset[str], float]], enough: float = 0.0
) -> float:
    """The variance of a group times what it costs."""
    variance = sum(share / _times(varied, repeats) for varied, share in shares.items())
    return max(variance, enough) * sum(cost * _times(varied, repeats) for varied, cost in costs)


def _times(axes: frozenset[str], repeats: Repeats) -> int:
    return prod(repeats.get(axis, 1) for axis in axes)
