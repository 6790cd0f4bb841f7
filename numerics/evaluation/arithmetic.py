"""Three arithmetics over arrays: float64, exact fractions and mpmath numbers. Matrices are (..., n, m) throughout."""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

import mpmath
import numpy as np
import sympy

from numerics.evaluation.pivoting import entrywise
from numerics.tolerances.exact_budgets import LARGEST_POWER
from numerics.tolerances.float_tolerances import EPSILON, SINGULAR_CONDITION, SPECTRAL_SLACK, SYMMETRY
from numerics.values.number_types import Number
from numerics.values.visible_text import named

_ROUNDING: dict[str, Callable[[Number], int]] = {"floor": math.floor, "ceiling": math.ceil}

__all__ = ["Arithmetic", "Floats", "Multiprecision", "Rationals", "multiply", "symmetric_power", "too_high"]


class Arithmetic(Protocol):
    """What evaluating an expression needs from its numbers. ``what`` is the term that error messages name."""

    def array(self, a: Number, what: object = "it") -> Number:
        """The numbers ``a``, converted entry by entry; ValueError if that would not be exact."""

    def number(self, n: sympy.Expr) -> Number:
        """A SymPy number; ValueError if it has no value here."""

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        """Entrywise base ** exponent of scalars; ValueError outside the domain."""

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        """a⁻¹; ValueError if singular."""

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        """Ascending eigenvalues (..., n) and eigenvectors (..., n, n) of a symmetric matrix."""

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        """Those eigenvalues alone."""

    def apply(self, name: str, x: Number, what: object) -> Number:
        """Entrywise exp, log, floor or ceiling."""


def _fail(what: object, fault: str, remedy: str) -> ValueError:
    message = f"{named(what)} {fault}: {remedy}"
    return ValueError(message)


def too_high(what: object, exponent: int) -> ValueError:
    """What is said of an exponent above LARGEST_POWER."""
    return _fail(what, f"is the power {exponent:,}, which is not multiplied out", f"give one up to {LARGEST_POWER:,}")


def _require_symmetric(a: np.ndarray, what: object) -> None:
    if np.any(abs(a - np.swapaxes(a, -1, -2)) > SYMMETRY * abs(a).max()):
        raise _fail(what, "is not symmetric", "a root or spectrum is defined here for symmetric matrices only")


def _check_power(base: Number, exponent: Number, what: object) -> None:
    negative_base, zero_base = np.asarray(base) < 0, np.asarray(base) == 0
    if np.any(zero_base & (np.asarray(exponent) < 0)):
        raise _fail(what, "divides by zero", "choose values at which its denominator is not 0")
    whole = np.vectorize(lambda e: e == int(e), otypes=[bool])(exponent)
    if np.any(negative_base & ~whole):
        raise _fail(what, "takes a root of a negative number", "choose values at which its base is ≥ 0")


class Floats:
    """float64, batched."""

    def array(self, a: Number, what: object = "it") -> Number:
        return np.asarray(a).astype(np.float64)

    def number(self, n: sympy.Expr) -> Number:
        return np.float64(_real(n))

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        _check_power(base, exponent, what)
        return np.power(base, np.asarray(exponent, dtype=np.float64))

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        try:
            inverse = np.linalg.inv(a)
        except np.linalg.LinAlgError as error:
            raise _fail(what, "is singular", "choose values at which it is invertible") from error
        condition = np.linalg.norm(a, axis=(-2, -1)) * np.linalg.norm(inverse, axis=(-2, -1))
        if not np.all(condition < SINGULAR_CONDITION):
            raise _fail(what, f"is singular to float64 (condition {np.max(condition):.0e})", "use fractions")
        return inverse

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        _require_symmetric(a, what)
        values, vectors = np.linalg.eigh(a)
        return values, vectors

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        _require_symmetric(a, what)
        return np.linalg.eigvalsh(a)

    def apply(self, name: str, x: Number, what: object) -> Number:
        if name == "log" and np.any(np.asarray(x) <= 0):
            raise _fail(what, "is the logarithm of a number ≤ 0", "choose values at which it is defined")
        return {"exp": np.exp, "log": np.log, "floor": np.floor, "ceiling": np.ceil}[name](x)


class Rationals:
    """Exact fractions in object arrays."""

    def array(self, a: Number, what: object = "it") -> Number:
        return entrywise(lambda x: _exactly(x, what), a)

    def number(self, n: sympy.Expr) -> Number:
        if not isinstance(n, sympy.Rational):
            raise _fail(n, "is not rational", "give the values as floats, or ask for a precision")
        return Fraction(int(n.p), int(n.q))

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        _check_power(base, exponent, what)
        if any(Fraction(e).denominator != 1 for e in np.asarray(exponent, dtype=object).flat):
            raise _fail(what, "has no exact value (a root)", "give the values as floats, or ask for a precision")
        largest = max((abs(int(e)) for e in np.asarray(exponent, dtype=object).flat), default=0)
        if largest > LARGEST_POWER:
            raise too_high(what, largest)
        return np.asarray(base, dtype=object) ** entrywise(int, exponent)

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        return _each_matrix(lambda m: _gauss_jordan(m, 0, what), a)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        raise _fail(what, "has a root or spectrum, which is not rational", "give floats, or ask for a precision")

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        return self.eigh(a, what)[0]

    def apply(self, name: str, x: Number, what: object) -> Number:
        if name in _ROUNDING:
            return entrywise(lambda number: Fraction(_ROUNDING[name](number)), x)
        raise _fail(what, "is not rational", "give the values as floats, or ask for a precision")


