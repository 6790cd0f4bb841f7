"""(S, s, r) = (XᵀX, Xᵀy, yᵀy)/M of a prompt, drawn without the prompt: the cost does not depend on M.

Given the task w the rows of (X, y) are i.i.d. Gaussian, (X, y) = Z Bᵀ with Z standard Gaussian, M×(d+1), and
B = [[F, 0], [wᵀF, σ]], FFᵀ = H. So (X, y)ᵀ(X, y) = B W Bᵀ, W = ZᵀZ a Wishart matrix, which Bartlett's decomposition
(1933) writes as AAᵀ with A lower triangular: normals below the diagonal, and χ with M, M−1, … degrees of freedom on it.
For M ≤ d the same holds with M columns. The last row of A is what label noise adds: Xᵀε/σ = FA_x a and
εᵀε/σ² = |a|² + χ²_{M−d}.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from numerics.independent.chunks import Draw, moments_of_chunks
from numerics.independent.forward_passes import covariance_root
from numerics.independent.running_moments import Estimate
from numerics.independent.small_products import product
from numerics.tolerances.memory_budgets import CHUNK_BYTES
from numerics.values.number_types import Seed
from numerics.values.problem import Problem, require_problem

__all__ = [
    "Bartlett",
    "Coefficient",
    "Statistics",
    "StatisticsSampler",
    "draw_statistics",
    "risk_of_predictor",
    "wishart",
]


class Statistics(NamedTuple):
    """S = XᵀX/M (size, d, d), s = Xᵀy/M (size, d, 1) and r = yᵀy/M (size,) of prompts with tasks w (size, d, 1).

    >>> import numpy as np
    >>> from theorycheck import Statistics
    >>> Statistics(np.zeros((5, 2, 2)), np.zeros((5, 2, 1)), np.zeros(5), np.zeros((5, 2, 1))).S.shape
    (5, 2, 2)
    """

    S: np.ndarray
    s: np.ndarray
    r: np.ndarray
    w: np.ndarray


Coefficient = Callable[[Statistics], np.ndarray]
"""What a predictor that is linear in the query multiplies it with: (size, d, 1), from S, s and r alone."""


class Bartlett:
    """Factors A (size, d, min(M, d)) of Wishart matrices AAᵀ, drawn into memory that is used again.

    The d columns of a Gaussian Z (M×d) are made orthonormal one after the other, Z = QAᵀ. A standard Gaussian vector
    has the same law in every orthonormal basis that does not depend on it: the components of column i along the i − 1
    directions before it are standard normals, and the length of what is left is χ with M − i + 1 degrees of freedom,
    all independent. Source: M. S. Bartlett, Proc. Royal Society of Edinburgh 53 (1933).
    """

    def __init__(self, M: int, d: int, size: int) -> None:
        columns = min(M, d)
        self.widths = np.minimum(np.arange(d), columns)
        self.freedom = M - np.arange(columns)
        self.A = np.zeros((size, d, columns))
        self.normals = np.empty((size, int(self.widths.sum())))

    def draw(self, size: int, rng: np.random.Generator) -> np.ndarray:
        """``size`` factors, zero above the diagonal, as a view."""
        normals, A = rng.standard_normal(out=self.normals[:size]), self.A[:size]
        start = 0
        for i, width in enumerate(self.widths):
            A[:, i, :width] = normals[:, start : start + width]
            start += width
        diagonal = range(len(self.freedom))
        A[:, diagonal, diagonal] = np.sqrt(rng.chisquare(self.freedom, (size, len(self.freedom))))
        return A


def wishart(M: int, d: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``size`` Wishart matrices (size, d, d) with M degrees of freedom and scale I, singular for M < d."""
    A = Bartlett(M, d, size).draw(size, rng)
    return A @ A.mT


def draw_statistics(problem: Problem, size: int, rng: np.random.Generator) -> Statistics:
    """``size`` independent (S, s, r) with their tasks, in law those of the prompts of ``model``.

    >>> from theorycheck import Problem
    >>> problem = Problem(H=[[2, 1], [1, 2]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> draw_statistics(problem, 5, np.random.default_rng(0)).S.shape
    (5, 2, 2)
    """
    require_problem(problem)
    return StatisticsSampler(problem, size).draw(size, rng)


class StatisticsSampler:
    """Draws for one problem, into memory that is used again: a fresh page costs as much as the numbers on it."""

    def __init__(self, problem: Problem, size: int) -> None:
        M, d = problem.M, problem.d
        self.center, self.d = problem.beta_star, d
        self.root, self.task_root = covariance_root(problem.H / M), covariance_root(problem.Psi)
        self.noise = np.sqrt(problem.sigma2 / M)
        self.bartlett = Bartlett(M, d + 1, size)
        self.C, self.moments = np.empty_like(self.bartlett.A), np.empty((size, d, d + 1))

    def draw(self, size: int, rng: np.random.Generator) -> Statistics:
        """``size`` statistics, as views that the next draw overwrites."""
        d = self.d
        w = self.center + (rng.standard_normal((size, d)) @ self.task_root.T)[..., None]
        A, C = self.bartlett.draw(size, rng), self.C[:size]
        # C = BA/√M: what the inputs are above, what the labels are in the last row
        inputs, labels = C[:, :d], C[:, d:]
        product(self.root, A[:, :d], inputs)
        product(w.mT, inputs, labels)
        labels += self.noise * A[:, d:]
        moments = product(inputs, C.mT, self.moments[:size])
        return Statistics(moments[..., :d], moments[..., d:], np.einsum("bij,bij->b", labels, labels), w)


def risk_of_predictor(
    problem: Problem, coefficient: Coefficient, *, samples: int, seed: Seed = 0, workers: int | None = None
) -> Estimate:
    """R = E(⟨c, x⟩ − y)² of any predictor with a coefficient c(S, s, r): E‖c − w‖²_H + σ², query and label averaged.

    ``coefficient`` sees the tasks too, and must not use them. The estimate depends on ``seed``, not on ``workers``, the
    number of threads (all processors unless given). Raises ValueError for fewer than two samples, and for a
    coefficient of another shape than (size, d, 1).

    >>> from theorycheck import Problem
    >>> problem = Problem(H=[[2, 1], [1, 2]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> risk_of_predictor(problem, lambda seen: seen.s / 5, samples=1000).samples
    1000
    """
    require_problem(problem)
    if not callable(coefficient):
        message = f"the coefficient is {coefficient!r}: give a function of the Statistics, such as lambda q: q.s"
        raise ValueError(message)
    chunk = max(1, CHUNK_BYTES // (4 * 8 * (problem.d + 1) ** 2))

    def prepare() -> Draw:
        sampler = StatisticsSampler(problem, chunk)
        return lambda size, rng: _losses(problem, coefficient, sampler.draw(size, rng))

    return moments_of_chunks(prepare, samples, chunk, seed=seed, workers=workers).estimate()


def _losses(problem: Problem, coefficient: Coefficient, statistics: Statistics) -> np.ndarray:
    c = np.asarray(coefficient(statistics))
    if c.shape != statistics.s.shape:
        message = f"the coefficient has shape {c.shape}: return {statistics.s.shape}, as s has"
        raise ValueError(message)
    error = (c - statistics.w)[..., 0]
    return np.einsum("bi,bi->b", error @ problem.H, error) + problem.sigma2
