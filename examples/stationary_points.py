"""Experiment: where does descent on the raw weights of a linear transformer block stop?

Seen here, and not a theorem of the papers: descent either reaches the optimum, which is one-step gradient descent from
β*, or stops at a local minimum that one-step gradient descent does not have. There v₀ = 0, P = −kβ*ᵀ and u = β*: the
block steps along the leading eigenvector of H^½ΨH^½ only, and its excess is tr(HΨ) − μ₁²/κ₁, above the minimum by
Σ_{j≥2} μ_j²/κ_j (searches/rank_one_steps.py says what μ and κ are, and gives the curvature c₁ across v₀ = 0). Where
c₁ < 0 it is a local minimum, and about half of the random starts end there (37 to 70 % were seen). Where c₁ > 0 it is
a saddle; few starts end there, and those with keys and queries of rank one, in which the descent shows beyond second
order only.

Also stationary, and never stopped at: attention switched off (W_K = W_Q = W_V = W_P = 0) with u = β*, of excess tr(HΨ),
and all weights 0, of excess tr(HΨ) + ‖β*‖²_H.
"""

import sys

import numpy as np

from numerics.searches.block_minimum import StopKind, minimise_block, raw_objective
from numerics.searches.descent import stop_at
from numerics.searches.rank_one_steps import rank_one_steps
from numerics.values.block_weights import RawWeights, Widths, pack
from theorycheck import Problem

PROBLEMS = {
    "d=2 M=10": ([2.0, 1.0], [1.0, 0.1], 0.5, 10),
    "d=2 M=10 noisy": ([2.0, 1.0], [1.0, 0.9], 20.0, 10),
    "d=2 M=10 even": ([2.0, 1.0], [0.5, 0.9], 0.1, 10),
    "d=3 M=4": ([1.0, 2.0, 0.5], [1.0, 0.1, 0.2], 0.5, 4),
    "d=3 M=40 even": ([1.0, 1.0, 1.0], [1.0, 0.8, 0.9], 0.1, 40),
}


def problem_of(H: list[float], Psi: list[float], sigma2: float, M: int) -> Problem:
    return Problem(H=np.diag(H), Psi=np.diag(Psi), beta_star=np.linspace(1, -1, len(H)), sigma2=sigma2, M=M)


def main(starts: int = 40) -> None:
    """Print how many random starts end at which kind of point, and what is known of that point."""
    print(f"{'problem':16} {'c_1':>9} {'infimum':>9} {'predicted':>9}  stops (kind, excess, count)")
    for name, settings in PROBLEMS.items():
        problem = problem_of(*settings)
        found = minimise_block(problem, starts, seed=0)
        step = rank_one_steps(problem)[0]
        print(f"{name:16} {step.crossing:9.3f} {found.infimum:9.5f} {step.excess:9.5f}")
        for kind in StopKind:
            runs = [run for run in found.runs if run.kind is kind]
            if runs:
                values = sorted({round(run.excess, 6) for run in runs})
                print(f"{'':47} {kind}: {len(runs)}, excess {', '.join(f'{v:.5f}' for v in values[:4])}")
    print("\nattention switched off (stationary: gradient 0; least and largest eigenvalue of the Hessian)")
    for name, settings in PROBLEMS.items():
        problem = problem_of(*settings)
        for what, stop in (("u = β*", switched_off(problem, 1.0)), ("all 0", switched_off(problem, 0.0))):
            extremes = f"{stop.curvatures[0]:9.2e} {stop.curvatures[-1]:9.2e}"
            print(f"{name:16} {what:7} excess {stop.value:9.5f} gradient {stop.gradient_norm:.0e} {extremes}")


def switched_off(problem: Problem, scale: float):
    """The point with no attention and u = scale · β*."""
    widths = Widths(problem.d, problem.d, 1)
    objective, shapes = raw_objective(problem, widths)
    weights = [np.zeros(shape) for shape in shapes]
    weights[RawWeights._fields.index("W_1")][0, :-1] = scale * problem.beta_star[:, 0]
    weights[RawWeights._fields.index("W_2")][0, -1] = scale
    return stop_at(objective, pack(weights))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
