"""Sizes such as d + 1 at the values of their letters."""

from collections.abc import Mapping

from sympy import Basic, sympify

from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["extent_at"]


def extent_at(extent: Expression, sizes: Mapping[Basic, int]) -> Expression:
    """What ``extent.subs(sizes)`` is: a whole number, or an expression where a letter is missing.

    Most extents are a number or a single letter, and SymPy's ``subs`` takes a tenth of a millisecond for those, too.
    """
    if isinstance(extent, int):
        return extent
    extent = sympify(extent)
    if extent.is_Integer:
        return extent
    if extent.is_Symbol:
        return sizes.get(extent, extent)
    return extent.subs(sizes)
