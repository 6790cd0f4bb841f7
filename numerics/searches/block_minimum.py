"""Minimisation of the exact risk of a block over its raw weights, from random starts, with every stop classified."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.independent.forward_passes import (
    linear_transformer_block,
    one_step_gd,
    prediction,
    sample_prompts,
    token_matrix,
)
from numerics.searches.descent import Objective, Stop, descend, hessian
from numerics.tolerances.minimum_tolerances import (
    COMPARED_PROMPTS,
    FLAT,
    INFIMUM_REACHED,
    STATIONARY,
)
from numerics.transformer.best_readout import BestReadout
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights, RawWeights, Widths, effective_weights, pack, unpack
from numerics.values.problem import Problem

__all__ = ["BlockMinimum", "BlockRun", "StopKind", "descend_from", "minimise_block", "raw_objective"]


class StopKind(StrEnum):
    """What a point is at which a descent stopped."""

    GLOBAL = "global minimum"
    LOCAL = "local minimum above the infimum"
    SADDLE = "saddle"
    DEGENERATE = "degenerate saddle, no descent to second order"
    UNDECIDED = "stationary, of undecided kind"
    NOT_CONVERGED = "not converged"


@dataclass(frozen=True, eq=False)
class BlockRun:
    """One descent: ``gap`` is its excess above the infimum, ``curvature`` the smallest eigenvalue of the Hessian.

    ``disagreement``, at global minima only, is the root mean square difference of the block's predictions from those
    of GD-(β*, Γ*) on fresh prompts, as a fraction of the root mean square label.
    """

    weights: RawWeights
    excess: float
    gap: float
    gradient_norm: float
    curvature: float
    kind: StopKind
    disagreement: float | None


@dataclass(frozen=True, eq=False)
class BlockMinimum:
    """All descents on one problem; ``scale`` is the risk of predicting 0, tr(HΨ) + ‖β*‖²_H, without noise."""

    problem: Problem
    widths: Widths
    infimum: float
    scale: float
    runs: tuple[BlockRun, ...]

    @property
    def kinds(self) -> Counter[StopKind]:
        """How many runs ended how."""
        return Counter(run.kind for run in self.runs)

    @property
    def reached(self) -> bool:
        """Whether the best run is at the infimum."""
        return abs(min(run.gap for run in self.runs)) <= INFIMUM_REACHED * self.scale


def minimise_block(
    problem: Problem, starts: int, seed: int | np.random.SeedSequence, widths: Widths | None = None
) -> BlockMinimum:
    """Descend from raw weights with independent N(0, 1/(d+1)) entries; widths are d each unless given.

    Raises ValueError at τ = 0, where the infimum is attained by no one predictor.
    """
    infimum = float(minimal_excess(problem))
    widths = widths or Widths(problem.d, problem.d, problem.d)
    start_seed, prompt_seed = np.random.SeedSequence(seed).spawn(2) if isinstance(seed, int) else seed.spawn(2)
    rng = np.random.default_rng(start_seed)
    objective, shapes = raw_objective(problem, widths)
    size = sum(rows * columns for rows, columns in shapes)
    judge = _Judge(problem, infimum, np.random.default_rng(prompt_seed))
    runs = []
    for _ in range(starts):
        stop = descend(objective, rng.standard_normal(size) / np.sqrt(problem.d + 1))
        runs.append(judge.run(stop, RawWeights(*unpack(stop.x, shapes))))
    return BlockMinimum(problem, widths, infimum, judge.scale, tuple(runs))


def descend_from(problem: Problem, weights: RawWeights) -> BlockRun:
    """Where descent on the exact risk arrives from given raw weights, and what kind of point that is.

    Raises ValueError at τ = 0.
    """
    widths = Widths(*(len(matrix) for matrix in weights[::2]))
    objective, shapes = raw_objective(problem, widths)
    judge = _Judge(problem, float(minimal_excess(problem)), np.random.default_rng(0))
    stop = descend(objective, pack(weights))
    return judge.run(stop, RawWeights(*unpack(stop.x, shapes)))


def raw_objective(problem: Problem, widths: Widths) -> tuple[Objective, list[tuple[int, int]]]:
    """The risk of the raw weights in one vector, and their shapes in the order in which it holds them."""
    risk = BlockRisk(problem)
    shapes = [(width, problem.d + 1) for width in widths for _ in range(2)]

    def objective(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = risk.excess_and_gradient_of_raw(RawWeights(*unpack(x, shapes)))
        return value, pack(gradient, x.shape[:-1])

    return objective, shapes


class _Judge:
    """What is needed to tell what kind of point a descent ended at."""

    def __init__(self, problem: Problem, infimum: float, rng: np.random.Generator) -> None:
        self.problem, self.infimum, self.rng = problem, infimum, rng
        beta = problem.beta_star
        self.scale = float(np.trace(problem.H @ problem.Psi) + (beta.mT @ problem.H @ beta).item())
        self.optimum = optimal_weights(problem)
        self.readout = BestReadout(problem, perceptron=True)

    def run(self, stop: Stop, weights: RawWeights) -> BlockRun:
        gap = stop.value - self.infimum
        kind = self.kind(stop, gap, weights)
        disagreement = self.disagreement(weights) if kind is StopKind.GLOBAL else None
        return BlockRun(weights, stop.value, gap, stop.gradient_norm, float(stop.curvatures[0]), kind, disagreement)

    def kind(self, stop: Stop, gap: float, weights: RawWeights) -> StopKind:
        if gap <= INFIMUM_REACHED * self.scale:
            return StopKind.GLOBAL
        if stop.gradient_norm > STATIONARY * self.scale:
            return StopKind.NOT_CONVERGED
        if stop.curvatures[0] < -FLAT * stop.curvatures[-1]:
            return StopKind.SADDLE
        return self.kind_by_direction(effective_weights(weights))

    def kind_by_direction(self, weights: EffectiveWeights) -> StopKind:
        """What the risk that the best (u, P, k) leave says, as a function of the direction of (a, v₀).

        Where it has a strict local minimum, so has the risk of effective and hence of raw weights. Where it curves
        downwards, better weights are near, even if the Hessian of the raw ones does not show it: keys and queries of
        low rank reach some (P, k) by their products only. Raw Hessians are singular everywhere and decide less, because
        many raw weights compute the same.
        """
        a = weights.v_1 + weights.v_0 * self.problem.beta_star
        direction = np.append(a[:, 0], weights.v_0)
        length = np.linalg.norm(direction)
        if length == 0:
            return StopKind.UNDECIDED
        curvatures = np.linalg.eigvalsh(hessian(self.readout.excess_and_gradient, direction / length))
        flat = FLAT * np.abs(curvatures).max()
        if curvatures[0] < -flat:
            return StopKind.DEGENERATE
        # the risk is constant along the direction itself, so one eigenvalue is 0
        return StopKind.LOCAL if curvatures[1] > flat else StopKind.UNDECIDED

    def disagreement(self, weights: RawWeights) -> float:
        X, y, x, label, _ = sample_prompts(self.problem, COMPARED_PROMPTS, self.rng)
        block = prediction(linear_transformer_block(token_matrix(X, y, x), *weights))
        return float(np.linalg.norm(block - one_step_gd(X, y, x, *self.optimum)) / np.linalg.norm(label))
