"""Headings and tables of a page, of cells that are HTML already."""

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["heading", "html_table"]


def heading(text: str) -> str:
    """A heading of plain text."""
    return f"<h2>{escape(text)}</h2>"


def html_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    centred: Iterable[int] = (),
    words: int | None = None,
) -> str:
    """A table that scrolls by itself where it is too wide; the header is plain text.

    ``words`` is the column of sentences, if there is one, which a narrow page may set below the others.
    """
    classes = {**dict.fromkeys(numbers, ' class="n"'), **dict.fromkeys(centred, ' class="c"')}
    if words is not None:
        classes[words] = ' class="words"'
    head = "".join(f"<th{classes.get(i, '')}>{escape(name)}</th>" for i, name in enumerate(header))
    body = "".join(
        "<tr>" + "".join(f"<td{classes.get(i, '')}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>\n"
        for row in rows
    )
    kind = "wide" if words is None else "wide stacked"
    return f'<div class="{kind}"><table>\n<thead><tr>{head}</tr></thead>\n{body}</table></div>'
