"""Statements and theorems as parts of a notebook's output: what ``theory.notebook`` calls the printer."""

from collections.abc import Iterator, Sequence

from sympy import Basic

from theory.latex.brackets import without_breaks
from theory.latex.layout import Row, aligned, comment
from theory.latex.mathml import displayed_mathml, inline_mathml
from theory.latex.plain_text import decoded
from theory.latex.printer import TextbookPrinter
from theory.latex.prose import letter_of, notation_of
from theory.latex.prose import prose as _prose
from theory.latex.statement_lines import statement_rows
from theory.latex.theorems import hypothesis_prose, notation_rows
from theory.notebook import Formula, Heading, Items, Part, Sentence
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = [
    "decoded",
    "displayed_mathml",
    "expression_part",
    "inline_mathml",
    "letter",
    "prose",
    "statement_parts",
    "theorem_parts",
]


def statement_parts(statement: Statement) -> Iterator[Part]:
    """The formula."""
    printer = TextbookPrinter()
    yield _formula(statement_rows(statement, printer), printer)


def expression_part(expression: Basic) -> Formula:
    """A scalar, matrix or relation in the letters of theorems, broken where it is long."""
    printer = TextbookPrinter()
    return _formula(statement_rows(expression, printer), printer)


def letter(name: str) -> str:
    """The letter of a symbol that is known by its name only: β⋆ for ``beta_star``."""
    return letter_of(name)


def prose(text: str) -> str:
    """A sentence about symbols that are known by their names only."""
    return _prose(text, {})


def theorem_parts(theorem: Theorem) -> Iterator[Part]:
    """Title, hypotheses, statements, notation and source."""
    printer, weights = TextbookPrinter(), notation_of(theorem)
    yield Heading(_prose(theorem.title, weights), theorem.slug)
    if theorem.assumptions:
        yield Sentence("Assume")
        yield Items([without_breaks(hypothesis_prose(a, weights, printer)) for a in theorem.assumptions])
        yield Sentence("Then")
    for number, statement in enumerate(theorem.statements):
        if number:
            yield Sentence("Moreover")
        yield from statement_parts(statement)
        if not number and theorem.notation:
            yield Sentence("where")
            yield _formula(notation_rows(theorem, printer), printer)
    yield Sentence(f"Source: {_prose(str(theorem.source), weights)}.")


def _formula(rows: Sequence[Row], printer: TextbookPrinter) -> Formula:
    tex = comment(printer) + without_breaks(aligned(rows))
    return Formula(tex, tuple((row.left, row.right) for row in rows) if len(rows) > 1 else ())
