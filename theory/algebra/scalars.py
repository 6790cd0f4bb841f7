"""Scalars as traces of 1×1 words: SymPy refuses ``b.T*H*b + sigma2``, where the first term is a 1×1 matrix."""

from sympy import MatAdd, MatMul, MatrixExpr, Trace, Transpose

__all__ = ["inner", "quad"]


def inner(a: MatrixExpr, b: MatrixExpr) -> Trace:
    """aᵀb for n×m matrices: the scalar product of vectors, the Frobenius product of matrices."""
    return Trace(MatMul(_transposed(a), b))


def quad(b: MatrixExpr, H: MatrixExpr) -> Trace:
    """bᵀHb, which is ‖b‖²_H for H ⪰ 0; b is n×m (m = 1 for a vector, tr bᵀHb otherwise), H is n×n."""
    return Trace(MatMul(_transposed(b), H, b))


def _transposed(a: MatrixExpr) -> MatrixExpr:
    """aᵀ; of a sum or product as a whole, as one writes it."""
    return Transpose(a) if isinstance(a, MatAdd | MatMul) else a.T
