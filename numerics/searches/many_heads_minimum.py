"""The least exact excess risk of n heads of linear attention, found by descent from random starts."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from numerics.closed_forms import minimal_excess
from numerics.searches.attention_minimum import standardised
from numerics.tolerances.minimum_tolerances import HEADS_DESCENT, HEADS_START
from numerics.transformer.many_heads_risk import Heads, ManyHeadsRisk
from numerics.values.number_types import Seed
from numerics.values.problem import Problem

__all__ = ["ManyHeadsMinimum", "minimise_many_heads", "packed", "unpacked"]


@dataclass(frozen=True, eq=False)
class ManyHeadsMinimum:
    """The least excess among some descents, and what it is above the minimum of gradient descent.

    ``heads`` are those that have it. Descents may end at saddles and in flat valleys: the excess is one that heads do
    have, and an upper bound on the least.
    """

    problem: Problem
    excess: float
    gap: float
    heads: Heads


def minimise_many_heads(problem: Problem, heads: int, *, starts: int, seed: Seed = 0) -> ManyHeadsMinimum:
    """Descend from random weights by L-BFGS, with the analytic gradient, where H = I and tr(HΨ) + ‖β*‖²_H = 1.

    Raises ValueError for no heads or no starts, and at τ = 0.
    """
    if heads < 1 or starts < 1:
        message = f"{heads} heads from {starts} starts: give at least 1 of both"
        raise ValueError(message)
    least = float(minimal_excess(problem))  # refuses τ = 0
    standard, root, scale = standardised(problem)
    risk = ManyHeadsRisk(standard)
    rng = np.random.default_rng(seed)
    size = heads * (problem.d + 1) ** 2
    found = [_descend(risk, heads, HEADS_START * rng.standard_normal(size)) for _ in range(starts)]
    value, weights = min(found, key=lambda pair: pair[0])
    return ManyHeadsMinimum(problem, value * scale, value * scale - least, _restored(weights, root, scale))


def _restored(heads: Heads, root: np.ndarray, scale: float) -> Heads:
    """The heads of the problem itself: what is multiplied by S has one root of H on either side of it."""
    inverse = np.linalg.inv(root)
    A, k, a, v = heads
    return Heads(inverse @ A @ inverse, k @ inverse / np.sqrt(scale), a @ inverse * np.sqrt(scale), v)


def _descend(risk: ManyHeadsRisk, heads: int, start: np.ndarray) -> tuple[float, Heads]:
    def at(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = risk.excess_and_gradient(unpacked(x, heads, risk.d))
        return value, packed(gradient)

    found = minimize(at, start, jac=True, method="L-BFGS-B", options=HEADS_DESCENT)
    return float(found.fun), unpacked(found.x, heads, risk.d)


def packed(weights: Heads) -> np.ndarray:
    """All weights in one row, head by head."""
    n = len(weights.v)
    return np.concatenate([part.reshape(n, -1) for part in weights], axis=1).ravel()


def unpacked(x: np.ndarray, heads: int, d: int) -> Heads:
    """The weights that ``packed`` makes a row of."""
    A, k, a, v = np.split(x.reshape(heads, -1), [d * d, d * d + d, d * d + 2 * d], axis=1)
    return Heads(A.reshape(heads, d, d), k, a, v[:, 0])
