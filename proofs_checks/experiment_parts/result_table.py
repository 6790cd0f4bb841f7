"""The table of an experiment: text and numbers, written as CSV and shown on a page."""

from dataclasses import dataclass

__all__ = ["Cell", "ResultTable"]

Cell = str | int | float | None


@dataclass(frozen=True)
class ResultTable:
    """``rows`` are as long as ``header``. Raises ValueError where one is not."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.header):
                message = f"a row has {len(row)} cells under {len(self.header)} headings: {row!r:.80}"
                raise ValueError(message)
