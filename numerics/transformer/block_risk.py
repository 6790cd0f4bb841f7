"""The exact excess risk of a linear transformer block and its gradient, as a function of its weights.

Derived by hand, as a linear regression, and not from the split by parity that the theorems use: given v = (v₁, v₀) the
block's coefficient is u + W g with W = (A, k) and the features g = (h, ℓ), h = Sa + v₀m, ℓ = aᵀm + v₀q, where
A = P + kβ*ᵀ, a = v₁ + v₀β*, m = Sψ + e, q = ψᵀSψ + 2ψᵀe + εᵀε/M. So the excess E‖u + W g − w‖²_H is

    ‖u − β*‖²_H + tr(HΨ) + 2(u − β*)ᵀHW ḡ − 2 tr(HW Cov(g, w)) + tr(W E[ggᵀ] WᵀH)

    ḡ = (Ha, v₀τ)    Cov(w, h) = v₀ΨH    Cov(w, ℓ) = ΨHa
    E[hhᵀ] = (1+1/M) Haaᵀ H + (aᵀHa/M) H + v₀²𝒦    E[hℓ] = v₀La    E[ℓ²] = aᵀ𝒦a + v₀² E[q²]

with 𝒦 = E[mmᵀ] = (1+1/M) HΨH + (τ/M) H and L = E[Sq] + 𝒦. Everything is polynomial and batched over leading
dimensions; complex weights are allowed, so that a step along the imaginary axis gives exact derivatives.
"""

import numpy as np

from numerics.values.block_weights import EffectiveWeights, RawWeights, effective_weights, last_row_and_values
from numerics.values.number_types import Number
from numerics.values.problem import Problem

__all__ = ["BlockRisk"]


