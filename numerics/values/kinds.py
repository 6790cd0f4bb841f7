"""Which values the symbols of each kind can have: the one table of kinds, and the one place that checks them.

Whole numbers and fractions are decided exactly. Floats are decided to rounding, relative to the largest entry or
eigenvalue: SYMMETRY, DEFINITE and SPECTRAL_SLACK say why they are as large as they are. mpmath numbers carry as many
digits as their author asked for, so that whether a matrix of them is ≻ 0 is decided exactly, on the binary fractions
they are; a singular one was rounded like a float.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import mpmath
import numpy as np
from sympy import Basic, MatrixSymbol, Rational, Symbol

from numerics.tolerances.float_tolerances import DEFINITE, SPECTRAL_SLACK, SYMMETRY
from numerics.values.elimination import definiteness
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix

__all__ = ["WrongKindError", "in_kind", "refuse_wrong_kinds", "require_eigenvalues", "require_symmetric"]


class WrongKindError(ValueError):
    """A value that its symbol cannot have."""


class _MatrixKind(NamedTuple):
    symmetric: bool = False
    semidefinite: bool = False
    definite: bool = False


_MATRIX_KINDS: dict[type, _MatrixKind] = {
    MatrixSymbol: _MatrixKind(),
    # a draw is any matrix
    RandomMatrix: _MatrixKind(),
    MatrixNormal: _MatrixKind(),
    SymmetricMatrix: _MatrixKind(symmetric=True),
    PositiveSemidefiniteMatrix: _MatrixKind(symmetric=True, semidefinite=True),
    PositiveDefiniteMatrix: _MatrixKind(symmetric=True, semidefinite=True, definite=True),
}

_NUMBER_KINDS: dict[str, Callable[[np.ndarray], Any]] = {
    "integer": lambda a: a % 1 == 0,
    "noninteger": lambda a: a % 1 != 0,
    "positive": lambda a: a > 0,
    "negative": lambda a: a < 0,
    "nonnegative": lambda a: a >= 0,
    "nonpositive": lambda a: a <= 0,
    "nonzero": lambda a: a != 0,
    "zero": lambda a: a == 0,
    "even": lambda a: a % 2 == 0,
    "odd": lambda a: a % 2 == 1,
}
"""What SymPy's assumptions ask of the entries of an array; of the others SymPy itself is asked, number by number."""

_DOMAINS = {"zero": "= 0", "positive": "> 0", "negative": "< 0", "nonnegative": "≥ 0", "nonpositive": "≤ 0"}


def refuse_wrong_kinds(bound: Mapping[Basic, Any], *, singular: bool = False) -> None:
    """Raise ValueError, naming symbol, value and remedy, where a bound value is none that its symbol can have.

    ``bound`` is what :func:`binding.bind` returns; leading dimensions are a batch, all of which is checked.
    ``singular`` lets a singular value of a matrix pass that is to be ≻ 0, where that is reported in another way.
    """
    for symbol, value in bound.items():
        if isinstance(symbol, MatrixSymbol):
            _check_matrix(symbol, np.asarray(value), singular)
        else:
            _check_number(symbol, np.asarray(value))


def in_kind(symbol: Basic, value: Any) -> bool:
    """Whether a symbol of this kind can have this value, a number or an array (..., n, m)."""
    try:
        refuse_wrong_kinds({symbol: value})
    except WrongKindError:
        return False
    return True


def _check_matrix(symbol: MatrixSymbol, array: np.ndarray, singular: bool) -> None:
    kind = _MATRIX_KINDS.get(type(symbol))
    if kind is None:
        message = (
            f"{symbol} is a {type(symbol).__name__}, and what values that can have is not known: use MatrixSymbol, "
            "SymmetricMatrix, PositiveSemidefiniteMatrix or PositiveDefiniteMatrix"
        )
        raise ValueError(message)
    if kind.symmetric:
        require_symmetric(str(symbol.name), array)
    if kind.semidefinite:
        require_eigenvalues(str(symbol.name), array, definite=kind.definite and not singular)


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
        excess: Any = array != mirrored
    else:
        excess = abs(array - mirrored) - SYMMETRY * abs(array).max(axis=(-2, -1), keepdims=True)
    if np.any(excess > 0):
        *batch, i, j = np.unravel_index(excess.argmax(), excess.shape)
        left, right = array[*batch, i, j], array[*batch, j, i]
        message = f"{name} is not symmetric ([{i},{j}] is {_short(left)}, [{j},{i}] is {_short(right)}): symmetrise it"
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
    exact = np.array([[_fraction(x) for x in row] for row in matrix], dtype=object)
    # the last digits of mpmath numbers may make it a little asymmetric
    return definiteness((exact + exact.T) / 2) >= (2 if definite else 1)


def _fraction(x: Any) -> Fraction:
    return Fraction(*mpmath.libmp.to_rational(x._mpf_)) if isinstance(x, mpmath.mpf) else Fraction(x)


def _is_exact(array: np.ndarray) -> bool:
    return array.dtype.kind in "iu" or (
        array.dtype == object and all(isinstance(x, int | Fraction) for x in array.flat)
    )


def _check_number(symbol: Symbol, array: np.ndarray) -> None:
    for name, wanted in symbol._assumptions_orig.items():
        known = _NUMBER_KINDS.get(name)
        holds = _asked_of_sympy(array, name) if known is None else known(array)
        wrong = array[np.asarray(holds, dtype=bool) != wanted]
        if wrong.size:
            message = _number_message(symbol, wrong.flat[0])
            raise WrongKindError(message)


def _asked_of_sympy(array: np.ndarray, assumption: str) -> np.ndarray:
    # a float of a symbol declared irrational is a rounding of it
    found = [getattr(Rational(_fraction(x)), f"is_{assumption}") for x in array.astype(object).flat]
    return np.array(found, dtype=bool).reshape(array.shape)


def _number_message(symbol: Symbol, value: Any) -> str:
    declared = dict(symbol._assumptions_orig)
    is_size = declared == {"integer": True, "positive": True}
    domain = next((f" {text}" for name, text in _DOMAINS.items() if getattr(symbol, f"is_{name}")), "")
    others = ", ".join(f"{name}={wanted}" for name, wanted in declared.items() if name not in {"integer", *_DOMAINS})
    wanted = "whole number of at least 1" if is_size else f"{'whole ' if symbol.is_integer else ''}number{domain}"
    remedy = f"give a {wanted}{f', as {symbol} has {others}' if others else ''}"
    return f"{'the size ' if is_size else ''}{symbol} is {_short(value)}: {remedy}"


def _short(x: Any) -> str:
    return f"{x:g}" if isinstance(x, float) else mpmath.nstr(x, 6) if isinstance(x, mpmath.mpf) else str(x)
