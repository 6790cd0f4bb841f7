"""The gradient flow (β̇, Γ̇) = −∇R of the excess risk of GD-β, integrated, beside the envelopes that theorems give it.

With b = β − β*, D = Γ − Γ* and 𝒦 = (1+1/M) HΨH + (τ/M) H, R = min + tr(HD𝒦Dᵀ) + bᵀ𝒟(Γ)b, where
𝒟(Γ) = E(I − ΓS)ᵀH(I − ΓS), so that

    ḃ = −2𝒟(Γ)b    Ḋ = −2H(D𝒦 + ΓV − bbᵀH),   V = E[S bbᵀ S] = (1+1/M) Hbbᵀ H + (bᵀHb/M) H

and ‖b‖² ≤ e^{−2qt}‖b(0)‖², ‖D‖_F ≤ e^{−pt}‖D(0)‖_F + C‖b(0)‖² ∫₀ᵗ e^{−p(t−s)−2qs} ds: d‖D‖/dt ≤ −p‖D‖ + C‖b‖², because
⟨D, HDV⟩ ≥ 0, ‖HbbᵀH‖_F ≤ ‖H‖²‖b‖² and ‖HΓ*V‖_F ≤ ‖HΓ*‖((1+1/M)‖H‖² + ‖H‖‖H‖_F/M)‖b‖².
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.integrate import solve_ivp

from numerics.closed_forms import FlowRates, OneStepWeights, flow_rates, optimal_weights
from numerics.searches.descent import Objective, hessian
from numerics.tolerances.flow_tolerances import FLOW_ABSOLUTE, FLOW_ARRIVED, FLOW_RELATIVE
from numerics.values.block_weights import pack, unpack
from numerics.values.number_types import Number
from numerics.values.problem import Problem

__all__ = ["FlowPath", "horizon_of", "integrate_flow", "random_start", "suboptimality"]


@dataclass(frozen=True, eq=False)
class FlowPath:
    """The accepted steps of an integration: times (n,), b (n, d, 1), D (n, d, d), and R − min (n,).

    ``scale`` is the size of the start, ‖b(0)‖ + ‖D(0)‖_F + 1, by which absolute errors are judged.
    """

    times: np.ndarray
    b: np.ndarray
    D: np.ndarray
    suboptimality: np.ndarray
    rates: FlowRates

    @cached_property
    def distances(self) -> np.ndarray:
        """‖β − β*‖ and ‖Γ − Γ*‖_F (2, n)."""
        return np.stack([np.linalg.norm(m, axis=(-2, -1)) for m in (self.b, self.D)])

    @cached_property
    def envelopes(self) -> np.ndarray:
        """What these distances are at most (2, n)."""
        return _envelopes(self.rates, self.distances[:, 0], self.times)

    @property
    def scale(self) -> float:
        return float(self.distances[:, 0].sum()) + 1


def suboptimality(problem: Problem) -> Objective:
    """R − min and its gradient in x = (b, D) (…, d + d²). Raises ValueError at τ = 0."""
    H, M, d = problem.H, problem.M, problem.d
    Gamma_star, second = optimal_weights(problem).Gamma, (M + 1) / M
    HPsi = H @ problem.Psi
    K = second * HPsi @ H + (np.trace(HPsi) + problem.sigma2) / M * H

    def objective(x: np.ndarray) -> tuple[Number, np.ndarray]:
        b, D = unpack(x, [(d, 1), (d, d)])
        Gamma, Hb = Gamma_star + D, H @ b
        Y = H @ Gamma
        N = Gamma.mT @ Y
        spread = (H * N).sum(axis=(-2, -1))[..., None, None]
        curved = Hb - H @ (Gamma.mT @ Hb) - Y @ Hb + second * (H @ (N @ Hb)) + spread / M * Hb
        V = second * (Hb @ Hb.mT) + b.mT @ Hb / M * H
        DK = D @ K
        value = (H @ D * DK).sum(axis=(-2, -1)) + (b * curved).sum(axis=(-2, -1))
        return value, pack([2 * curved, 2 * (H @ (DK + Gamma @ V - b @ Hb.mT))], x.shape[:-1])

    return objective


def integrate_flow(problem: Problem, start: OneStepWeights, horizon: float | None = None) -> FlowPath:
    """The flow from ``start`` until ``horizon``, by default the time by which the envelopes are at the limit.

    Radau's implicit method with the exact Jacobian: rates range over λ_max(H)/λ_min(H) and, from a large start, over
    ‖β(0)−β*‖² as well. Raises ValueError at τ = 0 and where the integration fails.
    """
    objective, d = suboptimality(problem), problem.d
    optimum = optimal_weights(problem)
    x = pack([start.beta - optimum.beta, start.Gamma - optimum.Gamma])
    horizon = horizon_of(problem, start) if horizon is None else horizon
    found = solve_ivp(
        lambda t, x: -objective(x)[1],
        (0.0, horizon),
        x,
        method="Radau",
        jac=lambda t, x: -hessian(objective, x),
        rtol=FLOW_RELATIVE,
        atol=FLOW_ABSOLUTE,
    )
    if not found.success:
        message = f"the flow could not be integrated to t = {horizon:g} ({found.message}): give a shorter horizon"
        raise ValueError(message)
    b, D = unpack(found.y.T, [(d, 1), (d, d)])
    return FlowPath(found.t, b, D, objective(found.y.T)[0], flow_rates(problem))


def horizon_of(problem: Problem, start: OneStepWeights) -> float:
    """A time by which both envelopes have come down to the limit, so that the flow must have arrived."""
    rates, optimum = flow_rates(problem), optimal_weights(problem)
    distances = np.array([np.linalg.norm(start.beta - optimum.beta), np.linalg.norm(start.Gamma - optimum.Gamma)])
    time = 1 / min(rates.p, rates.q)
    while _envelopes(rates, distances, np.array([time])).max() > FLOW_ARRIVED * (distances.sum() + 1) / 2:
        time *= 1.25
    return float(time)


def random_start(problem: Problem, scale: float, rng: np.random.Generator) -> OneStepWeights:
    """Weights with independent N(0, scale²) entries."""
    return OneStepWeights(
        scale * rng.standard_normal((problem.d, 1)), scale * rng.standard_normal((problem.d, problem.d))
    )


def _envelopes(rates: FlowRates, distances: np.ndarray, t: np.ndarray) -> np.ndarray:
    b, D = distances
    slow, gap = min(rates.p, 2 * rates.q), abs(rates.p - 2 * rates.q)
    x = gap * t
    # ∫₀ᵗ e^{−p(t−s)−2qs} ds is symmetric in p and 2q; written so, nothing overflows or cancels
    integral = t * np.exp(-slow * t) * np.where(x > 0, -np.expm1(-x) / np.where(x > 0, x, 1), 1.0)
    return np.stack([np.exp(-rates.q * t) * b, np.exp(-rates.p * t) * D + rates.C * b**2 * integral])
