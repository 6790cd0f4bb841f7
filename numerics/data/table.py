"""A table of examples from several tasks, read from CSV and looked over: nothing is silently dropped or filled in."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from numerics.tolerances.file_limits import CSV_BYTES
from numerics.tolerances.shown_lengths import SHOWN_COLUMNS
from numerics.values.file_contents import contents_of
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened, visible

__all__ = ["Table"]

_MISSING = {"", "na", "n/a", "nan", "null", "none", "."}

_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
"""A decimal number as programs write it. Python would also read 2019_1, +49, ١٢, １２ and infinity as numbers."""

_UNNAMED = re.compile(r"(unnamed: \d+)?", re.IGNORECASE)
"""What the column of row labels is called that data frames write: nothing, or what pandas makes of that."""


REMEDY = "give a comma-separated table in UTF-8"


class _Raw(NamedTuple):
    """Cells of text, and for each row the line of the file that it begins in."""

    path: Path
    header: list[str]
    rows: list[list[str]]
    lines: list[int]


@dataclass(frozen=True, eq=False)
class Table:
    """Features X (n, d), target y (n,) and, row by row, the index of a task among ``tasks``."""

    features: tuple[str, ...]
    target: str
    tasks: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray
    task: np.ndarray

    @classmethod
    def from_csv(cls, path: str | Path, *, task: str, target: str, ignore: Iterable[str] = ()) -> "Table":
        """The table in a CSV file with a header; every column but ``task``, ``target`` and ``ignore`` is a feature.

        Raises ValueError, one line with the remedy, for a file that cannot be read, columns that are absent, values
        that are missing or not numeric, constant columns, a single task, and a column without a name, which holds row
        labels as a rule: it has to be ignored by its name, "" or "Unnamed: 0", or be given one.
        """
        raw = _read(Path(path))
        header = raw.header
        columns = {name: [row[i] for row in raw.rows] for i, name in enumerate(header)}
        task, target, *ignored = map(visible, (task, target, *ignore))
        for name in (task, target, *ignored):
            _require_column(name, header, path)
        if task == target or {task, target} & set(ignored):
            message = (
                f"{shown(task)} and {shown(target)} are to be task and target: give two columns, and ignore neither"
            )
            raise ValueError(message)
        features = tuple(name for name in header if name not in {task, target, *ignored})
        if not features:
            message = f"{path} has no columns besides task and target: give at least one feature"
            raise ValueError(message)
        _refuse_unnamed(path, header, features)
        _refuse_missing(raw, {name: columns[name] for name in (task, target, *features)})
        numbers = {name: _numeric(raw, name, columns[name]) for name in (target, *features)}
        _refuse_constant(path, numbers, target)
        labels = [visible(value.strip()) for value in columns[task]]
        tasks = tuple(sorted(set(labels)))
        if len(tasks) < 2:
            message = f"column {shown(task)} of {path} has the one value {shown(tasks[0])}: variation needs two or more"
            raise ValueError(message)
        index = {label: i for i, label in enumerate(tasks)}
        X = np.column_stack([numbers[name] for name in features])
        return cls(features, target, tasks, X, numbers[target], np.array([index[label] for label in labels]))

    @property
    def rows_of_task(self) -> np.ndarray:
        """How many rows each task has (T,)."""
        return np.bincount(self.task, minlength=len(self.tasks))

    @property
    def counting(self) -> tuple[str, ...]:
        """The features that number the rows of the table, from any start: labels, or a trend over the whole table."""
        steps = np.diff(self.X, axis=0)
        return tuple(name for name, column in zip(self.features, steps.T, strict=True) if np.all(column == 1))


def _read(path: Path) -> _Raw:
    numbered = list(_rows(path, contents_of(path, CSV_BYTES, REMEDY)))
    if len(numbered) < 2:
        message = f"{path} has {len(numbered)} lines: give a header and a row for each example"
        raise ValueError(message)
    # names are shown in many places
    header = [visible(name.strip()) for name in numbered[0][1]]
    twice = next((name for name, count in Counter(header).items() if count > 1), None)
    if twice is not None:
        message = f"{path} has two columns called {shown(twice)}: rename one"
        raise ValueError(message)
    for line, row in numbered[1:]:
        if len(row) != len(header):
            message = f"line {line} of {path} has {len(row)} values for {len(header)} columns: quote commas"
            raise ValueError(message)
    return _Raw(path, header, [row for _, row in numbered[1:]], [line for line, _ in numbered[1:]])


def _rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line that it begins in: a quoted cell may go on over several."""
    line = 1
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{path} cannot be read (line {line}: {error}): {REMEDY}"
        raise ValueError(message) from error
    except csv.Error as error:
        message = f"{path} cannot be read (line {line}: {error}): {REMEDY}"
        raise ValueError(message) from error


def _require_column(name: str, header: Sequence[str], path: str | Path) -> None:
    if name not in header:
        near = difflib.get_close_matches(name, header, n=1)
        some = ", ".join(map(shortened, header[:SHOWN_COLUMNS])) + ", …" * (len(header) > SHOWN_COLUMNS)
        hint = f"did you mean {shown(near[0])}?" if near else f"its columns are {some}"
        message = f"{path} has no column {shown(name)}: {hint}"
        raise ValueError(message)


def _refuse_unnamed(path: str | Path, header: Sequence[str], features: Iterable[str]) -> None:
    for name in features:
        if _UNNAMED.fullmatch(name):
            message = (
                f"column {header.index(name) + 1} of {path} has no name ({name!r}), as row labels have: "
                f"ignore {name!r} (--ignore {name!r}), or name the column if it is a feature"
            )
            raise ValueError(message)


def _refuse_missing(raw: _Raw, columns: dict[str, list[str]]) -> None:
    for name, values in columns.items():
        missing = [line for line, value in zip(raw.lines, values, strict=True) if value.strip().lower() in _MISSING]
        if missing:
            message = (
                f"column {shown(name)} of {raw.path} lacks {len(missing)} of {len(values)} values, "
                f"first in line {missing[0]}: fill them in, remove those rows, or ignore the column"
            )
            raise ValueError(message)


def _numeric(raw: _Raw, name: str, values: list[str]) -> np.ndarray:
    numbers = np.empty(len(values))
    for i, (line, value) in enumerate(zip(raw.lines, values, strict=True)):
        if not _NUMBER.fullmatch(value.strip(" \t")):
            message = (
                f"column {shown(name)} of {raw.path} holds {shown(value)} in line {line}, which is no number: "
                "code it in decimals such as -1.5e3, or ignore the column"
            )
            raise ValueError(message)
        numbers[i] = float(value)
    if not np.isfinite(numbers).all():
        message = (
            f"column {shown(name)} of {raw.path} holds a number beyond 1.8e308, the largest of float64: rescale it"
        )
        raise ValueError(message)
    return numbers


def _refuse_constant(path: str | Path, numbers: dict[str, np.ndarray], target: str) -> None:
    for name, values in numbers.items():
        if (values == values[0]).all():
            remedy = "labels have to vary" if name == target else "ignore the column (an intercept is an option)"
            message = f"column {shown(name)} of {path} is {values[0]:g} in every row: {remedy}"
            raise ValueError(message)
