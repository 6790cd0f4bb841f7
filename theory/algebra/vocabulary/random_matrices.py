"""Random matrices as SymPy symbols that carry their law."""

from collections.abc import Iterable
from functools import lru_cache

from sympy import Basic, MatrixExpr, MatrixSymbol, sympify
from sympy.core.symbol import Str

from theory.algebra.vocabulary.covariances import require_covariance, require_real
from theory.algebra.vocabulary.entry import matrix
from theory.algebra.vocabulary.errors import NameClashError, ShapeError
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["FixedMatrix", "MatrixNormal", "RandomMatrix", "as_constants", "random_symbols"]


class RandomMatrix(MatrixSymbol):
    """A random matrix of which two moments are known, and nothing else.

    ``RandomMatrix(name, mean, row_covariance, column_covariance)`` with shapes n×m, n×n and m×m:
    Cov(X[i,j], X[k,l]) = row_covariance[i,k] · column_covariance[j,l]; a vector is n×1 with ``Identity(1)`` last.
    Expectations of degree ≤ 2 in it are closed forms. The parameters may contain other random symbols, on which the
    law then depends; apart from that, random symbols are independent.

    Parameters are matrix expressions, concrete matrices, or nested lists of numbers. Raises
    :class:`~theory.ShapeError` when the shapes do not conform, and ValueError for a covariance that is
    known to be none (−H, an indefinite or asymmetric matrix of numbers), for what is not real, and for text as a
    parameter. The parameters are normalised
    here and ``doit`` returns the symbol itself; otherwise SymPy's operators, which call ``doit`` on what they
    contain, would rewrite a covariance inside one occurrence and turn one variable into two.

    >>> from sympy import Identity, ZeroMatrix
    >>> from theorycheck import RandomMatrix, expectation, setting
    >>> w = RandomMatrix("w", ZeroMatrix(setting.d, 1), setting.Psi, Identity(1))
    >>> expectation(w * w.T)
    Psi
    """

    def __new__(
        cls, name: str | Str, mean: Expression, row_covariance: Expression, column_covariance: Expression
    ) -> "RandomMatrix":
        label = _label(name)
        given = {"mean": mean, "row covariance": row_covariance, "column covariance": column_covariance}
        parameters = tuple(matrix(value, f"the {what} of {label}").doit() for what, value in given.items())
        _require_law(label.name, *parameters)
        return Basic.__new__(cls, label, *parameters)

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
    def shape(self) -> tuple[Expression, Expression]:
        rows, cols = self.args[1].shape  # Python's numbers for a mean given entry by entry
        return sympify(rows), sympify(cols)

    def doit(self, **hints: object) -> "RandomMatrix":
        return self


class MatrixNormal(RandomMatrix):
    """A Gaussian random matrix: vec(X) ~ N(vec(mean), column_covariance ⊗ row_covariance), SymPy's argument order.

    A parameter may contain other random symbols: ``MatrixNormal("y", X*w, sigma2*Identity(M), Identity(1))``.

    >>> from sympy import Identity, ZeroMatrix
    >>> from theorycheck import MatrixNormal, expectation, setting
    >>> X = MatrixNormal("X", ZeroMatrix(setting.M, setting.d), Identity(setting.M), setting.H)
    >>> expectation(X.T * X)
    M*H
    """


def _label(name: Expression) -> Str:
    if not isinstance(name, str | Str) or not str(name):
        message = f"the name of a random matrix is {name!r}: give a string"
        raise ValueError(message)
    return name if isinstance(name, Str) else Str(name)


@lru_cache(2048)
def _require_law(name: str, mean: Expression, row: Expression, column: Expression) -> None:
    require_real(mean, f"the mean of {name}")
    for which, covariance, size in (("row", row, mean.shape[0]), ("column", column, mean.shape[1])):
        if covariance.shape != (size, size):
            message = (
                f"{which} covariance of {name} has shape {covariance.shape}, but its mean has shape "
                f"{mean.shape}: give a {size}×{size} matrix"
            )
            raise ShapeError(message)
        require_covariance(covariance, f"the {which} covariance of {name}")


def random_symbols(expr: Basic) -> set[RandomMatrix]:
    """All random symbols of ``expr``, those inside the means and covariances of others included.

    What an ``Expectation`` binds is among them under its marked name (``theory.algebra.vocabulary.bound_names``);
    ``free_random_symbols`` leaves it out.
    """
    return set(_random_symbols(expr) if isinstance(expr, Basic) else expr.atoms(RandomMatrix))


@lru_cache(4096)
def _random_symbols(expr: Basic) -> frozenset[RandomMatrix]:
    """Of one expression: the same few, which may be large, are asked about at many points."""
    return frozenset(expr.atoms(RandomMatrix))


class FixedMatrix(MatrixSymbol):
    """A random matrix that is held fixed; a class of its own, so that no user's symbol equals it."""


def as_constants(symbols: Iterable[RandomMatrix]) -> dict[RandomMatrix, MatrixSymbol]:
    """For each random symbol a deterministic one of the same name and shape, to put in its place.

    Raises NameClashError where two of them would become one.
    """
    fixed = {x: FixedMatrix(x.args[0], *x.shape) for x in symbols}
    if len(set(fixed.values())) < len(fixed):
        message = f"one name stands for two laws among {', '.join(sorted(map(str, fixed)))}: rename one of them"
        raise NameClashError(message)
    return fixed
