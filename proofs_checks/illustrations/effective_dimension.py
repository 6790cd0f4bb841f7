"""Which directions of the signal stand out above the noise level of a prompt, and what that says of the risk."""

from dataclasses import replace

import numpy as np

from numerics import Problem
from numerics.evaluation.walk import evaluate
from proofs_checks.illustrations.example import EXAMPLE, power_law
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.presentation.figure_sizes import DIMENSION_LENGTHS, LARGE_DIMENSION, LENGTHS_SHOWN
from theory.registry import theorem

__all__ = ["ABOUT", "draw"]

ABOUT = ("excess_is_effective_dimension",)


def draw(problem: Problem, seed: int) -> Illustration:
    """The eigenvalues beside λ̄ for some M, and the minimal excess between its bounds for all."""
    # four eigenvalues make no spectrum
    problem = power_law(LARGE_DIMENSION, problem.M) if problem is EXAMPLE else problem
    return Illustration(
        "effective-dimension",
        "Spectrum against λ̄.",
        f"Left: eigenvalues of √H Ψ √H, d = {problem.d}, and λ̄ = (tr(HΨ) + σ²)/M; a direction above the line is "
        "learned from a prompt, one below it is not. Right: the minimal excess risk of one step of gradient descent "
        "between ½ Σ min{μ, λ̄} and 2 Σ min{μ, λ̄}, all three evaluated from the statements.",
        (_spectrum(problem), _excess(problem)),
    )


def _spectrum(problem: Problem) -> Panel:
    values, vectors = np.linalg.eigh(problem.H)
    root = (vectors * np.sqrt(values)) @ vectors.T
    signal = np.linalg.eigvalsh(root @ problem.Psi @ root)[::-1]
    places = list(range(1, problem.d + 1))
    stated = theorem("excess_is_effective_dimension")
    level = stated.unfolded(next(symbol for symbol, _ in stated.notation if symbol.name == "lambda_bar"))
    curves = [Curve("eigenvalues μ", places, signal.tolist(), Look.POINTS, 1)]
    for colour, M in enumerate(LENGTHS_SHOWN, start=2):
        height = float(evaluate(level, replace(problem, M=M)))
        curves.append(Curve(f"λ̄ at M = {M}", [1, max(2, problem.d)], [height, height], Look.DASHED, colour))
    return Panel("j", "eigenvalue", tuple(curves), log_y=bool(signal[-1] > 0))


def _excess(problem: Problem) -> Panel:
    stated = theorem("excess_is_effective_dimension")
    below, excess = stated.unfold().expressions()
    above = stated.unfold(stated.statements[1]).expressions()[1]
    rows = [
        [float(evaluate(side, replace(problem, M=M))) for M in DIMENSION_LENGTHS] for side in (excess, below, above)
    ]
    return Panel(
        "M",
        "minimal excess risk",
        (
            Curve("minimal excess", DIMENSION_LENGTHS, rows[0], Look.LINE, 1),
            Curve("lower bound", DIMENSION_LENGTHS, rows[1], Look.DASHED, 2),
            Curve("upper bound", DIMENSION_LENGTHS, rows[2], Look.DASHED, 3),
        ),
        log_x=True,
        log_y=True,
    )
