"""Parquet, Feather and Excel files, where a package that reads them is installed."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from numerics.data.intake.data_frames import FrameTable
from numerics.data.intake.open_files import opened, unreadable
from numerics.data.intake.raw_table import Batch, require_header
from numerics.data.intake.reading_options import ReadingOptions
from numerics.values.visible_text import visible

__all__ = ["Sheet", "stored_frame"]


def stored_frame(path: Path, kind: str) -> FrameTable:
    """The table in a Parquet or Feather file. Raises ValueError where nothing reads it, or it is damaged."""
    if find_spec("pyarrow") is None and find_spec("polars") is None:
        message = f"{path} is a {kind} file: install pyarrow or polars to read it, or save it as CSV"
        raise ValueError(message)
    try:
        with opened(path) as file:
            frame = _by_pyarrow(file, kind) if find_spec("pyarrow") is not None else _by_polars(file, kind)
    except Exception as error:  # each package has exceptions of its own
        raise unreadable(path, error) from error
    return FrameTable(frame, str(path), (f"the table is read as {kind}",))


def _by_pyarrow(file: BinaryIO, kind: str) -> object:
    if kind == "Parquet":
        import pyarrow.parquet

        return pyarrow.parquet.read_table(file)
    import pyarrow.feather

    return pyarrow.feather.read_table(file)


def _by_polars(file: BinaryIO, kind: str) -> object:
    import polars

    return polars.read_parquet(file) if kind == "Parquet" else polars.read_ipc(file)


class Sheet:
    """A sheet of an Excel file: the first, unless another is named. Raises ValueError where it cannot be read."""

    decimal = "."

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        if find_spec("openpyxl") is None:
            message = f"{path} is an Excel file: install openpyxl to read it, or save it as CSV"
            raise ValueError(message)
        import openpyxl

        self.name = str(path)
        try:
            with opened(path) as file:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                names = book.sheetnames
                chosen = names[0] if options.sheet is None else options.sheet
                rows = [] if chosen not in names else [list(row) for row in book[chosen].iter_rows(values_only=True)]
        except Exception as error:  # whatever openpyxl makes of a damaged file
            raise unreadable(path, error) from error
        if chosen not in names:
            message = f"{path} has no sheet {chosen!r}: its sheets are {', '.join(names)}"
            raise ValueError(message)
        rows = [row for row in rows if any(cell is not None for cell in row)]
        if len(rows) < 2:
            message = f"sheet {chosen!r} of {path} has {len(rows)} rows: give a header and a row for each example"
            raise ValueError(message)
        width = max(i for row in rows for i, cell in enumerate(row, start=1) if cell is not None)
        self.header = tuple(visible(_text(cell)) for cell in rows[0][:width])
        require_header(self.name, self.header)
        self._columns = dict(
            zip(self.header, zip(*((row + [None] * width)[:width] for row in rows[1:]), strict=True), strict=True)
        )
        others = f" of {len(names)} (--sheet)" if len(names) > 1 else ""
        self.said: tuple[str, ...] = (f"the table is sheet {chosen!r}{others} of an Excel file",)

    def place(self, row: int) -> str:
        return f"row {row + 2}"

    def batches(self, wanted: Sequence[str]) -> Iterator[Batch]:
        yield {name: [_text(cell) for cell in self._columns[name]] for name in wanted}


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
