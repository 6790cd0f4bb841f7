"""Equalities of sums over members, for every number of members, decided by finitely many numbers.

Let F_n be an expression in sums Σ_{h≤n}, in which at most k of them are multiplied (its *order*), and in which n stands
nowhere else. Multiplied out, each of its terms depends on at most k members, so that

    F_n(θ_1, …, θ_n) = Σ over sets A of at most k of the n members of G(θ_A),

with G that does not depend on n. G is determined by F for at most k members (by inclusion and exclusion: G(θ_A) is
F_|A|(θ_A) less the G of the proper subsets of A). So F_n = 0 for every n, and all members, as soon as F_0, …, F_k are 0
for all members; expectations, being linear, change nothing in this. The members range freely: no hypothesis may speak
of them, or of their number.
"""

from collections.abc import Iterator

import sympy as sp
from sympy import Basic, Integer, MatrixSymbol, Symbol

from theory.algebra.vocabulary.expectation_node import Expectation, MatrixExpectation
from theory.algebra.vocabulary.family_sum import (
    FamilyMember,
    FamilySum,
    MatrixFamilySum,
    MemberName,
    numbers_of_members,
)
from theory.core.known import Context
from theory.core.substitution import replaced

__all__ = ["at_deciding_numbers", "order_of"]

Sides = tuple[Basic, Basic]

MOST = 4
"""The highest order that is looked at: the square of a square."""

_LARGEST_PART = (sp.Add, sp.MatAdd)
_PRODUCTS = (sp.Mul, sp.MatMul)
_LINEAR = (sp.Trace, sp.Transpose)
_EXPECTATIONS = (Expectation, MatrixExpectation)


def at_deciding_numbers(context: Context, left: Basic, right: Basic) -> Iterator[Sides]:
    """Both sides at each of the numbers of members that decide whether they are equal at every number.

    Nothing at all where there are no sums over members, or where the argument does not apply: nothing is shown then.
    """
    sides = context.written_out(left), context.written_out(right)
    sizes = numbers_of_members(*sides)
    if len(sizes) != 1 or not _ranges_freely(context, *sizes):
        return
    (size,) = sizes
    orders = [order_of(side, size) for side in sides]
    if None in orders:
        return
    highest = max(order for order in orders if order is not None)
    if highest > MOST:
        return
    for number in range(highest + 1):
        yield replaced(sides[0], {size: Integer(number)}), replaced(sides[1], {size: Integer(number)})


def _ranges_freely(context: Context, size: Symbol) -> bool:
    """Whether no hypothesis speaks of members or of their number."""
    return not any(r.has(FamilySum, size) or _names_members(r) for r in context.relations)


def _names_members(expression: Basic) -> bool:
    """Whether it speaks of a member outside of all sums: of a typical one, or of one with a number."""
    return any(isinstance(m, FamilyMember) or isinstance(m.args[0], MemberName) for m in expression.atoms(MatrixSymbol))


def order_of(expression: Basic, size: Symbol) -> int | None:
    """How many sums over members are multiplied at most; None where that, or a dependence on ``size``, is not seen."""
    kind = type(expression)
    if kind in (FamilySum, MatrixFamilySum):
        numbered = any(isinstance(m.args[0], MemberName) for m in expression.body.atoms(MatrixSymbol))
        # a size of a matrix that were n would make 1×1 of it, and 1×1 matrices are their own transposes
        return 1 if expression.size == size and not numbered and not expression.body.has(size) else None
    if not expression.has(FamilySum):
        return None if expression.has(size) or _names_members(expression) else 0
    if kind in _EXPECTATIONS:
        integrand, given, bound = expression.args
        laws = [a for x in (*given, *bound) for a in x.args[1:]]
        return None if any(a.has(FamilySum, size) or _names_members(a) for a in laws) else order_of(integrand, size)
    if kind is sp.BlockMatrix:
        return _largest(order_of(block, size) for block in expression.blocks)
    if kind in _LARGEST_PART:
        return _largest(order_of(part, size) for part in expression.args)
    if kind in _PRODUCTS:
        return _total(order_of(part, size) for part in expression.args)
    if kind in _LINEAR:
        return order_of(expression.arg, size)
    if kind in (sp.Pow, sp.MatPow) and isinstance(expression.exp, Integer) and expression.exp > 0:
        order = order_of(expression.base, size)
        return None if order is None else int(expression.exp) * order
    return None


def _largest(orders: Iterator[int | None]) -> int | None:
    found = list(orders)
    return None if None in found else max(order for order in found if order is not None)


def _total(orders: Iterator[int | None]) -> int | None:
    found = list(orders)
    return None if None in found else sum(order for order in found if order is not None)
