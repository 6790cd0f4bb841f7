"""Quadratic forms with a positive semidefinite letter: bᵀHb is a squared norm."""

from typing import NamedTuple

from sympy import Identity, Inverse, MatMul, MatPow, MatrixExpr, Trace, Transpose

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.printed_terms import remembered

__all__ = ["Norm", "norm_of"]


class Norm(NamedTuple):
    """The norm whose square is the expression; no weight is the Euclidean one."""

    vector: MatrixExpr
    weight: MatrixExpr | None


@remembered
def norm_of(expr: Expression) -> Norm | None:
    """The norm whose square the trace is, None where it is not a square of one."""
    if not (isinstance(expr, Trace) and expr.arg.rows == 1 and isinstance(expr.arg, MatMul)):
        return None
    factors = expr.arg.args
    if any(not getattr(f, "is_Matrix", False) for f in factors):
        return None
    factors = tuple(f for f in factors if not isinstance(f, Identity))
    half, odd = divmod(len(factors), 2)
    left, middle, right = factors[:half], factors[half : half + odd], factors[half + odd :]
    if not right or right[-1].rows == 1 or not all(map(_is_weight, middle)):
        return None
    # a half with a column inside is a product of scalars
    if any(f.rows == 1 for f in right) or not all(map(_are_transposes, left, reversed(right))):
        return None
    return Norm(MatMul(*right) if len(right) > 1 else right[0], middle[0] if odd else None)


def _are_transposes(left: Expression, right: Expression) -> bool:
    return bool(left.doit() == Transpose(right).doit())


def _is_weight(matrix: Expression) -> bool:
    if isinstance(matrix, Inverse | MatPow):
        return isinstance(matrix.args[0], PositiveDefiniteMatrix)
    return isinstance(matrix, PositiveSemidefiniteMatrix)
