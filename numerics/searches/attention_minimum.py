"""The infimum of the exact risk of linear attention, found numerically, beside the bounds that theorems give for it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from numerics.closed_forms import AttentionGapBounds, attention_gap_bounds, minimal_excess
from numerics.searches.descent import descend
from numerics.tolerances.minimum_tolerances import MINIMUM_FOUND, ROUGH_MINIMUM
from numerics.transformer.best_readout import BestReadout
from numerics.values.block_weights import EffectiveWeights
from numerics.values.problem import Problem

__all__ = ["AttentionMinimum", "minimise_linear_attention", "standardised"]


@dataclass(frozen=True, eq=False)
class AttentionMinimum:
    """The least excess among ``starts`` descents, ``attained`` of which arrived at it, and the weights that have it.

    ``scale`` is the risk of predicting 0 without noise, tr(HΨ) + ‖β*‖²_H, by which differences are judged: ``excess``
    and ``gap`` have errors of up to 1e-9 of it (1e-5 without Newton's method), and are nothing beside that for M ≥ 1e9.
    """

    problem: Problem
    excess: float
    weights: EffectiveWeights
    starts: int
    attained: int
    scale: float

    @cached_property
    def bounds(self) -> AttentionGapBounds:
        """What theorems say of the gap."""
        return attention_gap_bounds(self.problem)

    @cached_property
    def gap(self) -> float:
        """What linear attention misses: its least excess less that of blocks."""
        return self.excess - float(minimal_excess(self.problem))

    @property
    def upper(self) -> float:
        """The smaller of the upper bounds that apply."""
        return min(float(b) for b in (self.bounds.upper, self.bounds.vanishing) if b is not None)


def minimise_linear_attention(
    problem: Problem, starts: int, seed: int | np.random.SeedSequence, *, newton: bool = True
) -> AttentionMinimum:
    """Descend from random directions of v = (v₁, v₀), every fourth of them with v₀ = 0.

    The risk does not change when v grows and (P, k) shrinks by one factor, so that only the direction of v matters,
    and the optimal (P, k) for it is that of a regression: no infimum is at infinity and v₀ = 0 is a point like any
    other. Without ``newton`` the last digits are left out, which is a hundred times as fast at d = 50.

    Raises ValueError at τ = 0, for fewer than one start, and where M is so large that the regressions are singular.
    """
    if starts < 1:
        message = f"{starts} starts find nothing: give at least 1"
        raise ValueError(message)
    minimal_excess(problem)  # refuses τ = 0
    rng = np.random.default_rng(seed)
    standard, root, scale = standardised(problem)
    readout = BestReadout(standard, perceptron=False)
    directions = rng.standard_normal((starts, problem.d + 1))
    directions[::4, -1] = 0
    try:
        stops = [descend(readout.excess_and_gradient, direction, newton=newton) for direction in directions]
    except np.linalg.LinAlgError as error:
        message = f"M = {problem.M} is too large for a minimisation in float64 ({error}): give a smaller M"
        raise ValueError(message) from error
    best = min(stops, key=lambda stop: stop.value)
    attained = sum(stop.value - best.value <= (MINIMUM_FOUND if newton else ROUGH_MINIMUM) for stop in stops)
    weights = _restored(readout.weights(best.x / np.linalg.norm(best.x)), problem, root, scale)
    return AttentionMinimum(problem, best.value * scale, weights, starts, attained, scale)


def standardised(problem: Problem) -> tuple[Problem, np.ndarray, float]:
    """The same problem with H = I and tr(HΨ) + ‖β*‖²_H = 1, and the root of H and the scale that undo it."""
    eigenvalues, vectors = np.linalg.eigh(problem.H)
    root = (vectors * np.sqrt(eigenvalues)) @ vectors.T
    signal, beta = root @ problem.Psi @ root, root @ problem.beta_star
    scale = float(np.trace(signal) + (beta * beta).sum()) or problem.sigma2
    signal = (signal + signal.T) / (2 * scale)
    standard = Problem(
        H=np.eye(problem.d), Psi=signal, beta_star=beta / np.sqrt(scale), sigma2=problem.sigma2 / scale, M=problem.M
    )
    return standard, root, scale


def _restored(weights: EffectiveWeights, problem: Problem, root: np.ndarray, scale: float) -> EffectiveWeights:
    inverse = np.linalg.inv(root)
    return EffectiveWeights(
        u=np.zeros((problem.d, 1)),
        P=inverse @ weights.P @ inverse,
        k=inverse @ weights.k / np.sqrt(scale),
        v_1=inverse @ weights.v_1 * np.sqrt(scale),
        v_0=weights.v_0,
    )