class Multiprecision:
    """mpmath numbers in object arrays, at the precision of the surrounding ``mpmath.workdps``."""

    def array(self, a: Number, what: object = "it") -> Number:
        return entrywise(_mpf, a)

    def number(self, n: sympy.Expr) -> Number:
        if isinstance(n, sympy.Rational):
            return mpmath.mpf(int(n.p)) / int(n.q)
        _real(n)
        return mpmath.mpf(n._to_mpmath(mpmath.mp.prec))

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        _check_power(base, exponent, what)
        return np.vectorize(lambda b, e: b ** _mpf(e), otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        slack = mpmath.eps * abs(a).max() * a.shape[-1]
        return _each_matrix(lambda m: _gauss_jordan(m, slack, what), a)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        _require_symmetric(a, what)
        values, vectors = np.empty(a.shape[:-1], dtype=object), np.empty(a.shape, dtype=object)
        for index in np.ndindex(a.shape[:-2]):
            e, q = mpmath.eigsy(mpmath.matrix(a[index].tolist()))
            values[index], vectors[index] = list(e), np.array(q.tolist(), dtype=object)
        return values, vectors

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        # six times as fast as with vectors
        _require_symmetric(a, what)
        values = np.empty(a.shape[:-1], dtype=object)
        for index in np.ndindex(a.shape[:-2]):
            values[index] = list(mpmath.eigsy(mpmath.matrix(a[index].tolist()), eigvals_only=True))
        return values

    def apply(self, name: str, x: Number, what: object) -> Number:
        if name == "log" and np.any(np.asarray(x) <= 0):
            raise _fail(what, "is the logarithm of a number ≤ 0", "choose values at which it is defined")
        return entrywise(getattr(mpmath, {"ceiling": "ceil"}.get(name, name)), x)


def multiply(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Left · right, over whole batches at once where the batch's last axis is the one that lies closest in memory.

    NumPy's ``@`` calls a routine for each matrix, which costs ten times as much as a product of a few numbers.
    """
    if any(a.ndim > 2 and a.strides[-3] == a.itemsize and a.dtype == np.float64 for a in (left, right)):
        return np.einsum("...ij,...jk->...ik", left, right)
    return left @ right


def symmetric_power(arithmetic: Arithmetic, a: np.ndarray, exponent: Fraction, what: object) -> np.ndarray:
    """A^p of a symmetric A ⪰ 0 through its eigenvalues; ValueError if A is not that, or is singular and p < 0."""
    values, vectors = arithmetic.eigh(a, what)
    scale = abs(values).max()
    slack = SPECTRAL_SLACK * float(scale) if isinstance(arithmetic, Floats) else scale * mpmath.sqrt(mpmath.eps)
    if np.any(values < -slack):
        raise _fail(what, f"has the eigenvalue {float(values.min()):.3g}", "give a positive semidefinite matrix")
    if exponent < 0 and np.any(values <= EPSILON * scale):
        raise _fail(what, "is singular and has a negative power", "give a positive definite matrix")
    clipped = np.where(values > 0, values, 0 * values)
    powers = arithmetic.power(clipped, exponent, what)
    return (vectors * powers[..., None, :]) @ np.swapaxes(vectors, -1, -2)


def _exactly(x: Number, what: object) -> Fraction:
    if type(x) is Fraction:
        return x
    if isinstance(x, float | mpmath.mpf):
        raise _fail(what, f"holds {x}, which is not exact", "give whole numbers and Fractions, or leave exact out")
    return Fraction(x)


def _mpf(x: Number) -> Number:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpmath.mpf(x)


@lru_cache(1024)
def _real(n: sympy.Expr) -> float:
    value = complex(n)
    if value.imag or not math.isfinite(value.real):
        raise _fail(n, "is not a finite real number", "rewrite the expression")
    return value.real


def _each_matrix(function: Callable[[np.ndarray], np.ndarray], a: np.ndarray) -> np.ndarray:
    result = np.empty(a.shape, dtype=object)
    for index in np.ndindex(a.shape[:-2]):
        result[index] = function(a[index])
    return result


def _gauss_jordan(a: np.ndarray, slack: Number, what: object) -> np.ndarray:
    n = len(a)
    zero, one = a[0, 0] * 0, a[0, 0] * 0 + 1
    table = np.full((n, 2 * n), zero, dtype=object)
    table[:, :n] = a
    for i in range(n):
        table[i, n + i] = one
    for column in range(n):
        pivot = max(range(column, n), key=lambda r: abs(table[r, column]))
        if abs(table[pivot, column]) <= slack:
            raise _fail(what, "is singular", "choose values at which it is invertible")
        table[[column, pivot]] = table[[pivot, column]]
        table[column] = table[column] / table[column, column]
        for row in range(n):
            if row != column and table[row, column] != 0:
                table[row] = table[row] - table[row, column] * table[column]
    return table[:, n:]
