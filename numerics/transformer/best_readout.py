"""The best block, or the best linear attention, among those with given (v₁, v₀): a linear regression.

Given v, the coefficient u + W g is linear in u and W = (A, k), and the excess E‖u + W g − w‖²_H is least for the
regression of w on the features g, whatever H weighs. What is left is a function of the direction of (a, v₀) alone,
a = v₁ + v₀β*, which has as many essential variables as d. Its gradient is that of the risk at the optimal (u, W).
"""

import numpy as np

from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights
from numerics.values.number_types import Number
from numerics.values.problem import Problem

__all__ = ["BestReadout"]


class BestReadout:
    """min over (u, P, k) of the excess risk, as a function of (a, v₀) (…, d+1); u = 0 is kept for linear attention.

    It does not depend on the length of (a, v₀), and is not defined at 0. Needs τ > 0.
    """

    def __init__(self, problem: Problem, *, perceptron: bool) -> None:
        self.problem, self.perceptron = problem, perceptron
        self.risk = BlockRisk(problem)

    def weights(self, direction: np.ndarray) -> EffectiveWeights:
        """The optimal weights for that direction."""
        f, A, k, a, v = self._optimum(direction)
        beta = self.problem.beta_star
        return EffectiveWeights(f + beta, A - k @ beta.T, k, a - v * beta, v[..., 0, 0])

    def excess_and_gradient(self, direction: np.ndarray) -> tuple[Number, np.ndarray]:
        """The excess (…) that is left and its gradient (…, d+1); complex directions are allowed."""
        value, (_, _, _, d_a, d_v) = self.risk.in_deviations(*self._optimum(direction))
        return value[..., 0, 0], np.concatenate([d_a, d_v], axis=-2)[..., 0]

    def _optimum(self, direction: np.ndarray) -> tuple[Number, ...]:
        """Optimal f = u − β*, A and k, with a and v₀ (…, 1, 1)."""
        a, v = direction[..., :-1, None], direction[..., -1:, None]
        beta = self.problem.beta_star
        mean, second, cross = self.risk.feature_moments(a, v)
        if self.perceptron:
            second = second - mean @ mean.mT
        else:
            cross = cross + beta @ mean.mT
        W = np.linalg.solve(second, cross.mT).mT
        f = -W @ mean if self.perceptron else np.broadcast_to(-beta, mean[..., :-1, :].shape)
        return f, W[..., :-1], W[..., -1:], a, v
