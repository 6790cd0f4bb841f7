"""Tables of text, separated by commas or anything else, read some thousand rows at a time."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from numerics.data.intake.dialect import dialect_of
from numerics.data.intake.open_files import UNREADABLE, opened, unreadable
from numerics.data.intake.raw_table import Batch, require_header
from numerics.data.intake.reading_options import ReadingOptions
from numerics.tolerances.intake_limits import ROWS_AT_A_TIME
from numerics.values.visible_text import visible

__all__ = ["DelimitedText"]


Block = tuple[np.ndarray, list[list[str]]]
"""Rows that are not empty, and for each the line that it begins in: a quoted cell may go on over several."""


class _LineReader(Protocol):
    """What ``csv.reader`` returns."""

    @property
    def line_num(self) -> int:
        """Lines that were read so far."""

    def __iter__(self) -> Iterator[list[str]]:
        """The rows that are left."""


class DelimitedText:
    """A text table. Raises ValueError, one line with the remedy, where it cannot be read or has no row."""

    def __init__(self, path: Path, packed: str, options: ReadingOptions) -> None:
        self.path, self.packed, self.name = path, packed, str(path)
        self.dialect = dialect_of(path, packed, options)
        self.decimal, self.said = self.dialect.decimal, tuple(self.dialect.said(packed))
        with self._blocks() as blocks:
            start = list(islice((row for _, rows in blocks for row in rows), 2))
        if len(start) < 2:
            message = f"{path} has {len(start)} lines: give a header and a row for each example"
            raise ValueError(message)
        self.header = tuple(visible(name.strip()) for name in start[0])
        require_header(self.name, self.header)
        self._lines: list[np.ndarray] = []

    def place(self, row: int) -> str:
        return f"line {np.concatenate(self._lines)[row]}"

    def batches(self, wanted: Sequence[str]) -> Iterator[Batch]:
        places = [(name, self.header.index(name)) for name in wanted]
        self._lines = []
        with self._blocks() as blocks:
            for number, (lines, rows) in enumerate(blocks):
                lines, rows = (lines[1:], rows[1:]) if number == 0 else (lines, rows)  # the header is the first of all
                self._require_width(lines, rows)
                self._lines.append(lines)
                columns = tuple(zip(*rows, strict=True)) or ((),) * len(self.header)
                yield {name: columns[i] for name, i in places}

    @contextmanager
    def _blocks(self) -> Iterator[Iterator[Block]]:
        try:
            with (
                opened(self.path, self.packed) as file,
                io.TextIOWrapper(file, encoding=self.dialect.encoding, newline="") as text,
            ):
                yield self._numbered(self._reader(text))
        except UnicodeError as error:
            message = f"{self.path} cannot be read ({error}): give its encoding (--encoding)"
            raise ValueError(message) from error
        except UNREADABLE as error:
            raise unreadable(self.path, error) from error

    def _reader(self, text: io.TextIOBase) -> _LineReader:
        separator = self.dialect.separator
        return csv.reader(text, delimiter=separator, strict=True, skipinitialspace=separator == " ")

    def _numbered(self, reader: _LineReader) -> Iterator[Block]:
        """The rows, some thousand at a time: one at a time takes half as long again."""
        try:
            line = 1
            while rows := list(islice(reader, ROWS_AT_A_TIME)):
                if reader.line_num - line + 1 == len(rows):
                    lines = np.arange(line, line + len(rows))
                else:
                    lines = line + np.cumsum([0, *(1 + _breaks(row) for row in rows[:-1])])
                kept = np.array([bool(row) for row in rows])
                if kept.any():
                    yield lines[kept], [row for row in rows if row]
                line = reader.line_num + 1
        except csv.Error as error:
            message = (
                f"{self.path} cannot be read (line {self._line_of_fault()}: {error}): mend its quotes, or give another "
                "separator"
            )
            raise ValueError(message) from error

    def _line_of_fault(self) -> int:
        """The line in which the row begins that the reader does not understand."""
        line = 1
        with (
            opened(self.path, self.packed) as file,
            io.TextIOWrapper(file, encoding=self.dialect.encoding, newline="") as text,
            suppress(csv.Error),
        ):
            reader = self._reader(text)
            for _ in reader:
                line = reader.line_num + 1
        return line

    def _require_width(self, lines: np.ndarray, rows: Sequence[Sequence[str]]) -> None:
        width = len(self.header)
        if set(map(len, rows)) <= {width}:
            return
        line, row = next((line, row) for line, row in zip(lines, rows, strict=True) if len(row) != width)
        message = (
            f"line {line} of {self.name} has {len(row)} values for {width} columns: put values "
            f"that hold {self.dialect.separator!r} in quotes, or give another separator (--separator)"
        )
        raise ValueError(message)


def _breaks(row: Sequence[str]) -> int:
    """Line breaks within the cells of a row."""
    return sum(cell.count("\n") + cell.replace("\r\n", "").count("\r") for cell in row)
