"""Statements as displayed formulas. A new kind of statement registers its lines with ``statement_rows.register``."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from sympy import Basic, S

from theory.latex.brackets import without_breaks
from theory.latex.cohesion import as_factor
from theory.latex.layout import Row, aligned, chain, comment, display, listed, punctuated
from theory.latex.printer import TextbookPrinter
from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Witness,
)

__all__ = ["assignments", "expression_latex", "statement_latex", "statement_rows"]


def expression_latex(expr: Basic) -> str:
    """A scalar, matrix or relation as LaTeX mathematics, without delimiters.

    Nodes that this printer does not know are printed by SymPy's; a LaTeX comment in front names them.
    """
    printer = TextbookPrinter()
    tex = printer.doprint(expr)
    return comment(printer) + without_breaks(tex)


def statement_latex(statement: Statement, *, environment: bool = True) -> str:
    r"""A statement as a displayed formula, broken at relations and between terms where it is long.

    Without ``environment`` it is mathematics without delimiters, for ``$$ … $$`` in a notebook.
    """
    printer = TextbookPrinter()
    rows = statement_rows(statement, printer)
    tex = display(rows) if environment else aligned(rows)
    return comment(printer) + without_breaks(tex)


@singledispatch
def statement_rows(statement: Any, printer: TextbookPrinter) -> list[Row]:
    """The lines of a statement; of a kind that is not known, its name and the expressions that it is about."""
    printer.unknown.add(type(statement).__name__)
    name = rf"\text{{{type(statement).__name__}:}}\ "
    return listed(name, [printer.doprint(e) for e in statement.expressions()])


@statement_rows.register
def _(statement: Basic, printer: TextbookPrinter) -> list[Row]:
    return chain(statement, (), printer)


@statement_rows.register
def _(statement: Equality, printer: TextbookPrinter) -> list[Row]:
    return chain(statement.lhs, [("=", statement.rhs)], printer)


@statement_rows.register
def _(statement: Bound, printer: TextbookPrinter) -> list[Row]:
    return chain(statement.lhs, [(r"\leq", statement.rhs)], printer)


@statement_rows.register
def _(statement: LoewnerBound, printer: TextbookPrinter) -> list[Row]:
    return chain(statement.lhs, [(r"\preceq", statement.rhs)], printer)


@statement_rows.register
def _(statement: Limit, printer: TextbookPrinter) -> list[Row]:
    to = printer.doprint(statement.to)
    if statement.in_turn:
        # the first to tend stands innermost
        limits = "".join(rf"\lim_{{{printer.doprint(v)} \to {to}}} " for v in reversed(statement.variables))
        return chain(limits + as_factor(printer.doprint(statement.expression)), [("=", statement.value)], printer)
    rows = chain(statement.expression, [(r"\to", statement.value)], printer)
    variables = ", ".join(map(printer.doprint, statement.variables))
    return [*rows, *listed(r"\text{as } ", [rf"{variables} \to {to}"])]


@statement_rows.register
def _(statement: FlowBound, printer: TextbookPrinter) -> list[Row]:
    derivative = rf"\frac{{d}}{{dt}}\, {as_factor(printer.doprint(statement.quantity))}"
    rows = chain(derivative, [(r"\leq", statement.bound)], printer)
    return [*rows, *_flow(statement, printer)]


@statement_rows.register
def _(statement: FlowConvergence, printer: TextbookPrinter) -> list[Row]:
    variables = [printer.doprint(v) for v in statement.over]
    start = [f"{v}(0) = {printer.doprint(at)}" for v, at in zip(variables, statement.start, strict=True)]
    end = [rf"{v} \to {printer.doprint(at)}" for v, at in zip(variables, statement.to, strict=True)]
    return [*_flow(statement, printer), *listed(r"\text{from } ", start), *listed(r"\text{converges: } ", end)]


def _flow(statement: FlowBound | FlowConvergence, printer: TextbookPrinter) -> list[Row]:
    moving = ", ".join(rf"\dot{{{printer.doprint(v)}}}" for v in statement.over)
    moving = moving if len(statement.over) == 1 else f"({moving})"
    return chain(rf"\text{{along }} {moving}", [("=", rf"-\nabla {_objective(statement, printer)}")], printer)


@statement_rows.register
def _(statement: StationaryPoint, printer: TextbookPrinter) -> list[Row]:
    variables = ", ".join(map(printer.doprint, statement.over))
    rows = chain(rf"\nabla_{{{variables}}} {_objective(statement, printer)}", [("=", S.Zero)], printer)
    where = r"\text{if and only if } "
    return [*rows, *listed(where, assignments(statement.over, statement.at, printer))]


@statement_rows.register
def _(statement: Minimum, printer: TextbookPrinter) -> list[Row]:
    variables = ", ".join(map(printer.doprint, statement.over))
    rows = chain(rf"\min_{{{variables}}} {_objective(statement, printer)}", [("=", statement.value)], printer)
    rows[-1] = punctuated(rows[-1], ",")
    where = r"\text{attained only at } " if statement.unique else r"\text{attained at } "
    return [*rows, *listed(where, assignments(statement.over, statement.at, printer))]


@statement_rows.register
def _(statement: Witness, printer: TextbookPrinter) -> list[Row]:
    rows = statement_rows(statement.claim, printer)
    return [*rows, *listed(r"\text{for } ", assignments(statement.over, statement.at, printer))]


def _objective(statement: Any, printer: TextbookPrinter) -> str:
    """What is minimised, in brackets where it is a sum or has a sign."""
    return as_factor(printer.doprint(statement.objective))


def assignments(variables: Sequence[Basic], values: Sequence[Basic], printer: TextbookPrinter) -> list[str]:
    """``v = value`` for each variable."""
    return [f"{printer.doprint(v)} = {printer.doprint(a)}" for v, a in zip(variables, values, strict=True)]
