"""Formulas on lines: a relation starts a line, and a long sum goes on below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sympy import Basic

from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.brackets import without_breaks
from theory.latex.line_breaking import broken
from theory.latex.printer import TextbookPrinter
from theory.latex.width import LINE, RELATION, width

__all__ = ["Row", "aligned", "chain", "comment", "display", "inline", "listed", "punctuated"]

INDENT = r"\quad"


@dataclass(frozen=True)
class Row:
    """One line, aligned between ``left`` and ``right``."""

    left: str
    right: str = ""


def chain(start: Basic | str | None, links: Iterable[tuple[str, Basic | str]], printer: TextbookPrinter) -> list[Row]:
    """``start = a ≤ b``: a row for each link, more where a sum is long; no start continues an earlier chain."""
    first = "" if start is None else _printed(start, printer)
    rest = [(relation, _printed(value, printer)) for relation, value in links]
    line = printer.line
    whole = first + "".join(f" {relation} {tex}" for relation, tex in rest)
    if start is not None and width(whole) <= line:
        return [Row(without_breaks(whole))]
    apart = width(first) > line / 3
    rows = [Row("", line) for line in broken(first, printer.line)] if apart else []
    left, margin = ("", INDENT) if apart else (without_breaks(first), "")
    room = line - width(left + margin) - RELATION
    for relation, tex in rest:
        lines = broken(tex, room)
        rows.append(Row(left, f"{margin} {relation} {lines[0]}".strip()))
        rows += [Row("", f"{margin} {further}".strip()) for further in lines[1:]]
        left = ""
    return rows


def _printed(value: Basic | str, printer: TextbookPrinter) -> str:
    return value if isinstance(value, str) else printer.doprint(value)


def listed(introduction: str, formulas: Sequence[str], line: float = LINE) -> list[Row]:
    """Formulas with commas between them, on as few lines as they fit on."""
    pieces = [f"{without_breaks(formula)}," for formula in formulas[:-1]] + [without_breaks(formulas[-1])]
    lines = [introduction + pieces[0]]
    for piece in pieces[1:]:
        if width(lines[-1] + piece) <= line - width(INDENT):
            lines[-1] += rf"{INDENT} {piece}"
        else:
            lines.append(piece)
    return [Row("", each) for each in lines]


def aligned(rows: Sequence[Row]) -> str:
    """The rows as math without delimiters, for ``$$ … $$``."""
    if len(rows) == 1:
        return f"{rows[0].left} {rows[0].right}".strip()
    return _environment("aligned", rows)


def display(rows: Sequence[Row], punctuation: str = "", line: float = LINE, *, fitted: bool = False) -> str:
    r"""The rows as a displayed formula, which may be broken across pages.

    Where that is wanted, what is too wide and has no place to break it is made smaller as a whole, by ``\fitted``.
    """
    rows = [*rows[:-1], punctuated(rows[-1], punctuation)]
    if fitted and any(width(row.left + row.right) > line for row in rows):
        return rf"\[ \fitted{{{aligned(rows)}}} \]"
    return rf"\[ {aligned(rows)} \]" if len(rows) == 1 else _environment("align*", rows)


def punctuated(row: Row, punctuation: str) -> Row:
    """The row with a comma or full stop behind it."""
    return Row(row.left, row.right + punctuation) if row.right else Row(row.left + punctuation)


def _environment(name: str, rows: Sequence[Row]) -> str:
    body = " \\\\\n".join(f"  {row.left} & {row.right}" if row.right else f"  & {row.left}" for row in rows)
    return f"\\begin{{{name}}}\n{body}\n\\end{{{name}}}"


def comment(printer: TextbookPrinter) -> str:
    """LaTeX comments that name what was left to SymPy's own printer, and symbols that look the same in print."""
    unknown = [f"{name}: printed by SymPy" for name in sorted(printer.unknown)]
    alike = [f"{' '.join(names.split())}: printed with one letter" for names in printer.letters.alike()]
    return "".join(f"% {line}\n" for line in unknown + alike)


def inline(value: Expression, printer: TextbookPrinter) -> str:
    """A formula inside a sentence."""
    return f"${without_breaks(printer.doprint(value))}$"
