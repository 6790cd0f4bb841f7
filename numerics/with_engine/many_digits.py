"""The coordinates in which H is I and Ψ is diagonal, to a hundred digits: for numbers that defeat float64.

The matrices are taken to be exactly what their float64 entries say. With H = LLᵀ and LᵀΨL = U diag(μ) Uᵀ, the matrix
V = L⁻ᵀU has VᵀHV = I and Ψ = V diag(μ) Vᵀ. ``CANCELLED_DIGITS`` is enough for every eigenvalue to have all the
digits of a float at conditions of 1e12 of H and of Ψ beside a shared signal 1e30 times as large as a task. Eigenvalues
that rounding made negative are 0, here and everywhere: what counts is the part of Ψ that is ⪰ 0 in these coordinates.

A second for the eigenvalues at d = 64, five with V, in proportion to d³; what was last computed is kept.
"""

from functools import lru_cache, reduce
from typing import NamedTuple

import mpmath
import numpy as np

from numerics.tolerances.digits_carried import CANCELLED_DIGITS
from numerics.tolerances.float_tolerances import DEFINITE
from numerics.values.number_types import Number

__all__ = ["Diagonal", "diagonal", "eigenvalues", "exactly", "product", "scaled", "semidefinite_part"]


class Diagonal(NamedTuple):
    """``mu`` (d,) ascending and ``V`` (d, d), of mpmath numbers."""

    mu: np.ndarray
    V: np.ndarray


def eigenvalues(H: np.ndarray, Psi: np.ndarray, shared: np.ndarray | None = None) -> np.ndarray:
    """μ (d,), ascending mpmath numbers ≥ 0, for Ψ + bbᵀ where a column b is ``shared``."""
    return _clipped(_eigenvalues(*_key(H, Psi, shared)))


def diagonal(H: np.ndarray, Psi: np.ndarray, shared: np.ndarray | None = None) -> Diagonal:
    """μ and V."""
    return _diagonal(*_key(H, Psi, shared))


def scaled(V: np.ndarray, g: np.ndarray) -> np.ndarray:
    """V diag(g) Vᵀ."""
    with mpmath.workdps(CANCELLED_DIGITS):
        return (V * g) @ V.T


def product(*factors: np.ndarray) -> np.ndarray:
    """The product of matrices of floats or mpmath numbers."""
    with mpmath.workdps(CANCELLED_DIGITS):
        return reduce(lambda right, left: left @ right, map(exactly, reversed(factors)))


def semidefinite_part(H: np.ndarray, Psi: np.ndarray) -> np.ndarray:
    """Ψ as mpmath numbers, without what rounding left below 0."""
    of_Psi = np.linalg.eigvalsh(Psi)
    # inertia does not depend on coordinates
    if of_Psi[0] > DEFINITE * of_Psi[-1] or _nothing_below_zero(H, Psi):
        return exactly(Psi)
    found = diagonal(H, Psi)
    return scaled(found.V, found.mu)


def _nothing_below_zero(H: np.ndarray, Psi: np.ndarray) -> bool:
    mu = _eigenvalues(*_key(H, Psi, None))
    return bool(mu[0] >= -_noise(mu))


def exactly(a: np.ndarray) -> np.ndarray:
    """The floats as mpmath numbers, digit by digit."""
    return np.vectorize(mpmath.mpf, otypes=[object])(a)


def _key(H: np.ndarray, Psi: np.ndarray, shared: np.ndarray | None) -> tuple[int, bytes, bytes, bytes | None]:
    # arrays have no hash; their bytes say the same
    return len(H), H.tobytes(), Psi.tobytes(), None if shared is None else shared.tobytes()


def _signal(d: int, H: bytes, Psi: bytes, shared: bytes | None) -> tuple[np.ndarray, np.ndarray]:
    """L and LᵀΨL."""
    of_H, of_Psi = (np.frombuffer(a).reshape(d, d) for a in (H, Psi))
    psi = exactly(of_Psi)
    if shared is not None:
        b = exactly(np.frombuffer(shared).reshape(d, 1))
        psi = semidefinite_part(of_H, of_Psi) + b @ b.T
    L = _cholesky(exactly(of_H))
    A = L.T @ psi @ L
    return L, (A + A.T) / 2


@lru_cache(maxsize=16)
def _eigenvalues(*key: Number) -> np.ndarray:
    with mpmath.workdps(CANCELLED_DIGITS):
        _, A = _signal(*key)
        return np.array(list(mpmath.eigsy(mpmath.matrix(A.tolist()), eigvals_only=True)), dtype=object)


@lru_cache(maxsize=4)
def _diagonal(*key: Number) -> Diagonal:
    with mpmath.workdps(CANCELLED_DIGITS):
        L, A = _signal(*key)
        mu, U = mpmath.eigsy(mpmath.matrix(A.tolist()))
        return Diagonal(
            _clipped(np.array(list(mu), dtype=object)), _solve_transposed(L, np.array(U.tolist(), dtype=object))
        )


def _clipped(mu: np.ndarray) -> np.ndarray:
    """Without what is below 0, and without what is rounding at this precision."""
    return np.where(mu > _noise(mu), mu, mpmath.mpf(0))


def _noise(mu: np.ndarray) -> Number:
    return abs(mu).max() * mpmath.mpf(10) ** (20 - CANCELLED_DIGITS)


def _cholesky(a: np.ndarray) -> np.ndarray:
    """L with LLᵀ = a, for a ≻ 0."""
    rest, L = a.copy(), np.full(a.shape, mpmath.mpf(0), dtype=object)
    for i in range(len(a)):
        L[i:, i] = rest[i:, i] / mpmath.sqrt(rest[i, i])
        rest[i + 1 :, i + 1 :] -= np.outer(L[i + 1 :, i], L[i + 1 :, i])
    return L


def _solve_transposed(L: np.ndarray, right: np.ndarray) -> np.ndarray:
    """L⁻ᵀ · right, by back substitution."""
    x = right.copy()
    for i in reversed(range(len(L))):
        x[i] = x[i] / L[i, i]
        x[:i] -= np.outer(L[i, :i], x[i])
    return x
