"""Whether matrices are symmetric, ⪰ 0, ≻ 0, and a message about the first that is not.

Whole numbers and fractions are decided exactly. Floats are decided to rounding, relative to the largest entry or
eigenvalue: SYMMETRY, DEFINITE and SPECTRAL_SLACK say why they are as large as they are. mpmath numbers carry as many
digits as their author asked for, so that whether a matrix of them is ≻ 0 is decided exactly, on the binary fractions
they are; a singular one was rounded like a float.
"""

from fractions import Fraction

import mpmath
import numpy as np

from numerics.tolerances.float_tolerances import DEFINITE, SPECTRAL_SLACK, SYMMETRY
from numerics.values.elimination import definiteness
from numerics.values.number_types import Number
from numerics.values.symbol_kind import WrongKindError

__all__ = ["exact_fraction", "printed", "require_eigenvalues", "require_symmetric"]


def require_symmetric(name: str, array: np.ndarray) -> None:
    """Raise ValueError, naming the two entries furthest apart, unless all matrices (…, n, n) are symmetric.

    Floats and mpmath numbers to SYMMETRY, relative to the largest entry of each matrix; whole numbers and fractions
    exactly.
    """
    if array.shape[-1] != array.shape[-2]:
        message = f"{name} has shape {array.shape}: give a square matrix"
        raise WrongKindError(message)
    mirrored = np.swapaxes(array, -1, -2)
    if _is_exact(array):
        excess: Number = array != mirrored
    else:
        excess = abs(array - mirrored) - SYMMETRY * abs(array).max(axis=(-2, -1), keepdims=True)
    if np.any(excess > 0):
        *batch, i, j = np.unravel_index(excess.argmax(), excess.shape)
        left, right = array[*batch, i, j], array[*batch, j, i]
        message = (
            f"{name} is not symmetric ([{i},{j}] is {printed(left)}, [{j},{i}] is {printed(right)}): symmetrise it"
        )
        raise WrongKindError(message)


def require_eigenvalues(name: str, array: np.ndarray, *, definite: bool) -> None:
    """Raise ValueError, with the smallest eigenvalue, unless all symmetric (…, n, n) are ⪰ 0 (≻ 0 if ``definite``)."""
    matrices = array.reshape(-1, *array.shape[-2:])
    smallest, largest = _extreme_eigenvalues(matrices)
    slack = SPECTRAL_SLACK * largest
    for i in np.flatnonzero(~(smallest > slack)):
        if not smallest[i] < -slack[i] and _is_settled_by_digits(matrices[i], definite):
            continue
        fault = f"has the eigenvalue {smallest[i]:.3g}" if np.isfinite(smallest[i]) else "is of another kind"
        wanted = "definite matrix (add a small ridge)" if definite else "semidefinite matrix"
        message = f"{name} {fault}: give a positive {wanted}"
        raise WrongKindError(message)


def _extreme_eigenvalues(matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The smallest eigenvalue and the largest modulus of one, of each matrix; nan for numbers beyond float64."""
    try:
        eigenvalues = np.linalg.eigvalsh(matrices.astype(np.float64))
    except (OverflowError, np.linalg.LinAlgError):
        unknown = np.full(len(matrices), np.nan)
        return unknown, unknown
    return eigenvalues[:, 0], np.abs(eigenvalues).max(axis=-1)


def _is_settled_by_digits(matrix: np.ndarray, definite: bool) -> bool:
    """Whether a matrix whose smallest eigenvalue is near 0 is what is wanted."""
    if not _is_exact(matrix) and not definite:
        return True
    if matrix.dtype.kind == "f" or any(isinstance(x, float) for x in matrix.flat):
        (smallest,), (largest,) = _extreme_eigenvalues(matrix[None])
        return bool(smallest > DEFINITE * largest)
    exact = np.array([[exact_fraction(x) for x in row] for row in matrix], dtype=object)
    # the last digits of mpmath numbers may make it a little asymmetric
    return definiteness((exact + exact.T) / 2) >= (2 if definite else 1)


def exact_fraction(x: Number) -> Fraction:
    """The fraction that a number is; of mpmath's and floats the binary one."""
    return Fraction(*mpmath.libmp.to_rational(x._mpf_)) if isinstance(x, mpmath.mpf) else Fraction(x)


def _is_exact(array: np.ndarray) -> bool:
    return array.dtype.kind in "iu" or (
        array.dtype == object and all(isinstance(x, int | Fraction) for x in array.flat)
    )


def printed(x: Number) -> str:
    """A number as a message shows it."""
    return f"{x:g}" if isinstance(x, float) else mpmath.nstr(x, 6) if isinstance(x, mpmath.mpf) else str(x)
