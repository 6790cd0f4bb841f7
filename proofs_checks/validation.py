"""A statement and a user's numbers are looked over before anything is computed, so that a slip is named at once."""

from collections.abc import Iterable, Mapping
from functools import cache

from sympy import Basic, Dummy, MatrixExpr, MatrixSymbol, Symbol, oo, preorder_traversal, sympify

from numerics.values.binding import bind, name_of, nearest
from numerics.values.kinds import refuse_wrong_kinds
from numerics.values.number_types import Number
from numerics.values.real_arrays import shown
from numerics.values.visible_text import visible
from proofs_checks.cases.needed_values import parameters_of
from proofs_checks.settings.refused_work import LARGEST_NUMERIC_SIZE
from theory import NameClashError, ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.covariances import require_real
from theory.algebra.vocabulary.expectation_node import Expectation, free_random_symbols
from theory.algebra.vocabulary.random_matrices import MatrixNormal, random_symbols
from theory.algebra.vocabulary.work_limits import refuse_too_large
from theory.algebra.words.convert import check_names, from_sympy
from theory.theorem_record import Theorem

__all__ = ["refuse_bad_values", "refuse_malformed"]

_OF_A_PROBLEM = frozenset({"H", "Psi", "beta_star", "sigma2", "M"})
"""Who hands over a whole problem, these names with N and d perhaps, may hand over more than a claim is about."""


def refuse_malformed(theorem: Theorem) -> None:
    """Raise ValueError, naming the term, for what no check could make sense of.

    That is: what is too large to be checked in reasonable time, one name for two symbols, shapes that do not conform or
    sides that cannot be compared, and a random symbol outside every ``Expectation``.
    """
    statement = theorem.unfold()
    expressions = statement.expressions()
    refuse_too_large(*expressions)
    _refuse_large_sizes(expressions)
    _refuse_unseen_names(expressions)
    for expression in expressions:
        if expression not in (oo, -oo):  # what something may tend to
            require_real(expression, "the statement")
    laws = {x for e in expressions for x in random_symbols(e)}
    check_names(*expressions, *(a for x in laws for a in x.args[1:]))
    for law in laws:
        _check_shapes(law.mean)
    shape = cache(_shape)
    for expression in expressions:
        shape(expression)
    statement.require_shapes(shape)


def _refuse_unseen_names(expressions: Iterable[Basic]) -> None:
    """Raise ValueError for a symbol whose name would steer a terminal, or hide: it is printed in many places."""
    for symbol in {s for expression in expressions for s in expression.atoms(Symbol, MatrixSymbol)}:
        name = str(symbol.name)
        if visible(name) != name:
            message = f"the name {shown(name)} holds characters that are not seen: give the symbol another"
            raise ValueError(message)


def _refuse_large_sizes(expressions: Iterable[Basic]) -> None:
    """Raise UnsupportedExpressionError for a matrix of a size that is a number, and a large one."""
    for expression in expressions:
        for part in preorder_traversal(expression):
            # matrices given entry by entry have Python's numbers as their shape
            for size in map(sympify, part.shape if isinstance(part, MatrixExpr) else ()):
                if size.is_Integer and size > LARGEST_NUMERIC_SIZE:
                    message = (
                        f"a matrix of size {int(size):,} is in the claim, of which every check would make arrays, more "
                        f"than the limit of {LARGEST_NUMERIC_SIZE}: give the size a symbol, and all sizes are checked"
                    )
                    raise UnsupportedExpressionError(message)


def refuse_bad_values(theorem: Theorem, values: Mapping[str, Number]) -> None:
    """Raise ValueError, naming the value and the remedy, for numbers that the theorem's symbols cannot have.

    That goes for names that no symbol has, too: the check would draw random numbers in their place. A singular value
    for a matrix that must be ≻ 0 is not among them: that breaks a hypothesis, as a check will say.
    """
    symbols = parameters_of(theorem)
    _refuse_unknown_names(theorem, {name_of(s) for s in symbols}, values)
    refuse_wrong_kinds(bind([s for s in symbols if values.get(name_of(s)) is not None], values), singular=True)


def _refuse_unknown_names(theorem: Theorem, known: set[str], values: Mapping[str, Number]) -> None:
    spare = {*_OF_A_PROBLEM, "N", "d"} if values.keys() >= _OF_A_PROBLEM else set()
    random = {x.name for s in theorem.statements for e in theorem.unfold(s).expressions() for x in random_symbols(e)}
    for name in sorted(values.keys() - known - spare):
        if name in random:
            message = f"{name} is random and has a value: leave it out, it is drawn"
            raise ValueError(message)
        near = nearest(name, known)
        hint = f"did you mean {near!r}?" if near else f"its symbols are {', '.join(sorted(known)) or 'none'}"
        message = f"the claim has no symbol {name!r} to give a value to: {hint}"
        raise ValueError(message)


def _shape(expr: Basic) -> tuple[object, object]:
    outer = _without_expectations(expr)
    loose = free_random_symbols(expr)
    if loose:
        names = ", ".join(sorted(str(x) for x in loose))
        message = f"{names} is random and stands outside every Expectation in {expr}, or is given: put it inside one"
        raise ValueError(message)
    _check_shapes(outer)
    shape = getattr(expr, "shape", (1, 1)) if getattr(expr, "is_Matrix", False) else (1, 1)
    return (shape[0], shape[1])


def _without_expectations(expr: Basic) -> Basic:
    """Each expectation replaced by a fresh symbol of its shape, after a look at what it holds."""
    replacement: dict[Basic, Basic] = {}
    for node in expr.atoms(Expectation):
        _check_shapes(_without_expectations(_fixed(node.integrand)))
        name = f"expectation {len(replacement)}"
        replacement[node] = MatrixSymbol(name, *node.shape) if getattr(node, "is_Matrix", False) else Dummy(name)
    return expr.xreplace(replacement)


def _fixed(integrand: Basic) -> Basic:
    """Random symbols as ordinary ones: shapes are the same, and nothing is integrated."""
    plain = {x: MatrixSymbol(f"{x.name}", *x.shape) for x in integrand.atoms(MatrixNormal)}
    return integrand.xreplace(plain)


def _check_shapes(expr: Basic) -> None:
    try:
        from_sympy(_fixed(expr))
    except (ShapeError, NameClashError):
        raise
    except ValueError:
        # a term that the normal form does not know may still be sampled
        return
