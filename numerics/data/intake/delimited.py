"""Tables of text, separated by commas or anything else, read some thousand rows at a time."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from numerics.data.intake.dialect import dialect_of
from numerics.data.intake.open_files import UNREADABLE, opened, unreadable
from numerics.data.intake.raw_table import Batch, require_header
from numerics.data.intake.reading_options import ReadingOptions

__all__ = ["DelimitedText"]

ROWS = 8192
"""Rows that are held as text at one time."""


class DelimitedText:
    """A text table. Raises ValueError, one line with the remedy, where it cannot be read or has no row."""

    def __init__(self, path: Path, packed: str, options: ReadingOptions) -> None:
        self.path, self.packed, self.name = path, packed, str(path)
        self.dialect = dialect_of(path, packed, options)
        self.decimal, self.said = self.dialect.decimal, tuple(self.dialect.said(packed))
        with self._lines() as lines:
            start = list(islice(lines, 2))
        if len(start) < 2:
            message = f"{path} has {len(start)} lines: give a header and a row for each example"
            raise ValueError(message)
        self.header = tuple(name.strip() for name in start[0])
        require_header(self.name, self.header)

    def place(self, row: int) -> str:
        return f"line {row + 2}"

    def batches(self, wanted: Sequence[str]) -> Iterator[Batch]:
        places = [(name, self.header.index(name)) for name in wanted]
        with self._lines() as lines:
            next(lines)
            row = 0
            while rows := list(islice(lines, ROWS)):
                self._require_width(rows, row)
                columns = tuple(zip(*rows, strict=True))
                yield {name: columns[i] for name, i in places}
                row += len(rows)

    @contextmanager
    def _lines(self) -> Iterator[Iterator[list[str]]]:
        """Lines that are not empty, as cells."""
        separator = self.dialect.separator
        try:
            with (
                opened(self.path, self.packed) as file,
                io.TextIOWrapper(file, encoding=self.dialect.encoding, newline="") as text,
            ):
                reader = csv.reader(text, delimiter=separator, strict=True, skipinitialspace=separator == " ")
                yield (row for row in reader if row)
        except UnicodeError as error:
            message = f"{self.path} cannot be read ({error}): give its encoding (--encoding)"
            raise ValueError(message) from error
        except (*UNREADABLE, csv.Error) as error:
            raise unreadable(self.path, error) from error

    def _require_width(self, rows: Sequence[Sequence[str]], before: int) -> None:
        width = len(self.header)
        for i, row in enumerate(rows):
            if len(row) != width:
                message = (
                    f"{self.place(before + i)} of {self.name} has {len(row)} values for {width} columns: put values "
                    f"that hold {self.dialect.separator!r} in quotes, or give another separator (--separator)"
                )
                raise ValueError(message)
