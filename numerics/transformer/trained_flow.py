"""Gradient flow of all weights of linear attention with merged weights, on its exact population loss.

ŷ = Σ p_a Q_jb T_ajb with p the last row of W^PV, Q the first d columns of W^KQ and T_ajb = (E Eᵀ/N)_aj x_b, so that
the loss ½E(ŷ − wᵀx)² is quadratic in p ⊗ Q. Its coefficients E[T ⊗ T] and E[T wᵀx] are written out from Gaussian
moments of x (orders 2, 4, 6), of w (2, 4) and of S = XᵀX/N (2): nothing of the symbolic engine is used.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from numerics.independent.flow_integration import FlowEnd, gradient_flow

__all__ = ["PopulationLoss", "Weights", "gaussian_moment", "limit_weights", "start_weights", "trained"]


class Weights(NamedTuple):
    """W^PV and W^KQ, both (d+1)×(d+1)."""

    W_PV: np.ndarray
    W_KQ: np.ndarray


def gaussian_moment(covariance: np.ndarray, order: int) -> np.ndarray:
    """E[x_{i₁} … x_{i_order}] for x ~ N(0, covariance), as an array: the sum over all pairings (Isserlis)."""
    total = np.zeros((len(covariance),) * order)
    for pairing in _pairings(tuple(range(order))):
        product = np.ones(())
        for _ in pairing:
            product = np.multiply.outer(product, covariance)
        total += np.moveaxis(product, range(order), [index for pair in pairing for index in pair])
    return total


def _pairings(items: tuple[int, ...]) -> list[list[tuple[int, int]]]:
    if not items:
        return [[]]
    first, rest = items[0], items[1:]
    return [[(first, other), *others] for i, other in enumerate(rest) for others in _pairings(rest[:i] + rest[i + 1 :])]


class PopulationLoss:
    """ℓ(W) = ½E(ŷ − wᵀx)² for w ~ N(0, I), x ~ N(0, Λ) and N examples, with its gradient in every entry."""

    def __init__(self, Lambda: np.ndarray, N: int) -> None:
        self.Lambda, self.N, self.d = np.asarray(Lambda, dtype=np.float64), N, len(Lambda)

    @cached_property
    def quadratic(self) -> np.ndarray:
        """E[T ⊗ T], (d+1)(d+1)d × (d+1)(d+1)d."""
        L, N, d = self.Lambda, self.N, self.d
        x4, x6 = gaussian_moment(L, 4), gaussian_moment(L, 6)
        SS = np.einsum("ij,kl->ijkl", L, L) + (np.einsum("ik,jl->ijkl", L, L) + np.einsum("il,jk->ijkl", L, L)) / N
        inputs = np.einsum("ijkl,bc->ijbklc", SS, L) + np.einsum("ijklbc->ijbklc", x6) / N**2
        inputs += (np.einsum("ij,klbc->ijbklc", L, x4) + np.einsum("kl,ijbc->ijbklc", L, x4)) / N
        inputs_labels = np.einsum("ijkk,bc->ijbc", SS, L) + np.einsum("ijbc->ijbc", x4) * np.trace(L) / N
        crossed = np.einsum("ipkp,bc->ibkc", SS, L)
        labels = (np.einsum("kkmm->", SS) + 2 * np.einsum("klkl->", SS)) * L
        T = np.zeros((d + 1, d + 1, d, d + 1, d + 1, d))
        T[:d, :d, :, :d, :d] = inputs
        T[:d, :d, :, d, d] = inputs_labels
        T[d, d, :, :d, :d] = np.einsum("ijbc->bijc", inputs_labels)
        T[d, d, :, d, d] = labels
        T[:d, d, :, :d, d] = T[:d, d, :, d, :d] = crossed
        T[d, :d, :, :d, d] = T[d, :d, :, d, :d] = crossed
        return T.reshape(2 * ((d + 1) ** 2 * d,))

    @cached_property
    def linear(self) -> np.ndarray:
        """E[T wᵀx], (d+1)(d+1)d."""
        T = np.zeros((self.d + 1, self.d + 1, self.d))
        T[: self.d, self.d] = T[self.d, : self.d] = self.Lambda @ self.Lambda
        return T.ravel()

    def __call__(self, weights: Weights) -> float:
        theta = self._outer(*self._active(weights))
        return float(theta @ (self.quadratic @ theta) / 2 - self.linear @ theta + np.trace(self.Lambda) / 2)

    def gradient(self, weights: Weights) -> Weights:
        p, Q = self._active(weights)
        residual = self._residual(p, Q)
        slope = Weights(np.zeros_like(weights.W_PV), np.zeros_like(weights.W_KQ))
        slope.W_PV[-1] = np.einsum("ajb,jb->a", residual, Q)
        slope.W_KQ[:, : self.d] = np.einsum("ajb,a->jb", residual, p)
        return slope

    def hessian(self, weights: Weights) -> np.ndarray:
        """Second derivatives in all 2(d+1)² entries, W^PV first, row by row."""
        p, Q = self._active(weights)
        D, d = self.d + 1, self.d
        M = self.quadratic.reshape(D, D, d, D, D, d)
        MQ = np.einsum("ajbAJB,JB->ajbA", M, Q)
        mixed = np.einsum("ajbA,a->Ajb", MQ, p) + self._residual(p, Q)
        blocks = np.zeros((2 * D * D, 2 * D * D))
        row = np.arange(D * (D - 1), D * D)
        columns = D * D + (np.arange(D)[:, None] * D + np.arange(d)).ravel()
        blocks[np.ix_(row, row)] = np.einsum("ajbA,jb->aA", MQ, Q)
        blocks[np.ix_(row, columns)] = mixed.reshape(D, -1)
        blocks[np.ix_(columns, row)] = mixed.reshape(D, -1).T
        blocks[np.ix_(columns, columns)] = np.einsum("ajbAJB,a,A->jbJB", M, p, p).reshape(D * d, D * d)
        return blocks

    def _active(self, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
        return weights.W_PV[-1], weights.W_KQ[:, : self.d]

    def _outer(self, p: np.ndarray, Q: np.ndarray) -> np.ndarray:
        return np.multiply.outer(p, Q).ravel()

    def _residual(self, p: np.ndarray, Q: np.ndarray) -> np.ndarray:
        return (self.quadratic @ self._outer(p, Q) - self.linear).reshape(self.d + 1, self.d + 1, self.d)


def start_weights(Theta: np.ndarray, scale: float) -> Weights:
    """W^PV = ς diag(0, 1) and W^KQ = ς diag(ΘΘᵀ, 0) with ‖ΘΘᵀ‖_F scaled to 1 (arXiv 2306.09927, Assumption 3.3)."""
    d = len(Theta)
    start = Weights(np.zeros((d + 1, d + 1)), np.zeros((d + 1, d + 1)))
    start.W_PV[d, d] = scale
    A = Theta @ Theta.T
    start.W_KQ[:d, :d] = scale * A / np.linalg.norm(A)
    return start


def limit_weights(Lambda: np.ndarray, N: int) -> Weights:
    """W^PV = t^¼ diag(0, 1) and W^KQ = t^{−¼} diag(Γ⁻¹, 0), t = tr(Γ⁻²) (arXiv 2306.09927, Theorem 4.1)."""
    d = len(Lambda)
    inverse = np.linalg.inv((1 + 1 / N) * Lambda + np.trace(Lambda) / N * np.eye(d))
    root = np.linalg.norm(inverse) ** 0.5
    limit = Weights(np.zeros((d + 1, d + 1)), np.zeros((d + 1, d + 1)))
    limit.W_PV[d, d] = root
    limit.W_KQ[:d, :d] = inverse / root
    return limit


def trained(loss: PopulationLoss, start: Weights, **options: float) -> tuple[Weights, FlowEnd]:
    """The weights where the gradient flow of all 2(d+1)² entries comes to rest, and how it got there."""
    D = loss.d + 1

    def unpacked(point: np.ndarray) -> Weights:
        return Weights(*point.reshape(2, D, D))

    end = gradient_flow(
        lambda point: np.concatenate([w.ravel() for w in loss.gradient(unpacked(point))]),
        np.concatenate([w.ravel() for w in start]),
        hessian=lambda point: loss.hessian(unpacked(point)),
        **options,
    )
    return unpacked(end.point), end
