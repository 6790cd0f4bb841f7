"""Separator, decimal mark and encoding of a text table, told from its text."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from numerics.data.intake.open_files import UNREADABLE, opened, unreadable
from numerics.data.intake.reading_options import ReadingOptions
from numerics.tolerances.intake_limits import SNIFFED

__all__ = ["Dialect", "dialect_of"]


SEPARATORS = (",", "\t", ";", "|", " ")
NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars", " ": "spaces"}
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a file of Unicode text may begin with; the longer ones first."""

WITH_POINT = re.compile(r"-?\d*\.\d+([eE][-+]?\d+)?", re.ASCII)
WITH_COMMA = re.compile(r"-?\d*,\d+([eE][-+]?\d+)?", re.ASCII)
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+", re.ASCII)
WHOLE = re.compile(r"-?\d+", re.ASCII)


class Dialect(NamedTuple):
    """How a text table is written."""

    separator: str
    decimal: str
    encoding: str

    def said(self, packed: str) -> list[str]:
        """What a reader has to know: whatever is not a comma-separated UTF-8 table with decimal points."""
        parts = []
        if packed:
            parts.append(f"unpacked by {packed}")
        if self.separator != ",":
            parts.append(f"separated by {NAMES.get(self.separator, repr(self.separator))}")
        if self.decimal != ".":
            parts.append("with decimal commas")
        if self.encoding not in {"utf-8", "utf-8-sig"}:
            parts.append(f"in the encoding {self.encoding}")
        return [f"the table is read {', '.join(parts)} (--separator, --decimal, --encoding)"] if parts else []


def dialect_of(path: Path, packed: str, options: ReadingOptions) -> Dialect:
    """What is given, and for the rest what the file looks like.

    Raises ValueError for a file that cannot be read, and for one in which 1,234 may be 1.234 or 1234.
    """
    try:
        encoding = options.encoding or _encoding(path, packed)
        with opened(path, packed) as file, io.TextIOWrapper(file, encoding=encoding, newline="") as text:
            sample = text.read(SNIFFED)
            whole = not text.read(1)
    except (*UNREADABLE, UnicodeError) as error:
        raise unreadable(path, error) from error
    if not whole and "\n" in sample:
        sample = sample[: sample.rindex("\n") + 1]  # the last line may be cut
    separator = options.separator or max(SEPARATORS, key=lambda s: _fits(_rows(sample, s)))
    decimal = options.decimal or _decimal(path, separator, _rows(sample, separator)[1:])
    return Dialect(separator, decimal, encoding)


def _encoding(path: Path, packed: str) -> str:
    """What the file begins with says, else UTF-8 where all of it is that, else what Windows wrote in the West."""
    with opened(path, packed) as file:
        start = file.read(4)
        marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
        if marked is not None:
            return marked
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while part := file.read(2**20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _rows(sample: str, separator: str) -> list[list[str]]:
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator, skipinitialspace=separator == " ")
        return [row for row in reader if row]
    except csv.Error:
        return []


def _fits(rows: Sequence[Sequence[str]]) -> tuple[bool, float, float]:
    """How well a separator fits: more than one column, rows as long as the header, cells that are numbers."""
    if not rows or len(rows[0]) < 2:
        return False, 0.0, 0.0
    width, rest = len(rows[0]), rows[1:]
    alike = sum(len(row) == width for row in rest) / max(1, len(rest))
    cells = [cell.strip() for row in rest for cell in row]
    numbers = sum(any(kind.fullmatch(cell) for kind in (WHOLE, WITH_POINT, WITH_COMMA)) for cell in cells)
    return True, alike, numbers / max(1, len(cells))


def _decimal(path: Path, separator: str, rows: Iterable[Sequence[str]]) -> str:
    if separator == ",":
        return "."
    cells = [cell.strip() for row in rows for cell in row]
    commas = [cell for cell in cells if WITH_COMMA.fullmatch(cell) or THOUSANDS.fullmatch(cell)]
    if not commas or any(WITH_POINT.fullmatch(cell) for cell in cells):
        return "."
    if all(THOUSANDS.fullmatch(cell) for cell in commas):
        message = (
            f"{path} holds {commas[0]!r}, which may have a decimal comma or mark thousands: give the decimal mark "
            "(--decimal ,), or write numbers without marks between thousands"
        )
        raise ValueError(message)
    return ","
