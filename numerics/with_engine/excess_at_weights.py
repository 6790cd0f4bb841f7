"""The excess risk at given weights as a sum of squares, with an estimate of what rounding leaves of it.

In the coordinates in which H is I (with H = LLᵀ the step Γ is G = LᵀΓL, a column b is Lᵀb, Ψ is A = LᵀΨL) one step of
gradient descent from β with b = β − β* and Q = A + bbᵀ has the excess

    tr((I − G)Q(I − G)ᵀ) + (1/M) [tr(GQGᵀ) + (tr Q + σ²)‖G‖_F²]:

what is left of the task after a step along E[S], and the spread of S = XᵀX/M and of the noise. For linear attention
A' = P + kβ*ᵀ, a = v₁ + v₀β* and Γ = v₀A' + kaᵀ in the same coordinates, the excess is that of the step Γ at b = 0, and

    ‖A'a + v₀τk − β*‖² + (1/M) [‖a‖²‖A'‖_F² + ‖A'a‖²] + (4v₀/M) aᵀΨA'ᵀk + v₀²‖k‖² Var(q)

with Var(q) = 2t₂ + (4t₂ + 2τ²)/M: squared mean and variance of A'Sa + v₀qk − β*. Derived here, from the closed forms of
risk_of_one_step_gd and risk_of_linear_attention, with which the tests compare them. What cancels is inside the squares,
as it should: I − G is small near the optimum, and no rounding of I − G makes the sum negative. Errors are estimated
from the norms of what is multiplied.
"""

from typing import NamedTuple

import numpy as np

from numerics.values.block_weights import EffectiveWeights
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from numerics.with_engine.signal_spectrum import rounding

__all__ = ["Estimated", "attention_excess", "step_excess"]


class Estimated(NamedTuple):
    """A value, and what rounding may have changed it by."""

    value: float
    error: float


class _Whitened:
    """A problem in the coordinates in which H is I; ``n_*`` are norms in the old ones, which decide how it rounds."""

    def __init__(self, problem: Problem) -> None:
        self.L = np.linalg.cholesky(problem.H)
        self.signal = self.L.T @ problem.Psi @ self.L
        self.trace = float(np.trace(self.signal))
        self.n_H, self.n_Psi = _norm(problem.H), _norm(problem.Psi)
        self.n_signal = self.n_H * self.n_Psi
        self.M, self.sigma2, self.unit = problem.M, problem.sigma2, rounding(problem.d)

    def column(self, b: np.ndarray) -> tuple[np.ndarray, float]:
        """Lᵀb, and how large its terms are."""
        return self.L.T @ b, float(np.sqrt(self.n_H) * np.linalg.norm(b))

    def matrix(self, a: np.ndarray) -> tuple[np.ndarray, float]:
        """LᵀaL, and how large its terms are."""
        return self.L.T @ a @ self.L, self.n_H * _norm(a)

    def step(self, G: np.ndarray, n_G: float, b: np.ndarray, n_b: float) -> Estimated:
        """The excess of one step G at the deviation b."""
        left = np.eye(len(G)) - G
        noise = self.trace + float((b * b).sum()) + self.sigma2
        remaining = float((left @ self.signal * left).sum() + ((left @ b) ** 2).sum())
        spread = float((G @ self.signal * G).sum() + ((G @ b) ** 2).sum() + noise * (G * G).sum())
        n_Q, n_left, n_step = self.n_signal + n_b**2, _norm(left), _norm(G)
        moved = n_Q * n_left * (n_left + 1 + n_G) + self.unit * n_Q * (1 + n_G) ** 2
        moved += n_G * n_step * (n_Q + noise + len(G) * n_Q) / self.M
        return Estimated(remaining + spread / self.M, self.unit * moved)


def step_excess(problem: Problem, beta: np.ndarray, Gamma: np.ndarray) -> Estimated:
    """The excess risk of GD-(β, Γ)."""
    white = _Whitened(problem)
    return white.step(*white.matrix(Gamma), *white.column(beta - problem.beta_star))


def attention_excess(problem: Problem, weights: EffectiveWeights) -> Estimated:
    """The excess risk of linear attention; ``weights.u`` is not read."""
    white = _Whitened(problem)
    (P, n_P), (k, n_k), (v_1, n_v) = white.matrix(weights.P), white.column(weights.k), white.column(weights.v_1)
    (beta, n_beta), v_0, M = white.column(problem.beta_star), float(weights.v_0), white.M
    A, n_A = P + k @ beta.T, n_P + n_k * n_beta
    a, n_a = v_1 + v_0 * beta, n_v + abs(v_0) * n_beta
    tau = white.trace + white.sigma2
    n_tau = tau + len(A) * white.n_signal
    odd = white.step(v_0 * A + k @ a.T, abs(v_0) * n_A + n_k * n_a, 0 * beta, 0.0)
    t_2 = float((white.signal * white.signal).sum())
    mean = A @ a + v_0 * tau * k - beta
    sizes = float((a * a).sum() * (A * A).sum() + ((A @ a) ** 2).sum()) / M
    cross = 4 * v_0 / M * float((a.T @ white.signal @ A.T @ k).item())
    square = v_0**2 * float((k * k).sum()) * (2 * t_2 + (4 * t_2 + 2 * tau**2) / M)
    n_mean, n_cross = n_A * n_a + abs(v_0) * n_tau * n_k + n_beta, 4 * abs(v_0) / M * n_a * n_A * n_k * white.n_signal
    moved = 2 * n_mean * float(np.linalg.norm(mean)) + white.unit * n_mean**2 + n_cross
    moved += 2 * n_A * n_a * np.sqrt(sizes / M) * np.sqrt(len(A)) + square * (
        n_tau / _positive(tau) + n_k / _positive(np.linalg.norm(k))
    )
    even = Estimated(float((mean * mean).sum()) + sizes + cross + square, white.unit * float(moved))
    return Estimated(odd.value + even.value, odd.error + even.error)


def _norm(a: np.ndarray) -> float:
    """An upper bound on the largest singular value, near it."""
    return float(np.sqrt(np.abs(a).sum(axis=0).max() * np.abs(a).sum(axis=1).max()))


def _positive(x: Number) -> float:
    """The number, or ∞ for 0, by which nothing is divided that is not 0 itself."""
    return float(x) or np.inf
