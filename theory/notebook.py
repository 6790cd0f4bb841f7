"""How values show themselves in notebooks: sentences, tables, and formulas between ``$$``."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

__all__ = [
    "Formula",
    "Heading",
    "Items",
    "Part",
    "Printer",
    "Sentence",
    "ShownInNotebooks",
    "Table",
    "TextPrinter",
    "connect_printer",
    "printer",
]

MATH = re.compile(r"((?<!\\)\$(?:[^$\\]|\\.)*\$)", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """Plain text in bold, and beside it a name; ``colour`` is one of CSS, legible on light and on dark."""

    text: str
    name: str = ""
    colour: str = ""

    def html(self) -> str:
        name = f" <code>{_plain(self.name)}</code>" if self.name else ""
        style = f' style="color: {_plain(self.colour)}"' if self.colour else ""
        return f"<p><b{style}>{_html(self.text)}</b>{name}</p>"


@dataclass(frozen=True)
class Sentence:
    """Text as ``theory.latex`` prints it, with formulas between single dollars."""

    tex: str

    def html(self) -> str:
        return f"<p>{_html(self.tex)}</p>"


@dataclass(frozen=True)
class Items:
    """Such texts in a list."""

    items: Sequence[str]

    def html(self) -> str:
        return "<ul>" + "".join(f"<li>{_html(item)}</li>" for item in self.items) + "</ul>"


@dataclass(frozen=True)
class Formula:
    """A displayed formula, LaTeX without delimiters."""

    tex: str

    def html(self) -> str:
        return f"<div>{escape(self.latex(), quote=False)}</div>"

    def latex(self) -> str:
        # a comment would swallow the rest if somebody joined the lines
        return f"$$ {re.sub(r'^%.*?$', '', self.tex, flags=re.MULTILINE).strip()} $$"


@dataclass(frozen=True)
class Table:
    """Plain text in rows."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def html(self) -> str:
        head = "".join(f"<th>{_plain(cell)}</th>" for cell in self.header)
        # the styles of notebooks align to the right, which suits numbers only
        cell = '<td style="text-align: left; vertical-align: top">{}</td>'
        body = "".join(f"<tr>{''.join(cell.format(_plain(c)) for c in row)}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


Part = Heading | Sentence | Items | Formula | Table


class ShownInNotebooks:
    """Gives a class ``_repr_html_`` and ``_repr_latex_`` from its ``notebook_parts``; whatever they hold is escaped."""

    def notebook_parts(self) -> Iterable[Part]:
        """What is shown, from top to bottom."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return "\n".join(part.html() for part in self.notebook_parts())

    def _repr_latex_(self) -> str | None:
        """The formulas; None where there are none, and then a notebook takes another form."""
        formulas = [part.latex() for part in self.notebook_parts() if isinstance(part, Formula)]
        return "\n\n".join(formulas) or None


class TextPrinter(Protocol):
    """What IPython hands to ``_repr_pretty_``."""

    def text(self, text: str) -> None:
        """Write a text."""


class Printer(Protocol):
    """What ``theory.latex`` does for notebooks."""

    def statement_parts(self, statement: object) -> Iterable[Part]:
        """A statement as it is shown."""

    def theorem_parts(self, theorem: object) -> Iterable[Part]:
        """A theorem as it is shown."""

    def decoded(self, tex: str) -> str:
        """LaTeX text back as plain text."""


_load: Callable[[], Printer] | None = None


def connect_printer(load: Callable[[], Printer]) -> None:
    """Say where the printer is found (called once, on ``import theory``).

    Nothing below imports it, and it is loaded when something is shown: that takes longer than to state a theorem.
    """
    global _load  # the one joint between what is shown and what prints
    _load = load


def printer() -> Printer:
    """The printer. Raises RuntimeError where ``theory`` has not been imported as a whole."""
    if _load is None:
        message = "nothing prints formulas yet: import theory first"
        raise RuntimeError(message)
    return _load()


def _html(tex: str) -> str:
    pieces = MATH.split(tex)
    return "".join(escape(p, quote=False) if i % 2 else _plain(printer().decoded(p)) for i, p in enumerate(pieces))


def _plain(text: str) -> str:
    """Text in which a notebook finds no formula: what would start or end one stands in an element of its own."""
    return re.sub(r"[$\\]", lambda found: f"<span>{found[0]}</span>", escape(text))
