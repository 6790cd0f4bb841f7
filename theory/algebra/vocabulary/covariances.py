"""Covariances that are known to be none, by their spelling alone: a law that has one is refused when it is stated.

What is not seen here may still be bad (a plain matrix symbol, H − P): that is for hypotheses to exclude.
"""

from sympy import (
    Add,
    Basic,
    I,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixBase,
    MatrixExpr,
    Mul,
    Rational,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    nan,
    oo,
    zoo,
)

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["require_covariance", "require_real"]

NOT_REAL = (I, zoo, nan, oo, -oo)


def require_real(expr: Basic, what: str) -> None:
    """Raise UnsupportedExpressionError for what contains i, an infinity, nan, or a scalar declared not to be real, or
    not to commute.
    """
    scalars = expr.atoms(Symbol)
    for symbol in scalars:
        if not symbol.is_commutative:
            message = f"{what} contains {symbol}, which does not commute: scalars do, give a MatrixSymbol"
            raise UnsupportedExpressionError(message)
    found = [number for number in NOT_REAL if expr.has(number)]
    found += [s for s in scalars if s.is_real is False]
    if found:
        message = f"{what} is {expr}, which contains {found[0]}: everything is real and finite here"
        raise UnsupportedExpressionError(message)


def require_covariance(covariance: MatrixExpr, what: str) -> None:
    """Raise ValueError unless a matrix may be a covariance: real, symmetric and ⪰ 0 as far as its spelling shows."""
    require_real(covariance, what)
    if isinstance(covariance, MatrixBase):
        fault = _fault_of_entries(covariance)
    else:
        fault = "is negative" if _sign(covariance) == -1 else None
    if fault is not None:
        message = f"{what} is {covariance}, which {fault}: give a symmetric positive semidefinite matrix"
        raise ValueError(message)


def _fault_of_entries(matrix: MatrixBase) -> str | None:
    if any((entry - other).is_zero is False for entry, other in zip(matrix, matrix.T, strict=True)):
        return "is not symmetric"
    if any(matrix[i, i].is_negative for i in range(matrix.rows)):
        return "has a negative entry on its diagonal"
    known = all(entry.is_number for entry in matrix)
    return "is not positive semidefinite" if known and not _is_semidefinite(matrix) else None


def _is_semidefinite(matrix: MatrixBase) -> bool:
    """Whether a symmetric matrix of numbers is ⪰ 0, by elimination; exact for fractions."""
    rest = matrix.as_mutable()
    for k in range(rest.rows):
        pivot = rest[k, k]
        if pivot.is_negative or (pivot.is_zero and any(not entry.is_zero for entry in rest[k, k:])):
            return False
        for i in range(k + 1, rest.rows):
            if not pivot.is_zero:
                rest[i, k:] = rest[i, k:] - rest[k, k:] * (rest[i, k] / pivot)
    return True


# -- signs by spelling ----------------------------------------------------------------------------------------------
def _sign(expr: Basic) -> int | None:
    """1 for what is visibly ⪰ 0, −1 for what is ⪯ 0, 0 for what is 0, else None.

    For P ⪰ 0, which may be 0, −P counts as −1: nobody means the law that it has for P = 0.
    """
    match expr:
        case ZeroMatrix():
            return 0
        case Identity() | PositiveSemidefiniteMatrix():
            return 1
        case MatrixBase():
            return _sign_of_entries(expr)
        case Trace() | Transpose() | Inverse():
            return _sign(expr.arg)
        case MatAdd() | Add():
            signs = {_sign(a) for a in expr.args} - {0}
            return signs.pop() if len(signs) == 1 else None if signs else 0
        case MatMul() | Mul():
            return _sign_of_product(list(expr.args))
        case MatPow():
            even = expr.exp.is_even and isinstance(expr.base, SymmetricMatrix)
            return 1 if even or _sign(expr.base) == 1 else None
    return None if expr.is_Matrix else _sign_of_number(expr)


def _sign_of_number(number: Expression) -> int | None:
    return 0 if number.is_zero else 1 if number.is_nonnegative else -1 if number.is_nonpositive else None


def _sign_of_entries(matrix: MatrixBase) -> int | None:
    if not all(isinstance(entry, Rational) for entry in matrix):
        return None
    if matrix.is_zero_matrix:
        return 0
    return 1 if _fault_of_entries(matrix) is None else -1 if _fault_of_entries(-matrix) is None else None


def _sign_of_product(factors: list[Basic]) -> int | None:
    """Of a product of scalars and matrices; M S Mᵀ has the sign of S."""
    signs = [_sign(a) for a in factors if not a.is_Matrix]
    matrices = [a for a in factors if a.is_Matrix]
    while len(matrices) > 1 and matrices[-1] == Transpose(matrices[0]).doit():
        matrices = matrices[1:-1]
    if len(matrices) > 1:
        return None
    signs += map(_sign, matrices)
    if 0 in signs:
        return 0
    if None in signs:
        return None
    return -1 if signs.count(-1) % 2 else 1
