"""Scalars as traces of 1×1 words: SymPy refuses ``b.T*H*b + sigma2``, where the first term is a 1×1 matrix."""

from sympy import MatAdd, MatMul, MatrixExpr, Trace, Transpose

from theory.algebra.vocabulary.entry import matrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["inner", "quad"]


def inner(a: Expression, b: Expression) -> Trace:
    """aᵀb for n×m matrices: the scalar product of vectors, the Frobenius product of matrices.

    >>> from theorycheck import inner, setting
    >>> inner(setting.beta, setting.beta_star)
    Trace(beta.T*beta_star)
    """
    a, b = matrix(a, "a factor"), matrix(b, "a factor")
    return Trace(MatMul(_transposed(a), b))


def quad(b: Expression, H: Expression) -> Trace:
    """bᵀHb, which is ‖b‖²_H for H ⪰ 0; b is n×m (m = 1 for a vector, tr bᵀHb otherwise), H is n×n.

    >>> from theorycheck import quad, setting
    >>> quad(setting.beta_star, setting.H)
    Trace(beta_star.T*H*beta_star)
    """
    b, H = matrix(b, "a factor"), matrix(H, "a factor")
    return Trace(MatMul(_transposed(b), H, b))


def _transposed(a: MatrixExpr) -> MatrixExpr:
    """aᵀ; of a sum or product as a whole, as one writes it."""
    return Transpose(a) if isinstance(a, MatAdd | MatMul) else a.T
