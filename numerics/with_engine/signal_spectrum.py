"""The eigenvalues of H^½ΨH^½, as accurate as what is computed from them needs: float64, or many digits.

Rounding moves an eigenvalue by some multiple of 2⁻⁵²‖H‖‖Ψ‖, whatever its size. That is nothing to an eigenvalue that a
long context resolves anyway, and everything to one that decides whether it is resolved, so it depends on M and σ² how
many digits are needed. They are found by moving each eigenvalue by what rounding may have moved it.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache

import numpy as np
from scipy.linalg import solve_triangular

from numerics.tolerances.float_tolerances import EPSILON, RELATIVE_ERROR, RELATIVE_ERROR_LARGE, SMALL_ENOUGH
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from numerics.with_engine import many_digits

__all__ = ["Signal", "quadratic_form", "require_accuracy", "rounding", "signal_of", "spectrum"]

Terms = Callable[[Number], Number]
"""μ (d,) -> the terms, all ≥ 0, of a sum; each depends mainly on one eigenvalue."""


def spectrum(H: np.ndarray, Psi: np.ndarray) -> np.ndarray:
    """The eigenvalues (…, d) of H^½ΨH^½, ascending, rounding below 0 removed, for H ≻ 0 and Ψ ⪰ 0 (…, d, d).

    In float64: errors are some multiple of 2⁻⁵²‖H‖‖Ψ‖, in which small eigenvalues may drown; ``Signal`` has more.
    """
    L = np.linalg.cholesky(H)
    return np.maximum(np.linalg.eigvalsh(L.mT @ Psi @ L), 0)


def rounding(d: int) -> float:
    """What rounding leaves of a product or factorisation, relative to the norms of its factors.

    For eigenvalues at most 3.2 EPSILON √d was seen, over 768 problems of d = 1 to 32.
    """
    return 8 * EPSILON * np.sqrt(d)


def require_accuracy(error: float, size: float, d: int, what: str) -> bool:
    """Whether an error is small enough; if not, whether many digits may take over (False).

    Raises ValueError where they would take minutes and float64 is too coarse as well.
    """
    if error <= RELATIVE_ERROR * size:
        return True
    if d <= SMALL_ENOUGH:
        return False
    if error <= RELATIVE_ERROR_LARGE * size:
        return True
    message = (
        f"{what} has a relative error of {error / size if size else np.inf:.1g} in float64 at these values, "
        f"and d = {d} is too large for more digits (up to {SMALL_ENOUGH}): "
        "give a smaller M or a better conditioned H and Psi"
    )
    raise ValueError(message)


def signal_of(problem: Problem) -> "Signal":
    """The signal of a problem; what was computed of it is kept for the forms that are evaluated next."""
    return _kept(problem)


@lru_cache(maxsize=8)
def _kept(problem: Problem) -> "Signal":
    return Signal(problem.H, problem.Psi)


class Signal:
    """The eigenvalues for one H and Ψ, or Ψ + bbᵀ where a column b (d, 1) is ``shared``."""

    def __init__(self, H: np.ndarray, Psi: np.ndarray, shared: np.ndarray | None = None) -> None:
        self.H, self.Psi, self.shared, self.d = H, Psi, shared, len(H)
        self.Psi_0 = Psi if shared is None else Psi + shared @ shared.T

    @cached_property
    def norms(self) -> tuple[float, float, float]:
        """‖H‖, its smallest eigenvalue, and ‖Ψ₀‖."""
        of_H = np.linalg.eigvalsh(self.H)
        return float(of_H[-1]), float(of_H[0]), float(np.abs(np.linalg.eigvalsh(self.Psi_0)).max())

    @cached_property
    def rough(self) -> np.ndarray:
        """μ (d,) in float64."""
        return spectrum(self.H, self.Psi_0)

    @property
    def slack(self) -> float:
        """What rounding may have moved any of these by."""
        return rounding(self.d) * self.norms[0] * self.norms[2]

    def eigenvalues(self, terms: Terms, what: str) -> np.ndarray:
        """μ (d,), so accurate that Σ terms(μ) is. Raises ValueError, naming ``what``, where that is too much."""
        mu = self.rough
        return mu if self.resolved(terms, what) else self.accurate

    @cached_property
    def accurate(self) -> np.ndarray:
        """μ (d,), each to nearly all the digits of a float; where d > 100, as float64 has them."""
        if self.d > SMALL_ENOUGH or self.slack <= RELATIVE_ERROR * self.rough[0]:
            return self.rough
        return many_digits.eigenvalues(self.H, self.Psi, self.shared).astype(np.float64)

    def resolved(self, terms: Terms, what: str) -> bool:
        """Whether the float64 eigenvalues are accurate enough for Σ terms(μ)."""
        values = terms(self.rough)
        moved = [np.abs(terms(mu) - values) for mu in (self.rough + self.slack, np.maximum(self.rough - self.slack, 0))]
        return require_accuracy(float(np.maximum(*moved).sum()), float(np.sum(values)), self.d, what)

    def total(self, terms: Terms, what: str) -> float:
        """Σ terms(μ), to a relative error of 1e-9, or 1e-4 where d > 100."""
        return float(terms(self.eigenvalues(terms, what)).sum())

    def matrix(self, step: Terms, what: str) -> np.ndarray:
        """V diag(step(μ)) Vᵀ (d, d) with VᵀHV = I, Ψ₀ = V diag(μ) Vᵀ: as accurate, relative to its Frobenius norm."""
        L = np.linalg.cholesky(self.H)
        mu, U = np.linalg.eigh(L.T @ self.Psi_0 @ L)
        mu = np.maximum(mu, 0)
        V = solve_triangular(L, U, trans=1, lower=True)
        g = step(mu)
        result: np.ndarray = (V * g) @ V.T
        moved = max(np.abs(step(np.maximum(mu + sign * self.slack, 0)) - g).max() for sign in (1, -1))
        largest, smallest, _ = self.norms
        error = (moved + rounding(self.d) * largest / smallest * g.max()) / smallest
        if require_accuracy(float(error), float(np.linalg.norm(result)), self.d, what):
            return result
        found = many_digits.diagonal(self.H, self.Psi, self.shared)
        return many_digits.scaled(found.V, step(found.mu)).astype(np.float64)


def quadratic_form(H: np.ndarray, b: np.ndarray) -> float:
    """bᵀHb for a column b, to a relative error of 1e-12 at any condition of H."""
    terms = b * H * b.T
    value = terms.sum()
    if np.abs(terms).sum() * rounding(len(H)) <= 1e-12 * value:
        return float(value)
    return float(many_digits.product(b.T, H, b).item())
