"""Columns put together from cells of text: decimal numbers as programs write them, or labels."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from numerics.data.intake.reading_options import ReadingOptions
from numerics.values.visible_text import visible

__all__ = ["Fault", "Labels", "Numbers", "days", "is_date", "kind_of_text"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?", re.ASCII)
_OTHER_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([T ]\d.*)?", re.ASCII)
_WITH_COMMA = re.compile(r"-?\d*,\d+", re.ASCII)
_TRUTH = {"true", "false", "yes", "no"}


class Fault(NamedTuple):
    """The first cell of a column of numbers that is none: which row, counted from 0, and what it holds."""

    row: int
    cell: str


class Numbers:
    """A column of numbers, of which a program wrote each as a decimal.

    Python would also read 2019_1, +49, ١٢, １２ and infinity as numbers. Here they are faults; the first is kept.
    """

    def __init__(self, options: ReadingOptions, decimal: str = ".") -> None:
        self.options, self.decimal = options, decimal
        mark = re.escape(decimal)
        # one match for many cells: what has been matched is never given back, so that the time is linear
        number = rf"[ \t]*+-?(?:\d++(?:{mark}\d*+)?|{mark}\d++)(?:[eE][-+]?\d++)?[ \t]*+"
        self._one, self._many = re.compile(number, re.ASCII), re.compile(rf"(?:{number}\n)*+", re.ASCII)
        # a number may stand for no value, too: -999, say
        self._codes = [float(text.replace(decimal, ".")) for text in options.missing or () if self._one.fullmatch(text)]
        self._values: list[np.ndarray] = []
        self._lacking: list[int] = []
        self.count, self.infinite = 0, False
        self.fault: Fault | None = None

    def add(self, cells: Sequence[str] | np.ndarray) -> None:
        """More rows: cells of text, or numbers with nan where there is no value."""
        if isinstance(cells, np.ndarray):
            part = np.where(np.isin(cells, self._codes), np.nan, cells)
            self._lacking += (np.flatnonzero(np.isnan(part)) + self.count).tolist()
        elif self._codes or not self._are_all_numbers(cells):
            part = np.array([self._number(i, cell) for i, cell in enumerate(cells, start=self.count)])
        else:
            part = np.fromiter(map(float, self._pointed(cells)), np.float64, len(cells))
        self.infinite = self.infinite or bool(np.isinf(part).any())
        self._values.append(part)
        self.count += len(part)

    @property
    def values(self) -> np.ndarray:
        """The numbers (n,), nan where there is no value or a fault."""
        return np.concatenate(self._values) if self._values else np.empty(0)

    @property
    def missing(self) -> np.ndarray:
        """Which rows hold no value (n,); a fault is one."""
        missing = np.zeros(self.count, dtype=bool)
        missing[self._lacking] = True
        return missing

    def _are_all_numbers(self, cells: Sequence[str]) -> bool:
        lines = "\n".join(cells) + "\n"
        # a cell may hold a line break itself
        return self._many.fullmatch(lines) is not None and lines.count("\n") == len(cells)

    def _pointed(self, cells: Sequence[str]) -> Sequence[str]:
        return cells if self.decimal == "." else [cell.replace(self.decimal, ".") for cell in cells]

    def _number(self, row: int, cell: str) -> float:
        if self._one.fullmatch(cell):
            number = float(cell.replace(self.decimal, "."))
            if number not in self._codes:
                return number
            self._lacking.append(row)
        elif self.options.stands_for_nothing(cell):
            self._lacking.append(row)
        elif self.fault is None:
            self.fault = Fault(row, cell)
        return np.nan


class Labels:
    """A column of labels: for each row an index among the texts, in the order in which they occur; −1 for none."""

    def __init__(self, options: ReadingOptions) -> None:
        self.options = options
        self._index: dict[str, int] = {}
        self._texts: list[str] = []
        self._codes: list[np.ndarray] = []

    def add(self, cells: Sequence[str] | np.ndarray) -> None:
        """More rows: texts, or numbers, which become texts."""
        texts = [_written(x) for x in cells.tolist()] if isinstance(cells, np.ndarray) else cells
        index = self._index
        # the labels are few, and a cell that was seen before is not looked at again
        for text in texts:
            if text not in index:
                self._enter(text)
        self._codes.append(np.fromiter((index[text] for text in texts), np.int64, len(texts)))

    def _enter(self, text: str) -> None:
        label = visible(text.strip())
        if self.options.stands_for_nothing(label):
            self._index[text] = -1
            return
        if label not in self._index:
            self._index[label] = len(self._texts)
            self._texts.append(label)
        self._index[text] = self._index[label]

    @property
    def texts(self) -> tuple[str, ...]:
        """The labels that occur."""
        return tuple(self._texts)

    @property
    def codes(self) -> np.ndarray:
        """For each row the index of its label (n,), −1 where it has none."""
        return np.concatenate(self._codes) if self._codes else np.empty(0, dtype=np.int64)

    @property
    def missing(self) -> np.ndarray:
        """Which rows hold no value (n,)."""
        return self.codes < 0


def _written(number: float) -> str:
    if number != number:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)


def kind_of_text(cell: str) -> str:
    """What a cell that is no decimal number looks like, with its article."""
    text = cell.strip()
    if is_date(text):
        return "a date"
    if text.lower() in _TRUTH:
        return "a truth value"
    return "a number with a comma" if _WITH_COMMA.fullmatch(text) else "no number"


def is_date(text: str) -> bool:
    """Whether it is written as dates are, in whatever order."""
    return _DATE.fullmatch(text) is not None or _OTHER_DATE.fullmatch(text) is not None


def days(texts: Sequence[str]) -> np.ndarray | None:
    """The dates in days since the earliest, or None where some text is no date as in 2019-12-31."""
    if not all(_DATE.fullmatch(text) for text in texts):
        return None
    try:
        dates = [datetime.fromisoformat(text) for text in texts]
        first = min(dates)
        return np.array([(date - first).total_seconds() / 86400 for date in dates])
    except (ValueError, TypeError):  # the 31st of February; some with a time zone and some without
        return None
