"""Textbook LaTeX of expressions, statements and theorems."""

from theory.latex.document import article_latex, macros, statement_macros
from theory.latex.statement_lines import expression_latex, statement_latex, statement_rows
from theory.latex.theorems import theorem_latex

__all__ = [
    "article_latex",
    "expression_latex",
    "macros",
    "statement_latex",
    "statement_macros",
    "statement_rows",
    "theorem_latex",
]
