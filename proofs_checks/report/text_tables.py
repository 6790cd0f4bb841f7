"""Tables for a terminal, which become a paragraph a row where it is too narrow for columns."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proofs_checks.settings.presentation.text_widths import NARROW_TERMINAL

__all__ = ["print_rows"]

_RIGHT = frozenset({"theorems", "distinct", "missing", "value"})

_NAMED = frozenset({"theorems", "distinct", "missing", "guess"})
"""Columns whose cells mean little without the name of the column."""


def print_rows(console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """An empty line, the title and the rows; the first cell of a row says what it is about."""
    console.print()
    if title:
        console.print(Text(title, "bold"))
    # what a table holds is its own: nothing in it is markup
    cells = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]
    if console.width < NARROW_TERMINAL:
        for row in cells:
            _print_paragraph(console, columns, row)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=any(columns[1:]))
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in _RIGHT else "left")
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _print_paragraph(console: Console, columns: Sequence[str], row: Sequence[Text]) -> None:
    """The first cell, and the others below it, a little to the right."""
    console.print(row[0])
    named = [
        Text.assemble(f"{column}: ", cell) if column in _NAMED else cell
        for column, cell in zip(columns[1:], row[1:], strict=True)
        if cell
    ]
    if named:
        console.print(Padding(Text(", ").join(named), (0, 0, 0, 2)))
