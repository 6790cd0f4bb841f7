"""The risk of one step of gradient descent: the closed form, and prompts that were sampled as they are defined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from numerics import Problem, monte_carlo
from numerics.closed_forms import OneStepWeights, one_step_gd_risk, optimal_weights, zero_initialised_minimum
from proofs_checks.illustrations.example import EXAMPLE, with_dimension, with_signal
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.presentation.figure_sizes import (
    FIGURE_SAMPLES,
    SWEEP_DIMENSIONS,
    SWEEP_LENGTHS,
    SWEEP_NORMS,
)
from theory.registry import theorem

__all__ = ["ABOUT", "draw"]

ABOUT = ("risk_of_one_step_gd", "optimal_one_step_gd", "risk_of_zero_initialised_gd")


Seeds = Iterator[np.random.SeedSequence]
Weights = Callable[[Problem], OneStepWeights]


def draw(problem: Problem, seed: int) -> Illustration:
    """Three sweeps: the dimension, the number of examples, and the length of the shared signal."""
    root = np.random.SeedSequence(seed)
    seeds = iter(root.spawn(2 * (len(SWEEP_DIMENSIONS) + len(SWEEP_LENGTHS) + len(SWEEP_NORMS) + 1)))
    own = () if problem is EXAMPLE else (problem.d,)
    sizes = sorted({*own, *(d for d in SWEEP_DIMENSIONS if not own or d < problem.d)})
    panels = (
        _panel("d", sizes, range(1, sizes[-1] + 1), lambda d: with_dimension(problem, int(d)), seeds),
        _panel("M", SWEEP_LENGTHS, range(1, SWEEP_LENGTHS[-1] + 1), lambda M: replace(problem, M=int(M)), seeds),
        _panel(
            "‖β*‖", SWEEP_NORMS, np.linspace(0, SWEEP_NORMS[-1], 21).tolist(), lambda b: with_signal(problem, b), seeds
        ),
    )
    return Illustration(
        "claimed-and-observed",
        "Claimed and observed.",
        "Excess risk of one step of gradient descent from the best initialisation and from 0, each with its best step "
        f"size. Lines: the closed form. Points: the mean over at most {FIGURE_SAMPLES:,} sampled prompts, "
        f"with two standard errors. Elsewhere d = {problem.d}, M = {problem.M}.",
        panels,
    )


def _panel(
    name: str, at: Sequence[float], between: Sequence[float], problem_at: Callable[[float], Problem], seeds: Seeds
) -> Panel:
    curves: list[Curve] = []
    for colour, (label, weights) in enumerate((("from β*", optimal_weights), ("from 0", _from_zero)), start=1):
        problems = [problem_at(x) for x in between]
        claimed = [float(one_step_gd_risk(p, weights(p))) for p in problems]
        curves.append(Curve(f"claimed, {label}", between, claimed, colour=colour))
        curves.append(_observed(f"observed, {label}", colour, at, [problem_at(x) for x in at], weights, seeds))
    return Panel(name, "excess risk", tuple(curves), log_x=name != "‖β*‖")


def _from_zero(problem: Problem) -> OneStepWeights:
    Gamma, _ = zero_initialised_minimum(problem)
    return OneStepWeights(np.zeros((problem.d, 1)), Gamma)


def _observed(
    label: str, colour: int, at: Sequence[float], problems: Sequence[Problem], weights: Weights, seeds: Seeds
) -> Curve:
    defined = theorem("risk_of_one_step_gd").unfold().expressions()[0]
    estimates = [
        monte_carlo(
            defined,
            {**p.values(), **weights(p)._asdict()},
            relative_error=0.02,
            seed=next(seeds),
            max_samples=FIGURE_SAMPLES,
        )
        for p in problems
    ]
    means, errors = [float(e.mean) for e in estimates], [2 * float(e.standard_error) for e in estimates]
    return Curve(label, at, means, Look.POINTS, colour, errors)
