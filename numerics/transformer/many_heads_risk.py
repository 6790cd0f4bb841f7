"""The exact excess risk of n heads of linear attention, and its gradient.

Where H is not the identity, inputs are whitened: with R = H^½ the heads RAR, Rk, Ra and v have on RΨR and Rβ* the risk
that A, k, a and v have on the problem. In what follows H = I.

In A = P + kβ*ᵀ and a = v₁ + v₀β* the coefficient's error has the even part Σ_h (A_h S a_h + v_h q k_h) − β* and the odd
part Γ(Sψ + e) − ψ with Γ = Σ_h (v_h A_h + k_h a_hᵀ), which are uncorrelated. Coordinate i of the even part is
tr(L_i S) + κ_i q − β*_i with L_i = Σ_h sym(A_h[i]ᵀ a_hᵀ) and κ = Σ_h v_h k_h, of mean tr L_i + κ_iτ − β*_i and
variance (2/M)(‖L_i‖² + 2κ_i⟨L_i, Ψ⟩) + κ_i² Var(q).
"""

from typing import NamedTuple

import numpy as np

from numerics.values.problem import Problem

__all__ = ["Heads", "ManyHeadsRisk"]


class Heads(NamedTuple):
    """Weights of n heads: A (n, d, d), k (n, d), a (n, d), v (n,)."""

    A: np.ndarray
    k: np.ndarray
    a: np.ndarray
    v: np.ndarray


class ManyHeadsRisk:
    """The excess risk of heads on one problem.

    For searches, in float64: at good condition of H right to some 1e-14 of tr(HΨ) + ‖β*‖²_H.
    """

    def __init__(self, problem: Problem) -> None:
        eigenvalues, vectors = np.linalg.eigh(problem.H)
        self.root = (vectors * np.sqrt(eigenvalues)) @ vectors.T
        self.d, self.M = problem.d, problem.M
        self.Psi, self.beta = self.root @ problem.Psi @ self.root, self.root @ problem.beta_star[:, 0]
        self.tau = float(np.trace(self.Psi)) + problem.sigma2
        t_2 = float((self.Psi * self.Psi).sum())
        self.variance_of_q = 2 * t_2 + 2 * (self.tau**2 + 2 * t_2) / self.M
        # E[SΨS] + σ²I/M
        self.K = ((self.M + 1) * self.Psi + self.tau * np.eye(self.d)) / self.M

    def excess_and_gradient(self, heads: Heads) -> tuple[float, Heads]:
        """The excess risk and its gradient, shaped like the weights."""
        value, gradient = self._whitened(self._changed(heads))
        # the change of coordinates is symmetric, and its own transpose
        return value, self._changed(gradient)

    def _changed(self, heads: Heads) -> Heads:
        A, k, a, v = heads
        return Heads(self.root @ A @ self.root, k @ self.root, a @ self.root, v)

    def _whitened(self, heads: Heads) -> tuple[float, Heads]:
        A, k, a, v = heads
        L = np.einsum("hij,hk->ijk", A, a)
        L = (L + L.transpose(0, 2, 1)) / 2
        kappa = v @ k
        Gamma = np.einsum("h,hij->ij", v, A) + np.einsum("hi,hj->ij", k, a)
        bias = np.trace(L, axis1=1, axis2=2) + kappa * self.tau - self.beta
        along = np.einsum("ijk,jk->i", L, self.Psi)
        variance = 2 / self.M * ((L * L).sum() + 2 * kappa @ along) + self.variance_of_q * (kappa @ kappa)
        odd = float(np.trace(self.Psi)) - 2 * (Gamma * self.Psi).sum() + ((Gamma @ self.K) * Gamma).sum()
        d_L = 4 / self.M * (L + kappa[:, None, None] * self.Psi) + 2 * bias[:, None, None] * np.eye(self.d)
        d_kappa = 4 / self.M * along + 2 * self.variance_of_q * kappa + 2 * self.tau * bias
        d_Gamma = 2 * (Gamma @ self.K - self.Psi)
        gradient = Heads(
            A=np.einsum("ijk,hk->hij", d_L, a) + v[:, None, None] * d_Gamma,
            k=np.outer(v, d_kappa) + a @ d_Gamma.T,
            a=np.einsum("ijk,hij->hk", d_L, A) + k @ d_Gamma,
            v=k @ d_kappa + np.einsum("ij,hij->h", d_Gamma, A),
        )
        return float(variance + bias @ bias + odd), gradient
