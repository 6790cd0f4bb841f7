"""A table of examples from several tasks, read from CSV and looked over: nothing is silently dropped or filled in."""

import csv
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

__all__ = ["Table"]

_MISSING = {"", "na", "n/a", "nan", "null", "none", "."}

_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
"""A decimal number as programs write it. Python would also read 2019_1, +49, ١٢, １２ and infinity as numbers."""

_UNNAMED = re.compile(r"(unnamed: \d+)?", re.IGNORECASE)
"""What the column of row labels is called that data frames write: nothing, or what pandas makes of that."""


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
        header, rows = _read(Path(path))
        columns = {name: [row[i] for row in rows] for i, name in enumerate(header)}
        ignored = tuple(ignore)
        for name in (task, target, *ignored):
            _require_column(name, header, path)
        if task == target or {task, target} & set(ignored):
            message = f"{task!r} and {target!r} are to be task and target: give two columns, and ignore neither"
            raise ValueError(message)
        features = tuple(name for name in header if name not in {task, target, *ignored})
        if not features:
            message = f"{path} has no columns besides task and target: give at least one feature"
            raise ValueError(message)
        _refuse_unnamed(path, header, features)
        _refuse_missing(path, {name: columns[name] for name in (task, target, *features)})
        numbers = {name: _numeric(path, name, columns[name]) for name in (target, *features)}
        _refuse_constant(path, numbers, target)
        tasks, index = np.unique(np.array([value.strip() for value in columns[task]]), return_inverse=True)
        if len(tasks) < 2:
            message = f"column {task!r} of {path} has the one value {str(tasks[0])!r}: variation needs two or more"
            raise ValueError(message)
        X = np.column_stack([numbers[name] for name in features])
        return cls(features, target, tuple(map(str, tasks)), X, numbers[target], index)

    @property
    def rows_of_task(self) -> np.ndarray:
        """How many rows each task has (T,)."""
        return np.bincount(self.task, minlength=len(self.tasks))

    @property
    def counting(self) -> tuple[str, ...]:
        """The features that number the rows of the table, from any start: labels, or a trend over the whole table."""
        steps = np.diff(self.X, axis=0)
        return tuple(name for name, column in zip(self.features, steps.T, strict=True) if np.all(column == 1))


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [row for row in csv.reader(file, strict=True) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{path} cannot be read ({reason}): give a comma-separated table in UTF-8"
        raise ValueError(message) from error
    if len(lines) < 2:
        message = f"{path} has {len(lines)} lines: give a header and a row for each example"
        raise ValueError(message)
    header = [name.strip() for name in lines[0]]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        message = f"{path} has two columns called {twice!r}: rename one"
        raise ValueError(message)
    for number, row in enumerate(lines[1:], start=2):
        if len(row) != len(header):
            message = f"line {number} of {path} has {len(row)} values for {len(header)} columns: quote commas"
            raise ValueError(message)
    return header, lines[1:]


def _require_column(name: str, header: Sequence[str], path: str | Path) -> None:
    if name not in header:
        near = difflib.get_close_matches(name, header, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"its columns are {', '.join(header)}"
        message = f"{path} has no column {name!r}: {hint}"
        raise ValueError(message)


def _refuse_unnamed(path: str | Path, header: Sequence[str], features: Iterable[str]) -> None:
    for name in features:
        if _UNNAMED.fullmatch(name):
            message = (
                f"column {header.index(name) + 1} of {path} has no name ({name!r}), as row labels have: "
                f"ignore {name!r} (--ignore {name!r}), or name the column if it is a feature"
            )
            raise ValueError(message)


def _refuse_missing(path: str | Path, columns: dict[str, list[str]]) -> None:
    for name, values in columns.items():
        missing = [i for i, value in enumerate(values, start=2) if value.strip().lower() in _MISSING]
        if missing:
            message = (
                f"column {name!r} of {path} lacks {len(missing)} of {len(values)} values, first in line {missing[0]}: "
                "fill them in, remove those rows, or ignore the column"
            )
            raise ValueError(message)


def _numeric(path: str | Path, name: str, values: list[str]) -> np.ndarray:
    numbers = np.empty(len(values))
    for i, value in enumerate(values):
        if not _NUMBER.fullmatch(value.strip(" \t")):
            message = (
                f"column {name!r} of {path} holds {value!r} in line {i + 2}, which is no number: "
                "code it in decimals such as -1.5e3, or ignore the column"
            )
            raise ValueError(message)
        numbers[i] = float(value)
    if not np.isfinite(numbers).all():
        message = f"column {name!r} of {path} holds a number beyond 1.8e308, the largest of float64: rescale it"
        raise ValueError(message)
    return numbers


def _refuse_constant(path: str | Path, numbers: dict[str, np.ndarray], target: str) -> None:
    for name, values in numbers.items():
        if np.ptp(values) == 0:
            remedy = "labels have to vary" if name == target else "ignore the column (an intercept is an option)"
            message = f"column {name!r} of {path} is {values[0]:g} in every row: {remedy}"
            raise ValueError(message)
