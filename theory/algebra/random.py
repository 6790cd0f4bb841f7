"""Random matrices as SymPy symbols that carry their law."""

from typing import Any

from sympy import Basic, MatrixExpr, MatrixSymbol, sympify
from sympy.core.symbol import Str

from theory.algebra.errors import ShapeError

__all__ = ["MatrixNormal", "random_symbols"]


class MatrixNormal(MatrixSymbol):
    """A Gaussian random matrix: vec(X) ~ N(vec(mean), column_covariance ⊗ row_covariance).

    ``MatrixNormal(name, mean, row_covariance, column_covariance)`` with shapes n×m, n×n and m×m, SymPy's argument
    order. Cov(X[i,j], X[k,l]) = row_covariance[i,k] · column_covariance[j,l]. The parameters may contain other
    random symbols: ``MatrixNormal("y", X*w, sigma2*Identity(M), Identity(1))``.

    Raises :class:`~theory.algebra.errors.ShapeError` when the shapes do not conform. The parameters are normalised
    here and ``doit`` returns the symbol itself; otherwise SymPy's operators, which call ``doit`` on what they
    contain, would rewrite a covariance inside one occurrence and turn one variable into two.
    """

    def __new__(cls, name: str | Str, mean: Any, row_covariance: Any, column_covariance: Any) -> "MatrixNormal":
        mean, row, column = (sympify(a).doit() for a in (mean, row_covariance, column_covariance))
        label = name if isinstance(name, Str) else Str(name)
        for what, covariance, size in (("row", row, mean.shape[0]), ("column", column, mean.shape[1])):
            if covariance.shape != (size, size):
                message = (
                    f"{what} covariance of {label} has shape {covariance.shape}, but its mean has shape "
                    f"{mean.shape}: give a {size}×{size} matrix"
                )
                raise ShapeError(message)
        return Basic.__new__(cls, label, mean, row, column)

    @property
    def mean(self) -> MatrixExpr:
        return self.args[1]

    @property
    def row_covariance(self) -> MatrixExpr:
        return self.args[2]

    @property
    def column_covariance(self) -> MatrixExpr:
        return self.args[3]

    @property
    def shape(self) -> tuple[Any, Any]:
        return self.args[1].shape

    def doit(self, **hints: Any) -> "MatrixNormal":
        return self


def random_symbols(expr: Basic) -> set[MatrixNormal]:
    """All random symbols of ``expr``, those inside the means and covariances of others included."""
    return set(expr.atoms(MatrixNormal))
