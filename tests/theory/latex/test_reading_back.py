"""What is printed has the value of the expression: read back by a reader of its own, evaluated at random points."""

from typing import Any

import numpy as np
import pytest
from sympy import Basic

from tests.theory.latex.reading.arithmetic import NoValueError, Value
from tests.theory.latex.reading.evaluation import value
from tests.theory.latex.reading.expressions import Expressions
from tests.theory.latex.reading.points import points
from tests.theory.latex.reading.reader import read
from theory.latex import expression_latex
from theory.latex.breaking import broken
from theory.latex.printer import TextbookPrinter

# Rounding: values on the way stay below 10⁴, and an inverse of one multiplies errors by as much at most twice.
TOLERANCE = 1e-6


def agree(a: Value, b: Value) -> bool:
    if not np.any(a) and not np.any(b):
        return True  # a printed 0 has no size
    return np.shape(a) == np.shape(b) and np.allclose(a, b, TOLERANCE, TOLERANCE)


def printed_forms(expr: Basic) -> list[str]:
    """As a formula, and as a displayed one on narrow lines."""
    return [expression_latex(expr), "\n".join(broken(TextbookPrinter().doprint(expr), 12))]


def misprint(expr: Basic, seed: int) -> str | None:
    """What is printed with another value than the expression has, None if nothing is. Raises NoValueError."""
    by_symbol, by_tex = points(seed)
    expected = value(expr, by_symbol)
    for tex in printed_forms(expr):
        try:
            found = read(tex)(by_tex)
        except (ValueError, KeyError, RecursionError) as error:
            return f"{expr!s} is printed as {tex}: {type(error).__name__} {error}"
        if not agree(found, expected):
            return f"{expr!s} = {expected} is printed as {tex} = {found}"
    return None


def misprints(seed: int, count: int) -> tuple[list[str], int]:
    """The misprinted among so many random expressions that have a value, and how many of these are different."""
    stream, found, seen = Expressions(seed), [], set()
    tried = 0
    while tried < count:
        expr: Any = stream.draw()
        try:
            wrong = misprint(expr, seed=tried % 7)
        except NoValueError:
            continue
        tried += 1
        seen.add(expr)
        found += [wrong] if wrong else []
    return found, len(seen)


def test_random_expressions_are_printed_with_their_value() -> None:
    found, different = misprints(seed=1, count=400)
    assert not found, "\n".join(found[:5])
    assert different > 300


@pytest.mark.nightly
def test_thousands_of_random_expressions_are_printed_with_their_value() -> None:
    found, different = misprints(seed=2, count=4000)
    assert not found, "\n".join(found[:5])
    assert different > 2500
