"""Trajectories of the gradient flow below the envelopes that are proved for them."""

import numpy as np

from numerics import Problem
from numerics.searches.gradient_flow import FlowPath, integrate_flow, random_start
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.presentation.figure_sizes import CURVE_POINTS, FLOW_STARTS, RESOLVED

__all__ = ["ABOUT", "draw"]

ABOUT = ("gradient_flow_finds_optimal_gd", "initialisation_error_decays")

LABELS = ("‖β(t) − β*‖", "‖Γ(t) − Γ*‖")


def draw(problem: Problem, seed: int) -> Illustration:
    """Both distances to the optimum, from three random starts, and their envelopes."""
    rng = np.random.default_rng(seed)
    paths = [integrate_flow(problem, random_start(problem, scale, rng)) for scale in FLOW_STARTS]
    panels = tuple(_panel(label, row, paths) for row, label in enumerate(LABELS))
    return Illustration(
        "gradient-flow",
        "Gradient flow and its envelopes.",
        "Distance to the optimum along the gradient flow of the exact risk, integrated from three random starts with "
        f"entries of standard deviation {', '.join(f'{s:g}' for s in FLOW_STARTS)}. Dashed: the envelope that is "
        "proved for that start.",
        panels,
    )


def _panel(label: str, row: int, paths: list[FlowPath]) -> Panel:
    curves: list[Curve] = []
    for colour, path in enumerate(paths, start=1):
        kept = _kept(path, row)
        times = path.times[kept].tolist()
        curves.append(Curve(f"start {colour}", times, path.distances[row][kept].tolist(), Look.LINE, colour))
        curves.append(Curve(f"envelope {colour}", times, path.envelopes[row][kept].tolist(), Look.DASHED, colour))
    return Panel("t", label, tuple(curves), log_y=True)


def _kept(path: FlowPath, row: int) -> np.ndarray:
    """Indices of at most so many times, evenly spaced, while the distance is resolved."""
    distance = path.distances[row]
    resolved = np.flatnonzero(distance > RESOLVED * distance[0])
    times = np.linspace(0, path.times[resolved[-1]], CURVE_POINTS)
    return np.unique(np.searchsorted(path.times, times).clip(max=len(path.times) - 1))
