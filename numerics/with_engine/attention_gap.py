"""The bounds on what linear attention misses, evaluated so that nothing cancels.

With s = ‖β*‖²_H they are s/(M+1), s·Var(q)/E[q²], sρ/(1+ρ), and 2s/(M+2) at Ψ = 0. In the coordinates in which H is I
and Ψ is diagonal, c = VᵀHβ* with s = Σc², and ρ = (1/M)(1 + Σ(c_j/g_j)² Σg_j²/s) for the optimal steps g_j: Γ* is
V diag(g) Vᵀ there. Derived here, from the theorems' forms, with which the tests compare them.
"""

from collections.abc import Callable

import numpy as np

from numerics.values.problem import Problem
from numerics.with_engine import many_digits
from numerics.with_engine.excess_terms import optimal_step, variance_of_square
from numerics.with_engine.signal_spectrum import quadratic_form, require_accuracy, rounding, signal_of

__all__ = ["GAPS"]


def _lower(problem: Problem) -> float:
    return quadratic_form(problem.H, problem.beta_star) / (problem.M + 1)


def _exact(problem: Problem) -> float:
    return 2 * quadratic_form(problem.H, problem.beta_star) / (problem.M + 2)


def _upper(problem: Problem) -> float:
    sigma2, M = problem.sigma2, problem.M
    share = signal_of(problem).total(lambda mu: variance_of_square(mu, sigma2, M), "the upper bound on the gap")
    return quadratic_form(problem.H, problem.beta_star) * share


def _vanishing(problem: Problem) -> float:
    H, M = problem.H, problem.M
    norm = quadratic_form(H, problem.beta_star)
    mu, c = _coordinates(problem)
    step = optimal_step(mu, problem.sigma2, M)
    rho = (1 + float(((c / step) ** 2).sum()) / norm * float((step * step).sum())) / M
    return norm * (rho / (1 + rho))


def _coordinates(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """μ and c = VᵀHβ*, both (d,), so accurate that c/μ is."""
    H, beta, signal = problem.H, problem.beta_star, signal_of(problem)
    L = np.linalg.cholesky(H)
    mu, U = np.linalg.eigh(L.T @ problem.Psi @ L)
    whitened = L.T @ beta
    turned = np.sqrt(signal.norms[0]) * np.linalg.norm(beta) / np.linalg.norm(whitened)
    error = (signal.slack / mu[0] if mu[0] > 0 else np.inf) * turned
    if require_accuracy(float(error) + rounding(len(H)) * float(turned), 1.0, len(H), "the vanishing bound on the gap"):
        return mu, (U.T @ whitened)[:, 0]
    mu, V = many_digits.diagonal(H, problem.Psi)
    return mu.astype(np.float64), many_digits.product(V.T, H, beta)[:, 0].astype(np.float64)


GAPS: dict[str, Callable[[Problem], float]] = {
    "lower": _lower,
    "upper": _upper,
    "vanishing": _vanishing,
    "exact": _exact,
}
"""The bounds by their names in ``AttentionGapBounds``. All need τ > 0, ``vanishing`` also Ψ ≻ 0 and β* ≠ 0."""
