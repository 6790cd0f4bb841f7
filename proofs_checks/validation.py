"""A statement and a user's numbers are looked over before anything is computed, so that a slip is named at once."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from sympy import Basic, Dummy, MatrixSymbol, Symbol

from numerics.binding import bind, name_of
from numerics.problem import require_eigenvalues, symmetric_matrix
from proofs_checks.cases import parameters_of
from theory import NameClashError, ShapeError
from theory.algebra.convert import check_names, from_sympy
from theory.algebra.expectation_node import Expectation, free_random_symbols
from theory.algebra.random import MatrixNormal, random_symbols
from theory.algebra.symbols import PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.statement import Bound, Equality, Minimum, Theorem

__all__ = ["refuse_bad_values", "refuse_malformed"]


def refuse_malformed(theorem: Theorem) -> None:
    """Raise ValueError, naming the term, for what no check could make sense of.

    That is: one name for two symbols, shapes that do not conform or sides that cannot be compared, and a random
    symbol outside every ``Expectation``.
    """
    statement = theorem.unfold()
    expressions = statement.expressions()
    laws = {x for e in expressions for x in random_symbols(e)}
    check_names(*expressions, *(a for x in laws for a in x.args[1:]))
    for law in laws:
        _check_shapes(law.mean)
    shapes = [_shape(e) for e in expressions]
    if isinstance(statement, Equality):
        _compare_shapes(statement, shapes)
    if isinstance(statement, Minimum):
        for variable, value in zip(statement.over, statement.at, strict=True):
            if _shape(variable) != _shape(value):
                message = f"the minimiser {value} has another shape than its variable {variable}: give equal shapes"
                raise ShapeError(message)


def refuse_bad_values(theorem: Theorem, values: Mapping[str, Any]) -> None:
    """Raise ValueError, naming the value and the remedy, for numbers that the theorem's symbols cannot have.

    A singular value for a matrix that must be ≻ 0 is not among them: that breaks a hypothesis, as a check will say.
    """
    given = [s for s in parameters_of(theorem) if values.get(name_of(s)) is not None]
    for symbol, value in bind(given, values).items():
        if isinstance(symbol, SymmetricMatrix):
            array = symmetric_matrix(name_of(symbol), np.asarray(value, dtype=np.float64))
            if isinstance(symbol, PositiveSemidefiniteMatrix):
                require_eigenvalues(name_of(symbol), array, definite=False)
        elif isinstance(symbol, Symbol):
            _check_number(symbol, value)


def _check_number(symbol: Symbol, value: Any) -> None:
    number = np.asarray(value).item()
    wanted = "a whole number" if symbol.is_integer else "a number"
    outside = (symbol.is_positive and number <= 0) or (symbol.is_nonnegative and number < 0)
    if outside or (symbol.is_integer and number != number // 1):
        domain = " > 0" if symbol.is_positive else " ≥ 0" if symbol.is_nonnegative else ""
        message = f"{symbol} is {number}: give {wanted}{domain}"
        raise ValueError(message)


def _compare_shapes(statement: Equality, shapes: list[tuple[object, object]]) -> None:
    left, right = shapes
    if left != right:
        message = (
            f"{statement.lhs} is {left[0]}×{left[1]} and {statement.rhs} is {right[0]}×{right[1]}: "
            "give sides of one shape (Trace turns a 1×1 matrix into a scalar)"
        )
        raise ShapeError(message)
    if isinstance(statement, Bound) and left != (1, 1):
        message = f"the sides of a Bound are {left[0]}×{left[1]} matrices: compare scalars, such as traces"
        raise ShapeError(message)


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