class BlockRisk:
    """The excess risk of blocks on one problem. Linear attention alone is u = 0.

    For searches, which need gradients and batches: in float64, with rounding of some 1e-14 of its largest term. Near an
    optimum that is tr(HΨ) + ‖β*‖²_H, at good condition of H, while the excess may be M times smaller.
    ``closed_forms.linear_attention_excess`` and ``one_step_gd_risk`` are right to 1e-9 of the excess.
    """

    def __init__(self, problem: Problem) -> None:
        H, Psi, M = problem.H, problem.Psi, problem.M
        self.problem, self.H, self.M = problem, H, M
        self.HPsi = H @ Psi
        self.HPsiH = self.HPsi @ H
        self.signal = float(np.trace(self.HPsi))
        tau = self.tau = self.signal + problem.sigma2
        t_2 = float((self.HPsi * self.HPsi.T).sum())
        self.q_2 = tau**2 + 2 * (tau**2 + 2 * t_2) / M + 2 * t_2
        self.K = (M + 1) / M * self.HPsiH + tau / M * H
        self.L = (M + 1) / M * tau * H + (M + 3) / M * self.HPsiH

    def excess(self, weights: EffectiveWeights) -> Number:
        """The excess risk (…)."""
        return self.excess_and_gradient(weights)[0]

    def excess_and_gradient(self, weights: EffectiveWeights) -> tuple[Number, EffectiveWeights]:
        """The excess risk (…) and its gradient, shaped like the weights."""
        u, P, k, v_1, v_0 = weights
        beta, v = self.problem.beta_star, np.asarray(v_0)[..., None, None]
        A, a, f = P + k @ beta.T, v_1 + v * beta, u - beta
        value, (d_u, d_A, d_k, d_a, d_v) = self.in_deviations(f, A, k, a, v)
        d_v = d_v + beta.T @ d_a
        gradient = EffectiveWeights(d_u, d_A, d_k + d_A @ beta, d_a, d_v[..., 0, 0])
        return value[..., 0, 0], gradient

    def feature_moments(self, a: Number, v: Number) -> tuple[Number, Number, Number]:
        """ḡ (…, d+1, 1), E[ggᵀ] (…, d+1, d+1) and Cov(w, g) (…, d, d+1), for a (…, d, 1) and v₀ (…, 1, 1)."""
        Ha, La = self.H @ a, self.L @ a
        within = (self.M + 1) / self.M * Ha @ Ha.mT + a.mT @ Ha / self.M * self.H + v * v * self.K
        last = a.mT @ (self.K @ a) + v * v * self.q_2
        second = np.concatenate([_beside(within, v * La), _beside(v * La.mT, last)], axis=-2)
        return np.concatenate([Ha, self.tau * v], axis=-2), second, _beside(v * self.HPsi.T, self.HPsi.T @ a)

    def excess_and_gradient_of_raw(self, raw: RawWeights) -> tuple[Number, RawWeights]:
        """The excess risk (…) of raw weights and its gradient, shaped like them (zero for what is never read)."""
        value, by = self.excess_and_gradient(effective_weights(raw))
        last, p = last_row_and_values(raw)
        d_v = np.concatenate([by.v_1, np.asarray(by.v_0)[..., None, None]], axis=-2)
        d_K = np.concatenate([by.P.mT, by.k.mT], axis=-2)
        d_p = raw.W_V @ d_v
        d_last = raw.W_P.mT @ d_p + np.concatenate([by.u, np.zeros_like(by.u[..., :1, :])], axis=-2)
        W_Q, W_2 = raw.W_Q[..., :-1], raw.W_2[..., -1:]
        gradient = RawWeights(
            W_K=W_Q @ d_K.mT,
            W_Q=_beside(raw.W_K @ d_K, np.zeros_like(raw.W_Q[..., -1:])),
            W_P=d_p @ last.mT,
            W_V=p @ d_v.mT,
            W_1=W_2 @ d_last.mT,
            W_2=_beside(np.zeros_like(raw.W_2[..., :-1]), raw.W_1 @ d_last),
        )
        return value, gradient

    def in_deviations(self, f: Number, A: Number, k: Number, a: Number, v: Number) -> tuple[Number, tuple[Number, ...]]:
        """The same in f = u − β*, A, k, a and v₀; scalars are (…, 1, 1)."""
        H, K, HPsi = self.H, self.K, self.HPsi
        Ha, ALa, Y, y = H @ a, A @ (self.L @ a), H @ A, H @ k
        AHa, spread, kHk = A @ Ha, _inner(Y, A @ H), k.mT @ y
        mean_square = a.mT @ (K @ a) + v * v * self.q_2
        d_f = 2 * (H @ f + Y @ Ha + self.tau * v * y)
        bias = f + (self.M + 1) / self.M * AHa
        d_A = 2 * ((H @ bias) @ Ha.mT + a.mT @ Ha / self.M * (Y @ H) + v * v * (Y @ K))
        d_A = d_A + 2 * v * (y @ (self.L @ a).mT - self.HPsiH)
        d_k = 2 * (H @ (v * (ALa + self.tau * f) - HPsi.T @ a) + mean_square * y)
        d_a = 2 * (H @ (Y.mT @ bias) + spread / self.M * Ha + v * (self.L @ (A.mT @ y)) + kHk * (K @ a) - HPsi @ y)
        d_v = 2 * (v * (_inner(Y, A @ K) + self.q_2 * kHk) + y.mT @ (ALa + self.tau * f) - _inner(Y, HPsi.T))
        # quadratic in z = (f, A, k): half of ⟨z, ∂R/∂z⟩, and half of the linear part once more
        half = (_inner(f, d_f) + _inner(A, d_A) + _inner(k, d_k)) / 2
        value = self.signal + half - v * _inner(Y, HPsi.T) - y.mT @ (HPsi.T @ a)
        return value, (d_f, d_A, d_k, d_a, d_v)


def _inner(a: Number, b: Number) -> Number:
    """⟨a, b⟩_F as (…, 1, 1)."""
    return (a * b).sum(axis=(-2, -1), keepdims=True)


def _beside(left: Number, right: Number) -> np.ndarray:
    batch = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    return np.concatenate([np.broadcast_to(m, batch + m.shape[-2:]) for m in (left, right)], axis=-1)
