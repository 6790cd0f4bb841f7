"""A user's numbers as fractions: the decimals that they are written in, with a singular Psi kept ⪰ 0."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from numerics.independent.exact import is_semidefinite
from numerics.tolerances.float_tolerances import SPECTRAL_SLACK
from numerics.values.kinds import kind_of
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["as_written"]


def as_written(point: Mapping[Expression, Number]) -> dict[Expression, Number]:
    """Each float as the shortest decimal that rounds to it: 0.1 is 1/10, as its author wrote it.

    A covariance that decimals left with a negative eigenvalue, however small, has no exact Gaussian: it is replaced by
    the nearest A Aᵀ, with which it agrees to some 15 digits.
    """
    return {symbol: _definite(symbol, _fractions(value)) for symbol, value in point.items()}


def _fractions(value: Number) -> Number:
    array = np.asarray(value)
    if array.dtype.kind != "f":
        return value
    result = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        result[index] = Fraction(repr(float(array[index])))
    return result if array.ndim else result.item()


def _definite(symbol: Expression, matrix: Number) -> Number:
    if not kind_of(symbol).semidefinite or is_semidefinite(matrix):
        return matrix
    eigenvalues, vectors = np.linalg.eigh(matrix.astype(np.float64))
    kept = eigenvalues > SPECTRAL_SLACK * eigenvalues[-1]
    factor = _fractions(vectors[:, kept] * np.sqrt(eigenvalues[kept]))
    return factor @ factor.T
