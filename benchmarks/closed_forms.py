"""Closed forms of the linear transformer block at large sizes and at 50 digits: time and memory beside the targets.

Every row runs in a process of its own, whose peak memory beyond what is in use before the evaluation is what counts.
"""

import multiprocessing
import resource
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from numerics import Problem, closed_forms
from numerics.closed_forms import OneStepWeights
from numerics.values.block_weights import EffectiveWeights

LARGE, SECONDS, MEBIBYTES = (512, 4096), 2, 500
SMALL, DIGITS, SECONDS_AT_50_DIGITS = (4, 16), 50, 5


def problem_of(d: int, M: int) -> Problem:
    rng = np.random.default_rng(0)
    A, B = rng.standard_normal((2, d, d)) / np.sqrt(d)
    return Problem(H=A @ A.T + 0.2 * np.eye(d), Psi=(B @ B.T + 0.01 * np.eye(d)) / d, beta_star=A[0], sigma2=0.5, M=M)


def attention(problem: Problem) -> EffectiveWeights:
    d, rng = problem.d, np.random.default_rng(1)
    P, (k, v_1) = rng.standard_normal((d, d)) / d, rng.standard_normal((2, d, 1)) / d
    return EffectiveWeights(np.zeros((d, 1)), P, k, v_1, 1.0)


def step(problem: Problem) -> OneStepWeights:
    return OneStepWeights(np.zeros((problem.d, 1)), np.eye(problem.d))


FORMS: dict[str, Callable[[Problem, int | None], Any]] = {
    "optimal_weights": closed_forms.optimal_weights,
    "optimal_block": closed_forms.optimal_block,
    "minimal_excess": closed_forms.minimal_excess,
    "minimal_excess_by_eigenvalues": closed_forms.minimal_excess_by_eigenvalues,
    "one_step_gd_risk": lambda p, n: closed_forms.one_step_gd_risk(p, step(p), n),
    "linear_attention_excess": lambda p, n: closed_forms.linear_attention_excess(p, attention(p), n),
    "attention_gap_bounds (three of them)": closed_forms.attention_gap_bounds,
    "zero_initialised_minimum": closed_forms.zero_initialised_minimum,
    "context_mismatch_excess": lambda p, n: closed_forms.context_mismatch_excess(p, 7, n),
    "flow_rates": closed_forms.flow_rates,
}


def measure(name: str, sizes: tuple[int, int], precision: int | None) -> tuple[float, float]:
    """Seconds, and MiB beyond the memory in use before; the theorems are imported and unfolded beforehand."""
    FORMS[name](problem_of(2, 3), None)
    problem = problem_of(*sizes)
    before, start = peak(), perf_counter()
    FORMS[name](problem, precision)
    return perf_counter() - start, peak() - before


def peak() -> float:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    """Print one row per closed form."""
    print(f"{'closed form':38} {'d=512 M=4096':>12} {'target':>8} {'memory':>9} {'target':>9} {'50 digits':>10} target")
    context = multiprocessing.get_context("spawn")
    for name in FORMS:
        with context.Pool(1) as pool:
            large = pool.apply(measure, (name, LARGE, None))
            small = pool.apply(measure, (name, SMALL, DIGITS))
        print(
            f"{name:38} {large[0]:10.2f} s {f'≤ {SECONDS} s':>8} {large[1]:5.0f} MiB {f'≤ {MEBIBYTES}':>9} "
            f"{small[0]:8.2f} s ≤ {SECONDS_AT_50_DIGITS} s"
        )


if __name__ == "__main__":
    main()
