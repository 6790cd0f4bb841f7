"""A table before its columns are read: what it is called, its header, and its rows a batch at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from numerics.values.real_arrays import shown

__all__ = ["Batch", "RawTable", "require_header"]

Batch = Mapping[str, Sequence[str] | np.ndarray]
"""Some rows of some columns: cells of text, or numbers with nan where there is no value."""


class RawTable(Protocol):
    """A file or a data frame. ``said`` is what its reader has to know of how it is read."""

    name: str
    header: tuple[str, ...]
    decimal: str
    said: tuple[str, ...]

    def batches(self, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows of the columns that are wanted. Raises ValueError for a table that is not of one width."""

    def place(self, row: int) -> str:
        """Where a row, counted from 0, is found by people."""


def require_header(name: str, header: Sequence[str]) -> None:
    """Raise ValueError for two columns of one name."""
    seen: set[str] = set()
    for column in header:
        if column in seen:
            message = f"{name} has two columns called {shown(column)}: rename one"
            raise ValueError(message)
        seen.add(column)
