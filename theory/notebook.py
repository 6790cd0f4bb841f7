"""How values show themselves in notebooks: sentences, tables and formulas.

As HTML, formulas are MathML, which a browser draws by itself: an exported notebook shows them without a network. As
LaTeX they stand between ``$$``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

__all__ = [
    "Cell",
    "Coloured",
    "Formula",
    "Heading",
    "Items",
    "Name",
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
class Coloured:
    """Plain text in bold and in a colour of CSS, in a table; without a colour as all text is."""

    text: str
    colour: str = ""

    def html(self) -> str:
        return f'<b style="color: {_plain(self.colour)}">{_plain(self.text)}</b>' if self.colour else _plain(self.text)


@dataclass(frozen=True)
class Name:
    """The name of a symbol, in a table: its letter, and the name where that is more than the letter."""

    text: str

    def html(self) -> str:
        letter = _html(printer().letter(self.text))
        return letter if len(self.text) == 1 else f"{letter} <code>{_plain(self.text)}</code>"


@dataclass(frozen=True)
class Items:
    """Such texts in a list."""

    items: Sequence[str]

    def html(self) -> str:
        return "<ul>" + "".join(f"<li>{_html(item)}</li>" for item in self.items) + "</ul>"


@dataclass(frozen=True)
class Formula:
    """A displayed formula, LaTeX without delimiters; of several ``lines`` also these, in two parts to be aligned."""

    tex: str
    lines: Sequence[tuple[str, str]] = ()

    def html(self) -> str:
        return (
            f'<div style="overflow-x: auto">{_inert(printer().displayed_mathml(self.lines or [(self.tex, "")]))}</div>'
        )

    def latex(self) -> str:
        # a comment would swallow the rest if somebody joined the lines
        return f"$$ {re.sub(r'^%.*?$', '', self.tex, flags=re.MULTILINE).strip()} $$"


@dataclass(frozen=True)
class Table:
    """Plain text in rows, and in a cell also the name of a symbol, or words in a colour."""

    header: Sequence[str]
    rows: Sequence[Sequence["Cell"]]

    def html(self) -> str:
        head = "".join(f'<th style="text-align: left">{_plain(cell)}</th>' for cell in self.header)
        # the styles of notebooks align to the right, which suits numbers only
        cell = '<td style="text-align: left; vertical-align: top">{}</td>'
        body = "".join(f"<tr>{''.join(cell.format(_cell(c)) for c in row)}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


Cell = str | Sentence | Coloured | Name
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

    def expression_part(self, expression: object) -> Formula:
        """An expression as it is shown."""

    def letter(self, name: str) -> str:
        """What the name of a symbol stands for, as a sentence."""

    def prose(self, text: str) -> str:
        """Text as a sentence, in which names of symbols are formulas."""

    def decoded(self, tex: str) -> str:
        """LaTeX text back as plain text."""

    def inline_mathml(self, tex: str) -> str:
        """A formula inside a sentence as HTML, escaped."""

    def displayed_mathml(self, lines: Iterable[tuple[str, str]]) -> str:
        """A displayed formula as HTML, escaped."""


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


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _plain(cell)
    return _html(cell.tex) if isinstance(cell, Sentence) else cell.html()


def _html(tex: str) -> str:
    pieces = MATH.split(tex)
    shown = printer()
    return "".join(
        _inert(shown.inline_mathml(p[1:-1])) if i % 2 else _plain(shown.decoded(p)) for i, p in enumerate(pieces)
    )


def _plain(text: str) -> str:
    return _inert(escape(text))


def _inert(html: str) -> str:
    """HTML in which a notebook finds no LaTeX: what would start or end a formula stands in an element of its own."""
    return re.sub(r"[$\\]", lambda found: f"<span>{found[0]}</span>", html)
