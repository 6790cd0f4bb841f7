"""What the runs of an experiment found, by arm and seed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from proofs_checks.json_types import Json, JsonObject, array_in, number_in, text_in

__all__ = ["Results", "SeedResult"]


@dataclass(frozen=True)
class SeedResult:
    """What one run found, as plain JSON data; ``seconds`` of CPU that it took."""

    arm: str
    seed: int
    data: JsonObject
    seconds: float


class Results:
    """Results of an experiment, in the order of seeds within each arm."""

    def __init__(self, results: Iterable[SeedResult]) -> None:
        self._by_arm: dict[str, list[SeedResult]] = {}
        for result in sorted(results, key=lambda r: r.seed):
            self._by_arm.setdefault(result.arm, []).append(result)

    def __iter__(self) -> Iterator[SeedResult]:
        for results in self._by_arm.values():
            yield from results

    @property
    def arms(self) -> tuple[str, ...]:
        """Those of which there is a result."""
        return tuple(self._by_arm)

    def of(self, arm: str) -> tuple[SeedResult, ...]:
        """The results of an arm, seed after seed."""
        return tuple(self._by_arm.get(arm, ()))

    def seconds(self, arm: str) -> float:
        return sum(result.seconds for result in self.of(arm))

    def numbers(self, arm: str, name: str) -> np.ndarray:
        """The number of that name of each seed (n,); NaN where it is null. Raises KeyError, TypeError."""
        return np.array([_number(result.data[name]) for result in self.of(arm)], dtype=np.float64)

    def texts(self, arm: str, name: str) -> tuple[str, ...]:
        """The text of that name of each seed. Raises KeyError, TypeError."""
        return tuple(text_in(result.data[name]) for result in self.of(arm))

    def curves(self, arm: str, name: str) -> np.ndarray:
        """The array of that name of each seed (n, k, …), NaN for null. Raises ValueError where lengths differ."""
        return np.array([_numbers(result.data[name]) for result in self.of(arm)], dtype=np.float64)


def _number(value: Json) -> float:
    return float("nan") if value is None else float(number_in(value))


def _numbers(value: Json) -> object:
    return [_numbers(v) if isinstance(v, list | tuple) else _number(v) for v in array_in(value)]
