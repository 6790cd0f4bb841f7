"""What a sweep has found so far: an array for each number, and why numbers are missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from proofs_checks.store.point_journal import PointRecord
from proofs_checks.sweeping.specification import SweepSpec

__all__ = ["SweepResults"]


@dataclass
class SweepResults:
    """``numbers`` are by name, one for each point, NaN where there is none; ``version`` is of what computed them."""

    spec: SweepSpec
    version: str
    numbers: dict[str, np.ndarray] = field(default_factory=dict)
    reasons: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: set[int] = field(default_factory=set)
    finished: int = 0
    _known: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.numbers = {part: np.full(self.spec.size, np.nan) for q in self.spec.quantities for part in q.parts}
        self._known = np.zeros((self.spec.size, len(self.spec.quantities)), dtype=bool)

    def add(self, index: int, record: PointRecord) -> None:
        """What was found at a point, beside what was found there before; quantities not asked for are left out."""
        was = bool(self._known[index].all())
        for place, quantity in enumerate(self.spec.quantities):
            found = record.values.get(quantity.name)
            if found is not None and len(found) == len(quantity.parts):
                for part, number in zip(quantity.parts, found, strict=True):
                    self.numbers[part][index] = number
                self._forget(index, quantity.name)
            elif quantity.name in record.reasons:
                self.reasons.setdefault(index, {})[quantity.name] = record.reasons[quantity.name]
            else:
                continue
            self._known[index, place] = True
        self.faults.discard(index) if not record.faults else self.faults.add(index)
        self.finished += bool(self._known[index].all()) - was

    def missing(self, index: int) -> tuple[str, ...]:
        """The names of the quantities of which nothing is known there."""
        row = self._known[index]
        return (
            () if row.all() else tuple(q.name for q, known in zip(self.spec.quantities, row, strict=True) if not known)
        )

    def lines(self) -> Iterator[tuple[int, str, str]]:
        """Point, quantity and reason, wherever there is no number."""
        for index in sorted(self.reasons):
            yield from ((index, name, reason) for name, reason in self.reasons[index].items())

    def _forget(self, index: int, name: str) -> None:
        kept = {n: reason for n, reason in self.reasons.get(index, {}).items() if n != name}
        if kept:
            self.reasons[index] = kept
        else:
            self.reasons.pop(index, None)
