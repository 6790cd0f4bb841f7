"""Wrong bounds that are only weaker: the right one implies them, by a certificate."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from sympy import Add, Basic, Dummy, Expr, MatAdd, MatrixSymbol, Pow, Symbol, expand, fraction, together

from theory.algebra.convert import from_sympy, to_sympy
from theory.algebra.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.expectation_node import Expectation
from theory.algebra.positivity import NotCertifiedError, require_nonnegative
from theory.algebra.scalars import quad
from theory.statement import Bound, FlowBound, LoewnerBound, Statement

__all__ = ["implies", "is_bound"]

Positive = Sequence[Basic]


def is_bound(statement: Statement) -> bool:
    """Whether something weaker could be true as well."""
    return isinstance(statement, Bound | LoewnerBound | FlowBound)


@singledispatch
def implies(true: Any, other: Any, positive: Positive) -> bool:
    """Whether a bound, with the scalars known > 0, visibly implies another about the same quantity."""
    return False


@implies.register
def _(true: Bound, other: Bound, positive: Positive) -> bool:
    return _at_least(true.lhs, other.lhs, positive) and _at_least(other.rhs, true.rhs, positive)


@implies.register
def _(true: FlowBound, other: FlowBound, positive: Positive) -> bool:
    return _at_least(other.bound, true.bound, positive)


@implies.register
def _(true: LoewnerBound, other: LoewnerBound, positive: Positive) -> bool:
    z = MatrixSymbol("z", true.lhs.shape[0], 1)
    pairs = ((true.lhs, other.lhs), (other.rhs, true.rhs))
    return all(a == b or _nonnegative(quad(z, MatAdd(a, -b)), positive) for a, b in pairs)


def _at_least(larger: Basic, smaller: Basic, positive: Positive) -> bool:
    return larger == smaller or _nonnegative(Add(larger, -smaller), positive)


def _nonnegative(scalar: Basic, positive: Positive) -> bool:
    """By its terms, as they are or over one denominator, or by the terms in which sizes are 1 and more."""
    opaque = {node: _symbol_for(node) for node in scalar.atoms(Expectation)}
    try:
        closed = to_sympy(from_sympy(scalar.xreplace(opaque)))
    except (UnsupportedExpressionError, Undecidable):
        return False
    return _certified(closed, positive) or _over_one_denominator(closed)


def _symbol_for(node: Expectation) -> Dummy:
    """What is not integrated stays closed, and is ≥ 0 where its integrand visibly is."""
    square = isinstance(node.integrand, Pow) and node.integrand.exp.is_even
    return _dummy(bool(square or _certified(node.integrand, ())))


def _certified(scalar: Basic, positive: Positive) -> bool:
    try:
        require_nonnegative(scalar, positive)
    except (NotCertifiedError, UnsupportedExpressionError, Undecidable):
        return False
    return True


def _over_one_denominator(scalar: Expr) -> bool:
    """The numbers in it as letters, ≥ 0 where their terms show it, sizes as 1 + (something ≥ 0)."""
    letters: dict[Basic, Basic] = {}
    for node in _numbers(scalar):
        size = isinstance(node, Symbol) and node.is_integer and node.is_positive
        letters[node] = 1 + _dummy(True) if size else _dummy(_certified(node, ()))
    parts = (expand(part) for part in fraction(together(scalar.xreplace(letters))))
    return all(all(term.is_nonnegative for term in Add.make_args(part)) for part in parts)


def _numbers(scalar: Basic) -> set[Basic]:
    """The parts of a rational expression that are no sums, products or powers."""
    if scalar.is_Number:
        return set()
    if scalar.is_Add or scalar.is_Mul or (scalar.is_Pow and scalar.exp.is_Integer):
        return set().union(*map(_numbers, scalar.args))
    return {scalar}


def _dummy(nonnegative: bool) -> Dummy:
    return Dummy(real=True, nonnegative=True) if nonnegative else Dummy(real=True)
