"""Statements and theorems as parts of a notebook's output: what ``theory.notebook`` calls the printer."""

from collections.abc import Iterator

from theory.latex.brackets import without_breaks
from theory.latex.layout import aligned
from theory.latex.plain_text import decoded
from theory.latex.printer import TextbookPrinter
from theory.latex.prose import notation_of, prose
from theory.latex.statement_lines import statement_latex
from theory.latex.theorems import hypothesis_prose, notation_rows
from theory.notebook import Formula, Heading, Items, Part, Sentence
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["decoded", "statement_parts", "theorem_parts"]


def statement_parts(statement: Statement) -> Iterator[Part]:
    """The formula."""
    yield Formula(statement_latex(statement, environment=False))


def theorem_parts(theorem: Theorem) -> Iterator[Part]:
    """Title, hypotheses, statements, notation and source."""
    printer, weights = TextbookPrinter(), notation_of(theorem)
    yield Heading(prose(theorem.title, weights), theorem.slug)
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
            yield Formula(without_breaks(aligned(notation_rows(theorem, printer))))
    yield Sentence(f"Source: {prose(str(theorem.source), weights)}.")
