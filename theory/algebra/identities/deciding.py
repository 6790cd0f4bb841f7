"""``equal``: True only by normal form, False only with a point at which the sides differ, else ``Undecidable``."""

from collections.abc import Callable, Sequence
from itertools import chain

from sympy import (
    Basic,
    Dummy,
    ImmutableMatrix,
    MatPow,
    MatrixSymbol,
    Symbol,
    expand,
    preorder_traversal,
    sympify,
    together,
)

from theory.algebra.identities.explicit import as_matrix, explicit
from theory.algebra.identities.separation import separating_point
from theory.algebra.signs.engine import NOTHING_KNOWN
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError, Undecidable
from theory.algebra.vocabulary.expectation_node import free_random_symbols
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import as_constants
from theory.algebra.vocabulary.sympy_types import Equation, Expression
from theory.algebra.words.blocks import multiply_out_blocks
from theory.algebra.words.convert import check_names, from_sympy, to_sympy
from theory.algebra.words.denominators import common_denominator
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import replacements_of, rewrite

__all__ = ["equal", "proves_equal", "proves_equal_entrywise"]

ONE = TracePolynomial.scalar(1)


def equal(a: Expression, b: Expression, relations: Sequence[Equation] = ()) -> bool:
    """Whether two scalar or matrix expressions are equal for all values of their symbols.

    ``relations`` are equalities ``lhs = rhs`` (anything with ``lhs`` and ``rhs``; lhs one product) that letters are
    declared to satisfy; under relations the answer is never False. Random symbols stand for any values. Where every
    size is a number, equality is also seen entry by entry. Raises ``Undecidable`` naming the remainder, ShapeError,
    NameClashError, and UnsupportedExpressionError for an ``Expectation``: ``theory.equal`` integrates first.
    """
    a, b = expression(a, "the left side"), expression(b, "the right side")
    check_names(a, b)
    left, right = _fixed(a), _fixed(b)
    try:
        rest, _ = _residual(left, right, relations, NOTHING_KNOWN.nonzero)
    except Undecidable:
        # rewriting may not end for sides that plainly differ
        if relations or separating_point(left, right) is None:
            raise
        return False
    if _vanishes(rest):
        return True
    if not relations:
        if separating_point(left, right) is not None:
            return False
        if _has_numeric_sizes(left, right) and _equal_entrywise(left, right):
            return True
    message = (
        f"cannot decide {a} = {b}: no rule reduces {to_sympy(rest)} to 0, and no point was found where the sides differ"
    )
    raise Undecidable(message)


def proves_equal(
    a: Expression,
    b: Expression,
    relations: Sequence[Equation] = (),
    is_nonzero: Callable[[Basic], bool] | None = None,
) -> bool:
    """Whether the normal form shows a = b; False says nothing. Raises ShapeError and NameClashError.

    Denominators are cleared. Without relations, what was shown holds where they are 0 too, since they are so on no open
    set; relations may confine letters to where one of them is 0, and ``is_nonzero`` is then asked of each.
    """
    a, b = expression(a, "the left side"), expression(b, "the right side")
    check_names(a, b)
    is_nonzero = is_nonzero or NOTHING_KNOWN.nonzero
    rest, cleared = _residual(_fixed(a), _fixed(b), relations, is_nonzero)
    if relations and not all(is_nonzero(to_sympy(argument)) for argument in cleared):
        return False
    return _vanishes(rest)


def proves_equal_entrywise(a: Basic, b: Basic) -> bool:
    """Whether every size is a number and all entries of a − b vanish identically, random symbols held fixed."""
    left, right = _fixed(a), _fixed(b)
    return _has_numeric_sizes(left, right) and _equal_entrywise(left, right)


def _vanishes(polynomial: TracePolynomial) -> bool:
    if not polynomial or _is_plain(polynomial):
        return not polynomial
    # SymPy multiplies numbers such as √2, which the normal form keeps as symbols
    return not from_sympy(to_sympy(polynomial))


def _is_plain(polynomial: TracePolynomial) -> bool:
    """Whether it is made of whole powers of symbols alone, so that SymPy can simplify nothing."""
    generators = {generator for scalars, _, _ in polynomial.terms for generator, _ in scalars}
    letters = {letter for _, loops, word in polynomial.terms for letter in chain(word, *loops)}
    if any(letter.power not in (1, -1) for letter in letters):
        return False
    return all(
        isinstance(atom, Symbol | MatrixSymbol) if argument is None else _is_plain(argument)
        for atom, argument in chain(((g.expr, g.argument) for g in generators), ((x.base, x.argument) for x in letters))
    )


def _fixed(expr: Basic) -> Basic:
    """The expression with what is random in it held fixed."""
    return multiply_out_blocks(expr.xreplace(as_constants(free_random_symbols(expr))))


def _residual(
    a: Basic, b: Basic, relations: Sequence[Equation], is_nonzero: Callable[[Basic], bool]
) -> tuple[TracePolynomial, list[TracePolynomial]]:
    """A multiple of a − b, in normal form with inverses rewritten and no denominators, and the denominators by which it
    was multiplied: 0 proves equality.
    """
    left, right = from_sympy(a), from_sympy(b)
    if (left.rows, left.cols) != (right.rows, right.cols):
        message = f"{a} is {left.rows}×{left.cols} and {b} is {right.rows}×{right.cols}: they cannot be equal"
        raise ShapeError(message)
    rules = replacements_of(
        [(from_sympy(_fixed(r.lhs)), from_sympy(_fixed(r.rhs))) for r in relations], lambda c: is_nonzero(to_sympy(c))
    )
    factor, difference = common_denominator(left - right)
    cleared = [factor]
    while True:
        factor, reduced = common_denominator(rewrite(difference, rules))
        cleared.append(factor)
        if reduced == difference:
            return reduced, [f for f in cleared if f != ONE]
        difference = reduced


# -- sizes that are numbers -----------------------------------------------------------------------------------------
def _has_numeric_sizes(*exprs: Basic) -> bool:
    """Whether there are matrices, all of sizes that are numbers (of I and of zeros, too), and no roots of them."""
    roots = any(not p.exp.is_Integer for e in exprs for p in e.atoms(MatPow))
    matrices = [node for e in exprs for node in preorder_traversal(e) if getattr(node, "is_Matrix", False)]
    return bool(matrices) and not roots and all(sympify(n).is_Integer for m in matrices for n in m.shape)


def _equal_entrywise(a: Basic, b: Basic) -> bool:
    """Whether all entries agree; Cayley–Hamilton holds here, which words of generic size cannot see."""
    values: dict[Basic, Expression] = {m: _generic(m) for m in a.atoms(MatrixSymbol) | b.atoms(MatrixSymbol)}
    values |= {scalar: scalar for scalar in a.atoms(Symbol) | b.atoms(Symbol)}
    left, right = (as_matrix(explicit(side, values)) for side in (a, b))
    return all(expand(together(entry).as_numer_denom()[0]) == 0 for entry in left - right)


def _generic(symbol: MatrixSymbol) -> ImmutableMatrix:
    entries = ImmutableMatrix(*map(int, symbol.shape), lambda i, j: Dummy(f"{symbol.name}[{i},{j}]", real=True))
    if not isinstance(symbol, SymmetricMatrix):
        return entries
    return ImmutableMatrix(*entries.shape, lambda i, j: entries[min(i, j), max(i, j)])
