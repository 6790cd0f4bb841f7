"""A family of stationary points of the block's risk that gradient descent estimators do not have: steps of rank one.

At v₀ = 0, P = −kβ*ᵀ and u = β* a block computes ⟨β* + k v₁ᵀ Xᵀ(y − Xβ*)/M, x⟩: gradient descent from β* whose step
k v₁ᵀ has rank one. Let μ_j be the eigenvalues of H^½ΨH^½, q_j its eigenvectors, t = Σμ_i, t₂ = Σμ_i², τ = t + σ²,
κ_j = (1+1/M)μ_j + τ/M and Q = E[q²] − τ² = 2t₂ + (2/M)(τ² + 2t₂). For k v₁ᵀ = (μ_j/κ_j) H^-½ q_j q_jᵀ H^-½ these are
stationary points, of excess t − μ_j²/κ_j = Σ_{i≠j} μ_i + μ_j(μ_j + τ)/((M+1)μ_j + τ), while the minimum is
Σ_i (μ_i − μ_i²/κ_i).

Moving off v₀ = 0 by δ, with v₁ ∝ H^-½ q_j of length 1 in the norm of H and the best u, P, k, changes the excess by

    −c_j δ² + O(δ⁴),   c_j = M Σ_{i≠j} μ_i² − (μ_j²/κ_j²)(Q − 2μ_j²/M).

Moving within v₀ = 0 turns q_j, and lowers the excess unless μ_j is the largest eigenvalue. So the step along the
leading eigenvector is a local minimum, strict up to the symmetries of the weights, if c_1 < 0 and μ_1 is simple, and a
saddle if c_1 > 0. For M → ∞ with fixed Ψ of rank ≥ 2 it is a saddle; for a noise-dominated prompt, σ² → ∞, it is a
local minimum as soon as Σ_{i≥2} μ_i² < 2μ_1², which is always so at d = 2. At rank 1 it is the global minimum.

Shown by expanding the risk on paper, and compared with exact Hessians in the tests; not stated as a theorem.
"""

from typing import NamedTuple

import numpy as np

from numerics.tolerances.minimum_tolerances import FLAT
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights
from numerics.values.problem import Problem

__all__ = ["RankOneStep", "rank_one_steps"]


class RankOneStep(NamedTuple):
    """The stationary point that steps along the eigenvector of ``eigenvalue`` only."""

    eigenvalue: float
    excess: float
    crossing: float
    weights: EffectiveWeights
    leading: bool


def rank_one_steps(problem: Problem) -> list[RankOneStep]:
    """The family, largest eigenvalue first, for the positive eigenvalues; ``crossing`` is c_j."""
    risk, M = BlockRisk(problem), problem.M
    values, vectors = np.linalg.eigh(problem.H)
    root = (vectors * np.sqrt(values)) @ vectors.T
    mu, q = np.linalg.eigh(root @ problem.Psi @ root)
    mu, q = mu[::-1].clip(0), q[:, ::-1]
    kappa = (M + 1) / M * mu + risk.tau / M
    spread = risk.q_2 - risk.tau**2
    crossing = M * ((mu**2).sum() - mu**2) - mu**2 / kappa**2 * (spread - 2 * mu**2 / M)
    # two equal leading eigenvalues have a circle of such points, whose kind the formula does not decide
    simple = len(mu) == 1 or mu[1] < (1 - FLAT) * mu[0]
    steps = []
    for j in np.flatnonzero(mu > FLAT * mu[0]):
        a = np.linalg.solve(root, q[:, j : j + 1])
        k = mu[j] / kappa[j] * a
        weights = EffectiveWeights(problem.beta_star, -k @ problem.beta_star.T, k, a, np.float64(0))
        excess = np.delete(mu, j).sum() + mu[j] * (mu[j] + risk.tau) / ((M + 1) * mu[j] + risk.tau)
        steps.append(RankOneStep(float(mu[j]), float(excess), float(crossing[j]), weights, bool(j == 0 and simple)))
    return steps
