"""What linear attention misses beside gradient descent with a learned start, against the number of examples."""

from dataclasses import replace

import numpy as np

from numerics import Problem
from numerics.searches.attention_minimum import minimise_linear_attention
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.presentation.figure_sizes import GAP_LENGTHS, GAP_STARTS

__all__ = ["ABOUT", "draw"]

ABOUT = ("attention_gap_lower_bound", "attention_gap_upper_bound", "attention_gap_vanishes_with_context")


def draw(problem: Problem, seed: int) -> Illustration:
    """The gap found numerically, between its bounds."""
    seeds = np.random.SeedSequence(seed).spawn(len(GAP_LENGTHS))
    found = [
        minimise_linear_attention(replace(problem, M=M), GAP_STARTS, s) for M, s in zip(GAP_LENGTHS, seeds, strict=True)
    ]
    curves = [
        Curve("gap, found numerically", GAP_LENGTHS, [f.gap for f in found], Look.POINTS, 1),
        Curve("lower bound", GAP_LENGTHS, [float(f.bounds.lower) for f in found], Look.LINE, 2),
        Curve("upper bound", GAP_LENGTHS, [float(f.bounds.upper) for f in found], Look.LINE, 3),
    ]
    if all(f.bounds.vanishing is not None for f in found):
        vanishing = [float(f.bounds.vanishing) for f in found]
        curves.append(Curve("upper bound that vanishes", GAP_LENGTHS, vanishing, Look.DASHED, 4))
    return Illustration(
        "attention-gap",
        "The gap of linear attention.",
        f"The least excess risk of linear attention less that of one step of gradient descent: the best of "
        f"{GAP_STARTS} descents on the exact risk, and what theorems say that it is at least and at most.",
        (Panel("M", "gap", tuple(curves), log_x=True, log_y=True),),
    )
