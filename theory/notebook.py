"""How values show themselves in notebooks: sentences, tables, and formulas between ``$$``."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Formula", "Heading", "Items", "Part", "Sentence", "ShownInNotebooks", "Table"]

MATH = re.compile(r"((?<!\\)\$(?:[^$\\]|\\.)*\$)", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """Plain text in bold, and beside it a name."""

    text: str
    name: str = ""

    def html(self) -> str:
        name = f" <code>{_plain(self.name)}</code>" if self.name else ""
        return f"<p><b>{_html(self.text)}</b>{name}</p>"


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


def _html(tex: str) -> str:
    from theory.latex.plain_text import decoded

    pieces = MATH.split(tex)
    return "".join(escape(p, quote=False) if i % 2 else _plain(decoded(p)) for i, p in enumerate(pieces))


def _plain(text: str) -> str:
    """Text in which a notebook finds no formula: what would start or end one stands in an element of its own."""
    return re.sub(r"[$\\]", lambda found: f"<span>{found[0]}</span>", escape(text))
