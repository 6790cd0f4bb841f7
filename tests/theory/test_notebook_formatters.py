"""Expressions in a notebook: those with a node of this package are MathML in its letters, others as SymPy has them."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from sympy import Matrix, MatrixSymbol, Symbol, symbols

from theory import Expectation, setting
from theory.notebook_formatters import connect_running_notebook, expression_html, expression_tex

S = setting.sample_covariance()


@pytest.fixture
def shell():
    """IPython, as it runs behind a notebook."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_letters_are_those_of_theorems():
    closed = Expectation(S * S).doit()
    assert "<mi>𝐇</mi>" in expression_html(closed)
    assert r"\mathbf{H}" in expression_tex(closed)
    assert "<mi>𝔼</mi>" in expression_html(Expectation(S * S))


@pytest.mark.parametrize("expression", [symbols("x y")[0], MatrixSymbol("A", 2, 2), Symbol("x") > 0])
def test_what_is_not_of_this_package_stays_as_it_was(expression):
    assert expression_html(expression) is None
    assert expression_tex(expression) == expression._repr_latex_()


def test_a_running_notebook_shows_them(shell):
    connect_running_notebook()
    shown, _ = shell.display_formatter.format(Expectation(S * S).doit())
    assert "<math" in shown["text/html"]
    assert shown["text/latex"].startswith("$$ ")
    shown, _ = shell.display_formatter.format(Symbol("x"))
    assert "text/html" not in shown
    shown, _ = shell.display_formatter.format(Matrix([[1, 2]]))
    assert "text/html" not in shown


def test_without_a_notebook_nothing_happens():
    InteractiveShell.clear_instance()
    assert connect_running_notebook() is None
