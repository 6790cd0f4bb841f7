"""A table of examples from several tasks, looked over: nothing is silently dropped, filled in or guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from numerics.data.intake.cells import Labels, Numbers, kind_of_text
from numerics.data.intake.encoded import encoded
from numerics.data.intake.raw_table import RawTable
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.intake.roles import features_of
from numerics.data.intake.sources import raw_table
from numerics.tolerances.intake_limits import LARGEST_ENTRY, SMALLEST_SPREAD
from numerics.values.real_arrays import shown
from numerics.values.visible_text import visible

__all__ = ["Table"]

Column = Numbers | Labels


@dataclass(frozen=True, eq=False)
class Table:
    """Features X (n, d), target y (n,) and, row by row, the index of a task among ``tasks``.

    ``source`` is what it was read from, and ``notes`` say how, where that is not as a matter of course.
    """

    features: tuple[str, ...]
    target: str
    tasks: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray
    task: np.ndarray
    source: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def read(
        cls,
        source: object,
        *,
        task: str,
        target: str,
        ignore: Iterable[str] = (),
        options: ReadingOptions | None = None,
    ) -> "Table":
        """The table in a file or a data frame; every column but ``task``, ``target`` and ``ignore`` is a feature.

        ``source`` is the path of a text file with a header, separated by anything and perhaps compressed, of a Parquet,
        Feather or Excel file, or a data frame of pandas, polars or Arrow. Raises ValueError, one line with the remedy,
        for what cannot be read, columns that are absent, values that are missing (unless ``options`` drop those rows)
        or not numeric (unless they are to be encoded), constant columns, a single task, and a column without a name,
        which holds row labels as a rule: it has to be ignored by its name, "" or "Unnamed: 0", or be given one.
        """
        options = options or ReadingOptions()
        raw = raw_table(source, options)
        task, target, *ignored = map(visible, (task, target, *ignore))
        features = features_of(raw, task, target, ignored, options)
        columns = _columns(raw, task, (target, *features), options)
        present, dropped = _present(raw.name, raw, columns, options)
        numbers, said = _numbers(raw, columns, target, features, present)
        _refuse_constant(raw.name, numbers, target)
        _require_magnitude(raw.name, numbers)
        labels = columns[task]
        assert isinstance(labels, Labels)
        tasks, index = _sorted_tasks(labels, present)
        if len(tasks) < 2:
            message = (
                f"column {shown(task)} of {raw.name} has the one value {shown(tasks[0])}: variation needs two or more"
            )
            raise ValueError(message)
        names = tuple(name for name in numbers if name != target)
        X = np.column_stack([numbers[name] for name in names])
        return cls(names, target, tasks, X, numbers[target], index, raw.name, (*raw.said, *dropped, *said))

    @cached_property
    def rows_of_task(self) -> np.ndarray:
        """How many rows each task has (T,)."""
        return np.bincount(self.task, minlength=len(self.tasks))

    @cached_property
    def groups(self) -> tuple[np.ndarray, ...]:
        """For each task the indices of its rows, in their order."""
        order = np.argsort(self.task, kind="stable")
        return tuple(np.split(order, np.cumsum(self.rows_of_task)[:-1]))

    @property
    def counting(self) -> tuple[str, ...]:
        """The features that number the rows of the table, from any start: labels, or a trend over the whole table."""
        return tuple(name for name, column in zip(self.features, self.X.T, strict=True) if np.all(np.diff(column) == 1))


def _columns(raw: RawTable, task: str, others: Sequence[str], options: ReadingOptions) -> dict[str, Column]:
    columns: dict[str, Column] = {
        name: Labels(options) if name == task or name in options.encode else Numbers(options, raw.decimal)
        for name in (task, *others)
    }
    for batch in raw.batches(tuple(columns)):
        for name, cells in batch.items():
            columns[name].add(cells)
    return columns


def _present(
    name: str, raw: RawTable, columns: Mapping[str, Column], options: ReadingOptions
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which rows have all values (n,), and what is to be said of the others."""
    missing = {column: found.missing for column, found in columns.items()}
    if not options.drop_missing:
        for column, lacks in missing.items():
            if lacks.any():
                message = (
                    f"column {shown(column)} of {name} lacks {lacks.sum()} of {len(lacks)} values, first in "
                    f"{raw.place(int(lacks.argmax()))}: fill them in, remove those rows (--drop-missing), or ignore "
                    "the column; if such texts are labels, say what is missing (--missing)"
                )
                raise ValueError(message)
    lacking = np.any(list(missing.values()), axis=0)
    if lacking.all():
        message = f"no row of {name} has all values: fill them in, or ignore columns"
        raise ValueError(message)
    if not lacking.any():
        return ~lacking, ()
    counts = ", ".join(f"{column} {lacks.sum():,}" for column, lacks in missing.items() if lacks.any())
    return ~lacking, (f"{lacking.sum():,} of {len(lacking):,} rows lack a value ({counts}) and are left out",)


