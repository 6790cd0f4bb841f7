"""What linear attention misses beside gradient descent with a learned start, against the number of examples."""

from dataclasses import replace

import numpy as np

from numerics import Problem
from numerics.searches.attention_minimum import minimise_linear_attention
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel

__all__ = ["ABOUT", "draw"]

ABOUT = ("attention_gap_lower_bound", "attention_gap_upper_bound", "attention_gap_vanishes_with_context")

LENGTHS, STARTS = (1, 2, 4, 8, 16, 32, 64, 128), 6


def draw(problem: Problem, seed: int) -> Illustration:
    """The gap found numerically, between its bounds."""
    seeds = np.random.SeedSequence(seed).spawn(len(LENGTHS))
    found = [minimise_linear_attention(replace(problem, M=M), STARTS, s) for M, s in zip(LENGTHS, seeds, strict=True)]
    curves = [
        Curve("gap, found numerically", LENGTHS, [f.gap for f in found], Look.POINTS, 1),
        Curve("lower bound", LENGTHS, [float(f.bounds.lower) for f in found], Look.LINE, 2),
        Curve("upper bound", LENGTHS, [float(f.bounds.upper) for f in found], Look.LINE, 3),
    ]
    if all(f.bounds.vanishing is not None for f in found):
        vanishing = [float(f.bounds.vanishing) for f in found]
        curves.append(Curve("upper bound that vanishes", LENGTHS, vanishing, Look.DASHED, 4))
    return Illustration(
        "attention-gap",
        "The gap of linear attention.",
        f"The least excess risk of linear attention less that of one step of gradient descent: the best of {STARTS} "
        "descents on the exact risk, and what theorems say that it is at least and at most.",
        (Panel("M", "gap", tuple(curves), log_x=True, log_y=True),),
    )
