"""A bound of a Frobenius norm, factor by factor."""

from sympy import Add, Basic, Expr, Identity, MatAdd, MatMul, MatrixExpr, Mul, Trace, Transpose, sympify

from theory.algebra.positivity.certificate import NotCertifiedError, require_nonnegative
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["frobenius_bound"]


def frobenius_bound(matrix: MatrixExpr) -> Expr:
    """An upper bound of ‖A‖_F: terms are added up; in a product, the last matrix has its Frobenius norm and the others
    their operator norms, and an outer product (B u)(C v)ᵀ the norms of its vectors.

    Raises NotCertifiedError for a scalar factor of unknown sign or a vector that stands alone.

    >>> from theorycheck import certificates, setting
    >>> print(certificates.frobenius_bound(setting.H * setting.Gamma + setting.Psi))
    FrobeniusNorm(Gamma)*OperatorNorm(H) + FrobeniusNorm(Psi)
    """
    if isinstance(matrix, MatAdd):
        return Add(*map(frobenius_bound, matrix.args))
    scalars, factors = _factors(matrix)
    size = Mul(*map(_absolute, scalars))
    cut = next((i + 1 for i, f in enumerate(factors[:-1]) if f.cols == 1), None)
    if cut is not None:
        return Mul(size, _outer(factors[:cut], factors[cut:]))
    last = frobenius_bound(factors[-1]) if isinstance(factors[-1], MatAdd) else FrobeniusNorm(factors[-1])
    return Mul(size, *map(OperatorNorm, factors[:-1]), last)


def _factors(matrix: MatrixExpr) -> tuple[list[Basic], list[MatrixExpr]]:
    parts = matrix.args if isinstance(matrix, MatMul) else (matrix,)
    nested = [_factors(p) if isinstance(p, MatMul) else ([], [p]) if p.is_Matrix else ([p], []) for p in parts]
    return [s for scalars, _ in nested for s in scalars], [m for _, matrices in nested for m in matrices]


def _absolute(scalar: Basic) -> Expr:
    """A bound of |scalar|: the scalar or its negative where it is visibly ≥ 0, and ‖H‖ ‖b‖² for bᵀHb."""
    scalar = sympify(scalar)
    if isinstance(scalar, Trace) and isinstance(scalar.arg, MatMul) and len(scalar.arg.args) == 3:
        left, middle, right = scalar.arg.args
        if left == Transpose(right).doit() and right.cols == 1:
            return OperatorNorm(middle) * quad(right, Identity(right.rows))
    for candidate in (scalar, -scalar):
        try:
            require_nonnegative(candidate)
        except NotCertifiedError:
            continue
        return candidate
    message = f"the sign of {scalar} is not known: give a factor that is visibly ≥ 0 or ≤ 0"
    raise NotCertifiedError(message)


def _outer(left: list[MatrixExpr], right: list[MatrixExpr]) -> Expression:
    """A bound of ‖(B u)(vᵀ C)‖_F = ‖B u‖ ‖Cᵀv‖, for u = v."""
    u, v = left[-1], right[0]
    if u != Transpose(v).doit():
        message = f"{u} and {v} are different vectors: only outer products b bᵀ are bounded"
        raise NotCertifiedError(message)
    return Mul(*map(OperatorNorm, left[:-1]), *map(OperatorNorm, right[1:]), quad(u, Identity(u.rows)))
