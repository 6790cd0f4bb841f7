"""Names with titles behind them: a line each, unless that does not fit the terminal that is written to."""

from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import fill
from typing import TextIO

from proofs_checks.settings.presentation.text_widths import NARROW_TERMINAL

__all__ = ["write_titled_lines"]

INDENT = "  "


def write_titled_lines(rows: Iterable[tuple[str, str, str]], stream: TextIO) -> None:
    """Slug, what is known of it, and title, of each.

    On a terminal that is too narrow a title goes on behind where it began, or below its slug; a file or another program
    always gets one line.
    """
    rows = list(rows)
    columns = get_terminal_size().columns if stream.isatty() else None
    width = max((len(slug) for slug, _, _ in rows), default=0)
    for slug, known, title in rows:
        print(_fitted(f"{slug:{width}}  {known}", title, columns), file=stream)


def _fitted(start: str, title: str, columns: int | None) -> str:
    if columns is None or len(start) + len(title) <= columns:
        return start + title
    if columns >= NARROW_TERMINAL:
        return fill(title, columns, initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False)
    below = fill(title, columns, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)
    return f"{' '.join(start.split())}\n{below}"
