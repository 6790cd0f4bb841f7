"""Statements as displayed formulas. What a kind of statement looks like, it says itself: ``Statement.typeset``."""

from collections.abc import Iterable, Sequence

from sympy import Basic

from theory.latex.brackets import without_breaks
from theory.latex.cohesion import as_factor
from theory.latex.layout import Row, aligned, chain, comment, display, listed, punctuated
from theory.latex.printer import TextbookPrinter
from theory.statements import Statement

__all__ = ["Sheet", "assignments", "expression_latex", "statement_latex", "statement_rows"]


def expression_latex(expr: Basic) -> str:
    r"""A scalar, matrix or relation as LaTeX mathematics, without delimiters.

    Nodes that this printer does not know are printed by SymPy's; a LaTeX comment in front names them.

    >>> from theorycheck import latex, setting
    >>> print(latex.expression_latex(setting.H * setting.Psi))
    \mathbf{H} \boldsymbol{\Psi}
    """
    printer = TextbookPrinter()
    tex = printer.doprint(expr)
    return comment(printer) + without_breaks(tex)


def statement_latex(statement: Statement | Basic, *, environment: bool = True) -> str:
    r"""A statement as a displayed formula, broken at relations and between terms where it is long.

    Without ``environment`` it is mathematics without delimiters, for ``$$ … $$`` in a notebook.

    >>> from sympy import Trace
    >>> from theorycheck import Equality, latex, setting
    >>> print(latex.statement_latex(Equality(Trace(setting.H), Trace(setting.H.T))))
    \[ \operatorname{tr}(\mathbf{H}) = \operatorname{tr}(\mathbf{H}) \]
    """
    printer = TextbookPrinter()
    rows = statement_rows(statement, printer)
    tex = display(rows) if environment else aligned(rows)
    return comment(printer) + without_breaks(tex)


def statement_rows(statement: Statement | Basic, printer: TextbookPrinter) -> list[Row]:
    """The lines of a statement, or of a relation of SymPy's.

    >>> from theorycheck import latex, theorem
    >>> from theory.latex.printer import TextbookPrinter
    >>> len(latex.statement_rows(theorem("optimal_one_step_gd").statement, TextbookPrinter()))
    2
    """
    if isinstance(statement, Basic):
        return chain(statement, (), printer)
    sheet = Sheet(printer)
    statement.typeset(sheet)
    return sheet.rows


class Sheet:
    """What a statement writes its lines on: a ``Typesetter``."""

    def __init__(self, printer: TextbookPrinter) -> None:
        self.printer = printer
        self.rows: list[Row] = []

    def tex(self, expression: Basic) -> str:
        return str(self.printer.doprint(expression))

    def factor(self, expression: Basic) -> str:
        return as_factor(self.tex(expression))

    def chain(self, start: Basic | str, links: Iterable[tuple[str, Basic | str]]) -> None:
        self.rows += chain(start, links, self.printer)

    def listed(self, introduction: str, formulas: Sequence[str]) -> None:
        self.rows += listed(introduction, formulas, self.printer.line)

    def assigned(self, introduction: str, variables: Sequence[Basic], values: Sequence[Basic]) -> None:
        self.listed(introduction, assignments(variables, values, self.printer))

    def comma(self) -> None:
        self.rows[-1] = punctuated(self.rows[-1], ",")


def assignments(variables: Sequence[Basic], values: Sequence[Basic], printer: TextbookPrinter) -> list[str]:
    """``v = value`` for each variable."""
    return [f"{printer.doprint(v)} = {printer.doprint(a)}" for v, a in zip(variables, values, strict=True)]
