"""How far evidence reached: the largest sizes that were tried."""

from collections.abc import Iterable, Mapping

from sympy import Basic

from numerics.values.binding import name_of
from numerics.values.number_types import Number
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Reach", "reach_in_words", "reach_of"]


class Reach(dict[str, int]):
    """The largest size tried, by the name of the size."""

    def add(self, point: Mapping[Expression, Number], dimensions: Iterable[Basic]) -> None:
        """Take note of a point at which a claim was judged."""
        for symbol in dimensions:
            if symbol in point:
                self[name_of(symbol)] = max(int(point[symbol]), self.get(name_of(symbol), 0))


def reach_of(results: Iterable[CheckResult]) -> dict[str, int]:
    """The largest sizes that any confirmation has seen."""
    found: dict[str, int] = {}
    for result in results:
        if result.verdict is Verdict.CONFIRMED:
            for name, size in result.reach.items():
                found[name] = max(size, found.get(name, 0))
    return dict(sorted(found.items(), key=lambda pair: (pair[0].lower(), pair[0])))


def reach_in_words(reach: Mapping[str, int]) -> str:
    """``d ≤ 4, M ≤ 6``; empty where nothing has a size."""
    return ", ".join(f"{name} ≤ {size}" for name, size in reach.items())
