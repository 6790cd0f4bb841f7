"""A predicate that SymPy lacks: a matrix is symmetric and positive semidefinite."""

from sympy import Identity, Inverse, MatAdd, MatMul, MatrixExpr, Q, Transpose, ZeroMatrix, ask
from sympy.assumptions.assume import Predicate
from sympy.multipledispatch import Dispatcher

from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.sympy_types import Expression, SymPyPrinter

__all__ = ["PositiveSemidefinite", "PositiveSemidefinitePredicate"]


class PositiveSemidefinitePredicate(Predicate):
    """Whether a real matrix is symmetric with zᵀAz ≥ 0 for every z: what a covariance is.

    >>> from sympy import MatrixSymbol
    >>> PositiveSemidefinite(MatrixSymbol("C", 2, 2))
    PositiveSemidefinite(C)

    ``Assumption("C is a covariance", PositiveSemidefinite(C))`` states it as a hypothesis. ``ask`` knows it of the
    kinds that have it, of what is positive definite, and of sums, nonnegative multiples, transposes, inverses and
    M S Mᵀ.
    """

    name = "positive_semidefinite"
    handler = Dispatcher("PositiveSemidefiniteHandler", doc="Handler for key 'positive_semidefinite'.")

    def _sympystr(self, printer: SymPyPrinter) -> str:
        return "PositiveSemidefinite"

    _sympyrepr = _sympystr


PositiveSemidefinite = PositiveSemidefinitePredicate()
"""``PositiveSemidefinite(A)``: A is symmetric and A ⪰ 0."""


def _square(expr: Expression, assumptions: Expression) -> bool:
    return bool(expr.rows == expr.cols)


def _definite(expr: Expression, assumptions: Expression) -> bool | None:
    return _known(Q.positive_definite(expr), assumptions)


def _of_argument(expr: Expression, assumptions: Expression) -> bool | None:
    return _known(PositiveSemidefinite(expr.arg), assumptions)


def _of_sum(expr: Expression, assumptions: Expression) -> bool | None:
    return all(_known(PositiveSemidefinite(a), assumptions) for a in expr.args) or None


def _of_product(expr: Expression, assumptions: Expression) -> bool | None:
    factor, rest = expr.as_coeff_matrices()
    matrices = list(rest)
    while len(matrices) > 1 and matrices[-1] == Transpose(matrices[0]).doit():
        matrices = matrices[1:-1]
    if len(matrices) > 1 or not _known(Q.nonnegative(factor), assumptions):
        return None
    return _known(PositiveSemidefinite(matrices[0]), assumptions) if matrices else True


def _known(relation: Expression, assumptions: Expression) -> bool | None:
    """True or None: that it is not known to hold does not say that it does not."""
    return ask(relation, assumptions) or None


for _kind, _rule in (
    (PositiveSemidefiniteMatrix, _square),
    (Identity, _square),
    (ZeroMatrix, _square),
    (MatrixExpr, _definite),
    (Transpose, _of_argument),
    (Inverse, _of_argument),
    (MatAdd, _of_sum),
    (MatMul, _of_product),
):
    PositiveSemidefinitePredicate.register(_kind)(_rule)