def _numbers(
    raw: RawTable, columns: Mapping[str, Column], target: str, features: Sequence[str], present: np.ndarray
) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
    """Target and features as numbers, and how those were made that were none."""
    found: dict[str, np.ndarray] = {}
    said: list[str] = []
    for name in (target, *features):
        column = columns[name]
        if isinstance(column, Labels):
            made = encoded(raw.name, name, column, present)
            found.update(made.columns)
            said.append(made.said)
        else:
            _require_numbers(raw, name, column, is_target=name == target)
            found[name] = column.values[present]
    return found, tuple(said)


def _require_numbers(raw: RawTable, name: str, column: Numbers, *, is_target: bool) -> None:
    if column.fault is not None:
        row, cell = column.fault
        kind = kind_of_text(cell)
        remedies = ["give --decimal ','"] if "comma" in kind else []
        remedies.append("code it as 0 and 1" if "truth" in kind else "code it in decimals such as -1.5e3")
        if not is_target:
            remedies += [
                f"encode categories or dates (--encode {shown(name)})",
                f"or ignore the column (--ignore {shown(name)})",
            ]
        where = f"column {shown(name)} of {raw.name} holds {shown(cell)} in {raw.place(row)}"
        message = f"{where}, which is {kind}: {', '.join(remedies)}"
        raise ValueError(message)
    if column.infinite:
        message = (
            f"column {shown(name)} of {raw.name} holds a number beyond 1.8e308, the largest of float64: rescale it"
        )
        raise ValueError(message)


def _sorted_tasks(labels: Labels, present: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """The tasks that are left, in alphabetical order, and the index of each row's (n,)."""
    texts, codes = labels.texts, labels.codes[present]
    left = sorted(np.unique(codes).tolist(), key=lambda code: texts[code])
    place = np.zeros(len(texts), dtype=np.int64)
    place[left] = np.arange(len(left))
    return tuple(texts[code] for code in left), place[codes]


def _refuse_constant(source: str, numbers: Mapping[str, np.ndarray], target: str) -> None:
    for name, values in numbers.items():
        if (values == values[0]).all():
            remedy = "labels have to vary" if name == target else "ignore the column (an intercept is an option)"
            message = f"column {shown(name)} of {source} is {values[0]:g} in every row: {remedy}"
            raise ValueError(message)


def _require_magnitude(source: str, numbers: Mapping[str, np.ndarray]) -> None:
    for name, values in numbers.items():
        low, high = float(values.min()), float(values.max())
        if max(-low, high) > LARGEST_ENTRY or high - low < SMALLEST_SPREAD:
            message = (
                f"column {shown(name)} of {source} goes from {low:.3g} to {high:.3g}, whose squares leave the range of "
                "float64: give it in other units, or logarithms"
            )
            raise ValueError(message)
