"""May a theorem be used at these values? Its symbols keep their kinds, and its hypotheses hold."""

from collections.abc import Mapping
from typing import Any

from sympy import Basic, Expr, Gt, MatrixSymbol, Symbol, sympify, true

from theory.algebra.convert import from_sympy
from theory.algebra.positivity import NotCertifiedError, require_nonnegative, require_semidefinite
from theory.algebra.random import RandomMatrix
from theory.algebra.symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.rules.state import DerivationError
from theory.statement import Theorem, replaced_relation

__all__ = ["is_evident", "missing_hypotheses", "require_kind"]


def require_kind(symbol: Basic, value: Any, positive: tuple[Expr, ...]) -> None:
    """Raise DerivationError unless a symbol may take a value: of its shape, and of its kind as far as terms show."""
    value = sympify(value)
    if isinstance(symbol, RandomMatrix) or not isinstance(symbol, MatrixSymbol | Symbol):
        message = f"{symbol} is no parameter of a theorem: give values to matrices, scalars and sizes"
        raise DerivationError(message)
    if isinstance(symbol, Symbol) and symbol.is_integer:
        if not (value.is_integer and value.is_positive):
            message = f"{symbol} is a size and {value} may not be one: give a positive whole number"
            raise DerivationError(message)
        return
    found, wanted = from_sympy(value), from_sympy(symbol)
    if (found.rows, found.cols) != (wanted.rows, wanted.cols):
        message = f"{symbol} is {wanted.rows}×{wanted.cols} and {value} is {found.rows}×{found.cols}: give one shape"
        raise DerivationError(message)
    if isinstance(symbol, PositiveSemidefiniteMatrix):
        require_semidefinite(value, positive, strict=isinstance(symbol, PositiveDefiniteMatrix))
    elif isinstance(symbol, SymmetricMatrix) and found != found.transpose():
        message = f"{symbol} is symmetric and {value} is not: give a symmetric matrix"
        raise DerivationError(message)
    elif symbol.is_nonnegative:
        require_nonnegative(value, positive, strict=bool(symbol.is_positive))


def missing_hypotheses(
    premise: Theorem, at: Mapping[Basic, Any], conclusion: Theorem, positive: tuple[Expr, ...]
) -> list[str]:
    """The hypotheses of a premise, at its values, that are neither among those of the conclusion nor evident."""
    known = {conclusion.unfolded(a.relation) for a in conclusion.assumptions}
    wanted = {a.name: replaced_relation(premise.unfolded(a.relation), at) for a in premise.assumptions}
    return [name for name, relation in wanted.items() if relation not in known and not is_evident(relation, positive)]


def is_evident(relation: Any, positive: tuple[Expr, ...]) -> bool:
    """Whether a relation such as tr(HΨ) + σ² > 0 is visible, given the scalars that are > 0 by hypothesis."""
    if relation == true:
        return True
    if not isinstance(relation, Gt):
        return False
    try:
        require_nonnegative(relation.lhs - relation.rhs, positive, strict=True)
    except NotCertifiedError:
        return False
    return True
