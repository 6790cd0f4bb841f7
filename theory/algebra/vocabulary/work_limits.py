"""Expressions whose size alone says that nothing can be done with them in reasonable time: refused beforehand.

Nothing here decides anything: what is refused is not looked at.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import comb
from typing import Never

from sympy import Add, Basic, Integer, MatAdd, MatPow, MatrixBase, Pow

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["ENTRIES", "EVALUATED", "refuse_too_deep", "refuse_too_large"]

DEEPEST = 150
"""Levels of an expression; a theorem has 30, and Python gives up at some hundreds."""

WIDEST, NODES, ENTRIES = 1_000, 20_000, 4_096
"""Terms or factors in one place, parts of a whole expression, and entries of a matrix that is given by them."""

EVALUATED = 1_000_000
"""Entries of a matrix that is evaluated as it is given: each takes some three millionths of a second and 200 bytes."""

HIGHEST, PRODUCTS = 256, 400_000
"""The largest power of one thing, and the most products that a power of a sum may multiply out to."""


def refuse_too_deep(*exprs: Basic) -> None:
    """Raise UnsupportedExpressionError for an expression that is nested deeper than Python's recursion goes, or that
    holds a matrix of more entries than are evaluated one by one.
    """
    for expr in exprs:
        _all_fits(expr, False)


def refuse_too_large(*exprs: Basic) -> None:
    """Raise UnsupportedExpressionError, with an estimate and the limit, for what takes too long or too much memory.

    >>> from sympy import Symbol
    >>> refuse_too_large(Symbol("a") ** (10**6))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    theory.algebra.vocabulary.errors.UnsupportedExpressionError: a power of order 1,000,000 is asked for, more ...
    """
    for expr in exprs:
        _all_fits(expr, True)


@lru_cache(2048)
def _all_fits(expr: Basic, all_limits: bool) -> None:
    seen = 0
    waiting: list[tuple[Expression, int]] = [(expr, 1)]  # no recursion: that is what is to be avoided
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST:
            _refuse("an expression is nested deeply", DEEPEST, "give its parts symbols")
        if all_limits:
            if seen > NODES:
                _refuse("an expression has many parts", NODES, "give its parts symbols")
            for what, found, limit, remedy in _measures(part):
                if found > limit:
                    _refuse(f"{what.format(found)} is asked for", limit, remedy)
        elif seen > NODES:
            return  # wide is not deep; each part is visited once where it is computed
        if isinstance(part, MatrixBase) and part.rows * part.cols > EVALUATED:
            entries = part.rows * part.cols
            cost = f"some {entries * 4 // 1_000_000} seconds and {entries * 200 / 2**30:.1f} GiB"
            _refuse(
                f"a matrix of {entries:,} entries given one by one is evaluated, {cost}",
                EVALUATED,
                "give a MatrixSymbol, and the matrix as its value",
            )
        if not isinstance(part, MatrixBase) or part.rows * part.cols <= ENTRIES:
            waiting += [(argument, depth + 1) for argument in part.args]


def _measures(part: Basic) -> Iterator[tuple[str, int, int, str]]:
    """What is measured of a node: words with a place for the measure, the measure, its limit, and the remedy."""
    if isinstance(part, MatrixBase):
        yield "a matrix of {:,} entries given one by one", part.rows * part.cols, ENTRIES, "give it a MatrixSymbol"
        return
    yield "a sum or product of {:,} terms", len(part.args), WIDEST, "give parts of it symbols"
    if isinstance(part, Pow | MatPow) and isinstance(part.args[1], Integer):
        base, power = part.args[0], abs(int(part.args[1]))
        yield "a power of order {:,}", power, HIGHEST, "give the power a symbol of its own"
        if isinstance(base, Add | MatAdd) and power <= HIGHEST:
            n = len(base.args)
            terms = comb(n + power - 1, power) if isinstance(base, Add) else n**power
            what = f"multiplying out the power {power} of a sum of {n:,} terms, some {{:,}} products,"
            yield what, terms * power, PRODUCTS, "lower the power, or give parts of the sum symbols"


def _refuse(what: str, limit: int, remedy: str) -> Never:
    message = f"{what}, more than the limit of {limit:,}: {remedy}"
    raise UnsupportedExpressionError(message)
