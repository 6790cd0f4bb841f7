"""``equal`` and ``proves_equal`` of what holds expectations: these are integrated, then the normal form decides."""

from collections.abc import Sequence
from typing import NamedTuple

from sympy import Basic

from theory.algebra.identities import deciding
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Equation, Expression
from theory.algebra.vocabulary.work_limits import refuse_too_large
from theory.algebra.words.convert import check_names
from theory.moments.closed_form import integrated

__all__ = ["equal", "proves_equal"]


class _Relation(NamedTuple):
    lhs: Basic
    rhs: Basic


def equal(a: Expression, b: Expression, relations: Sequence[Equation] = ()) -> bool:
    """Whether two scalar or matrix expressions are equal for all values of their symbols.

    True only by normal form, False only with a point at which the sides differ. Unevaluated expectations are
    integrated first, and random symbols outside of them, as in a conditional expectation, stand for any values.
    ``relations`` are equalities ``lhs = rhs`` (anything with ``lhs`` and ``rhs``; lhs one product) that letters are
    declared to satisfy; under relations the answer is never False. Where every size is a number, equality is also
    seen entry by entry. Raises ``Undecidable`` naming the remainder, ShapeError, NameClashError, and
    UnsupportedExpressionError for an expectation that has no closed form, and for sides that are too large to be
    compared in reasonable time.

    >>> from sympy import MatrixSymbol, Trace
    >>> from theorycheck import equal, setting
    >>> A = MatrixSymbol("A", setting.d, setting.d)
    >>> equal(Trace(A * setting.H), Trace(setting.H * A.T)), equal(A * setting.H, setting.H * A)
    (True, False)
    """
    return deciding.equal(*_sides(a, b), _integrated(relations))


def proves_equal(a: Expression, b: Expression, relations: Sequence[Equation] = ()) -> bool:
    """Whether the normal form shows a = b, expectations integrated; False says nothing. Raises what ``equal`` does."""
    return deciding.proves_equal(*_sides(a, b), _integrated(relations))


def _sides(a: Expression, b: Expression) -> tuple[Basic, Basic]:
    a, b = expression(a, "the left side"), expression(b, "the right side")
    refuse_too_large(a, b)
    check_names(a, b)
    return integrated(a), integrated(b)


def _integrated(relations: Sequence[Equation]) -> list[_Relation]:
    return [
        _Relation(integrated(expression(r.lhs, "a relation")), integrated(expression(r.rhs, "a relation")))
        for r in relations
    ]
