"""Enclosures of eigenvalues and of fractional powers of symmetric matrices, from approximate ones.

Eigenvalues: B = QᵀAQ for an approximate Q; by Ostrowski λ_i(B) = θ_i λ_i(A) with |θ_i − 1| ≤ ‖QᵀQ − I‖, and by Weyl
λ_i(B) differs from the sorted diagonal of B by at most the norm of what is beside it (R. A. Horn and C. R. Johnson,
Matrix Analysis, 2nd ed., Theorems 4.5.9 and 4.3.1). Roots: ‖A^(1/q) − S‖ ≤ ‖A − S^q‖^(1/q) for A, S ⪰ 0 (R. Bhatia,
Matrix Analysis, Theorem X.1.1).
"""

from fractions import Fraction

import mpmath
import numpy as np
from mpmath import iv

from numerics.independent.recomputed.fields import Intervals, NoSecondValueError, bounds_of, entrywise
from numerics.tolerances.digits_carried import SECOND_VALUE_BITS
from numerics.values.number_types import Number

__all__ = ["eigenvalue_enclosures", "root_enclosure"]


def eigenvalue_enclosures(a: np.ndarray) -> list[Number]:
    """Intervals around the eigenvalues, ascending, of the symmetric matrix in an n×n array of intervals.

    By the theorems of Ostrowski and Weyl above; they hold for every Q, so that it does not matter where it comes from.
    """
    vectors = _vectors(a)[1]
    inside = vectors.T @ a @ vectors
    n = len(a)
    beside = _norm(inside * (1 - np.eye(n, dtype=int)))
    skew = _norm(vectors.T @ vectors - _identity(n))
    if bounds_of(skew)[1] >= 1:
        msg = "the eigenvectors of a matrix are too inaccurate: there is no second value of it"
        raise NoSecondValueError(msg)
    # sorting both ends keeps the i-th eigenvalue between the i-th ends
    lows = sorted((x.a for x in inside.diagonal()), key=mpmath.mpf)
    highs = sorted((x.b for x in inside.diagonal()), key=mpmath.mpf)
    spread = iv.mpf([-beside.b, beside.b])
    return [
        (iv.mpf([low, high]) + spread) / iv.mpf([1 - skew.b, 1 + skew.b]) for low, high in zip(lows, highs, strict=True)
    ]


def root_enclosure(a: np.ndarray, exponent: Fraction) -> np.ndarray:
    """An n×n array of intervals that holds A^(p/q), p > 0, for the symmetric A ⪰ 0 in an array of intervals."""
    values, vectors = _vectors(a)
    scale = max(map(abs, values), default=mpmath.mpf(0))
    if any(v < -scale * mpmath.mpf(2) ** (-SECOND_VALUE_BITS // 4) for v in values):
        msg = f"a root of a matrix with the eigenvalue {mpmath.nstr(min(values), 5)} does not exist"
        raise NoSecondValueError(msg)
    field, q = Intervals(), exponent.denominator
    roots = np.array(
        [field.power(iv.mpf(max(v, 0)), Fraction(1, q)) if v > 0 else iv.mpf(0) for v in values], dtype=object
    )
    root = (vectors * roots) @ vectors.T  # ⪰ 0 for the numbers meant
    power = _power(root, q)
    distance = bounds_of(_norm(a - power))[1]
    slack = field.power(field.number(distance), Fraction(1, q)).b if distance else 0
    near = entrywise(lambda x: x + iv.mpf([-slack, slack]), root)
    return _power(near, exponent.numerator)


def _vectors(a: np.ndarray) -> tuple[list[Number], np.ndarray]:
    with mpmath.workprec(SECOND_VALUE_BITS):
        middle = mpmath.matrix([[mpmath.mpf(x.mid.a) for x in row] for row in (a + a.T) / 2])
        values, vectors = mpmath.eigsy(middle)
        return list(values), entrywise(iv.mpf, np.array(vectors.tolist(), dtype=object))


def _power(a: np.ndarray, n: int) -> np.ndarray:
    result = a
    for _ in range(n - 1):
        result = result @ a
    return result


def _identity(n: int) -> np.ndarray:
    return entrywise(iv.mpf, np.eye(n, dtype=int).tolist())


def _norm(a: np.ndarray) -> Number:
    """An interval around the Frobenius norm."""
    total = sum((abs(x) ** 2 for x in a.flat), start=iv.mpf(0))
    return iv.sqrt(total)
