"""The columns of a table, looked at before anything is estimated, with guesses of task and target.

They are guesses from names and values, for a reader to correct; no audit takes them for granted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from numerics.data.intake.cells import Labels, Numbers, days
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.intake.roles import is_unnamed
from numerics.data.intake.sources import raw_table
from numerics.tolerances.intake_limits import FEW_LABELS, MOST_CELLS

__all__ = ["ColumnList", "LookedAt", "columns_of"]


TASKS = ("task", "group", "subject", "firm", "unit", "user", "patient", "school", "class", "country", "state", "region")
TARGETS = ("y", "target", "label", "outcome", "response", "score")
"""Names that say it, whole or as the first or last word."""


@dataclass(frozen=True)
class LookedAt:
    """One column: what it holds, how many values differ, how many are missing, some of them, and what it may be."""

    name: str
    kind: str
    distinct: int
    missing: int
    values: str
    guess: str


@dataclass(frozen=True)
class ColumnList:
    """The columns of a table from its first ``rows``, of which ``complete`` says whether they are all."""

    source: str
    rows: int
    complete: bool
    notes: tuple[str, ...]
    columns: tuple[LookedAt, ...]

    def guessed(self, guess: str) -> tuple[str, ...]:
        """The columns of which this is guessed."""
        return tuple(column.name for column in self.columns if column.guess.startswith(guess))


def columns_of(source: object, options: ReadingOptions | None = None) -> ColumnList:
    """The columns of a path or a data frame. Raises ValueError, one line with the remedy, for what cannot be read."""
    options = options or ReadingOptions()
    raw = raw_table(source, options)
    numbers = {name: Numbers(options, raw.decimal) for name in raw.header}
    labels = {name: Labels(options) for name in raw.header}
    rows, complete = 0, True
    for batch in raw.batches(raw.header):
        room = MOST_CELLS // len(raw.header) - rows
        size = len(next(iter(batch.values())))
        if room <= 0:
            complete = False
            break
        complete = complete and size <= room
        for name, cells in batch.items():
            numbers[name].add(cells[:room])
            labels[name].add(cells[:room])
        rows += min(size, room)
    seen = [_Seen(name, numbers[name], labels[name]) for name in raw.header]
    guesses = _guesses(seen, rows)
    columns = tuple(LookedAt(s.name, s.kind, s.distinct, s.missing, s.shown(), guesses[s.name]) for s in seen)
    return ColumnList(raw.name, rows, complete, raw.said, columns)


class _Seen:
    """A column as numbers and as labels, and which of the two it is."""

    def __init__(self, name: str, numbers: Numbers, labels: Labels) -> None:
        self.name, self.labels = name, labels.texts
        self.codes = labels.codes
        self.missing, self.distinct = int((self.codes < 0).sum()), len(self.labels)
        self.values = numbers.values[~np.isnan(numbers.values)]
        self.kind = self._kind(numbers)

    def _kind(self, numbers: Numbers) -> str:
        if not self.labels:
            return "empty"
        if numbers.fault is None:
            return "whole numbers" if np.all(self.values == np.round(self.values)) else "numbers"
        if days(self.labels) is not None:
            return "dates"
        return "truth values" if {text.lower() for text in self.labels} <= {"true", "false"} else "labels"

    @property
    def is_numeric(self) -> bool:
        return self.kind in {"numbers", "whole numbers"}

    @property
    def counts(self) -> bool:
        return self.is_numeric and len(self.values) > 2 and bool(np.all(np.diff(self.values) == 1))

    def shown(self) -> str:
        """The range of numbers and dates, or the first of the labels."""
        if self.is_numeric:
            return f"{self.values.min():.6g} … {self.values.max():.6g}"
        if self.kind == "dates":
            return f"{min(self.labels)} … {max(self.labels)}"
        return ", ".join(self.labels[:3]) + (", …" if len(self.labels) > 3 else "")

    def named(self, names: Iterable[str]) -> bool:
        words = self.name.lower().replace("-", "_").replace(" ", "_").split("_")
        return bool({words[0], words[-1]} & set(names))


def _guesses(seen: Sequence[_Seen], rows: int) -> dict[str, str]:
    guesses = {s.name: _useless(s) for s in seen}
    free = [s for s in seen if not guesses[s.name]]
    repeated = [s for s in free if 2 <= s.distinct <= rows / 3 and s.missing == 0]
    tasks = (
        [s for s in repeated if s.named((*TASKS, "id"))],
        [s for s in repeated if s.kind == "labels"],
        [s for s in repeated if s.kind == "whole numbers"],
    )
    task = next(chain(*tasks), None)
    numeric = [s for s in free if s.is_numeric and s is not task]
    targets = (
        [s for s in numeric if s.named(TARGETS)],
        [s for s in reversed(numeric) if s.kind == "numbers"],
        list(reversed(numeric)),
    )
    target = next(chain(*targets), None)
    for s, guess in ((task, "task"), (target, "target")):
        if s is not None:
            guesses[s.name] = guess
    return {s.name: guesses[s.name] or _as_feature(s) for s in seen}


def _useless(seen: _Seen) -> str:
    """Why a column can be nothing at all; empty where it may be something."""
    if is_unnamed(seen.name):
        return "ignore: it has no name, as row labels have"
    if seen.distinct < 2:
        return "ignore: it does not vary"
    return "ignore: it numbers the rows" if seen.counts else ""


def _as_feature(seen: _Seen) -> str:
    if seen.is_numeric:
        return "feature"
    if seen.kind == "labels" and seen.distinct > FEW_LABELS:
        return f"ignore: it holds {seen.distinct:,} different labels"
    return f"encode: it holds {seen.kind}"
