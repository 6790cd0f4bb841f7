"""Data frames of pandas and polars, tables of Arrow, and whatever else narwhals knows."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import numpy as np

from numerics.data.intake.raw_table import Batch, require_header
from numerics.values.visible_text import visible

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

__all__ = ["FrameTable"]

_SIMPLE = (str, bool, int, float, Decimal, date, time)
"""What a cell may be; a date with a time of day is a date."""


class FrameTable:
    """The columns of a data frame. Raises ValueError, one line with the remedy, for what is none or has no row."""

    decimal = "."

    def __init__(self, frame: object, name: str = "", said: Sequence[str] = ()) -> None:
        import narwhals as nw

        try:
            # whether it is one, it is asked
            self.frame = nw.from_native(cast("IntoDataFrame", frame), eager_only=True)
        except TypeError as error:
            kind = type(frame).__name__
            remedy = "collect() it first" if kind == "LazyFrame" else "give a path or a data frame"
            message = f"a table was expected, and {kind} is none: {remedy}"
            raise ValueError(message) from error
        except ValueError as error:  # two columns of one name, say
            message = f"the data frame cannot be read ({' '.join(str(error).split())}): mend it"
            raise ValueError(message) from error
        self.name = name or f"the {type(frame).__module__.partition('.')[0]} {type(frame).__name__}"
        self.said = tuple(said)
        self._columns = {visible(str(column).strip()): column for column in self.frame.columns}
        self.header = tuple(visible(str(column).strip()) for column in self.frame.columns)
        require_header(self.name, self.header)
        if not len(self.frame):
            message = f"{self.name} has no rows: give a row for each example"
            raise ValueError(message)

    @property
    def index_names(self) -> tuple[str, ...]:
        """What the index is called: pandas keeps there what may be wanted as a column."""
        names = getattr(getattr(self.frame.to_native(), "index", None), "names", ())
        return tuple(str(name) for name in names if name is not None)

    def place(self, row: int) -> str:
        return f"row {row} (the first is 0)"

    def batches(self, wanted: Sequence[str]) -> Iterator[Batch]:
        yield {name: self._cells(name) for name in wanted}

    def _cells(self, name: str) -> Sequence[str] | np.ndarray:
        import narwhals as nw

        column = self.frame[self._columns[name]]
        if column.dtype.is_numeric():
            numbers = column.cast(nw.Float64).fill_null(float("nan")).to_numpy()
            return np.asarray(numbers, dtype=np.float64)
        values = column.to_list()
        odd = next((v for v in values if v is not None and not isinstance(v, _SIMPLE)), None)
        if odd is not None:
            message = (
                f"column {name!r} of {self.name} holds a {type(odd).__name__}: make it numbers or text, or ignore it"
            )
            raise ValueError(message)
        return ["" if v is None or v != v else str(v) for v in values]
