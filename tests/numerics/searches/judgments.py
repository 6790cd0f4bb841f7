"""What is asked of the points and paths that searches find."""

import numpy as np

from numerics.tolerances.flow_tolerances import FLOW_ABSOLUTE, FLOW_ARRIVED, FLOW_RELATIVE
from numerics.tolerances.minimum_tolerances import MINIMUM_FOUND

SLACK = 1e-5
"""What a flow may exceed an envelope by, relatively, and its risk the risk of the step before: some thousand steps of
relative error 1e-8 each. A wrong rate shows as a factor that grows with time."""

SAME_PREDICTION = 1e-3
"""Root mean square difference of two predictors, relative to the labels: the mean square difference of a block from the
optimum is its gap exactly, so 1e-8 of the risk is 1e-4 here; the rest is for 64 heavy-tailed samples."""


def within_envelopes(path):
    """Whether both distances are below their envelopes at every accepted step."""
    slack = SLACK * path.envelopes + SLACK * FLOW_RELATIVE * path.scale
    return bool(np.all(path.distances <= path.envelopes + slack))


def tightness(path):
    """The largest ratio of each distance to its envelope once that is half of what it was at its largest (2,)."""
    late = path.envelopes < path.envelopes.max(axis=1, keepdims=True) / 2
    late &= path.distances > SLACK * path.scale
    return np.where(late, path.distances / np.maximum(path.envelopes, FLOW_ABSOLUTE), 0).max(axis=1)


def is_monotone(path):
    """Whether the risk never rises from one accepted step to the next."""
    before, after = path.suboptimality[:-1], path.suboptimality[1:]
    return bool(np.all(after <= before * (1 + SLACK) + FLOW_ABSOLUTE * path.scale**2))


def arrives(path):
    """Whether the end is at (β*, Γ*)."""
    return bool(path.distances[:, -1].max() <= FLOW_ARRIVED * path.scale)


def undercut(found):
    """Whether a descent of a block went below the infimum by more than rounding."""
    return min(run.gap for run in found.runs) < -MINIMUM_FOUND * found.scale


def minima_predict_alike(found):
    """Whether every descent of a block that reached the infimum predicts like GD-(β*, Γ*)."""
    return all(r.disagreement <= SAME_PREDICTION for r in found.runs if r.disagreement is not None)


def within_bounds(found):
    """Whether the gap of linear attention lies between its bounds, and has its exact value where that is known."""
    slack = MINIMUM_FOUND * found.scale
    between = found.bounds.lower - slack <= found.gap <= found.upper + slack
    return bool(between and (found.bounds.exact is None or abs(found.gap - found.bounds.exact) <= slack))


def ratios(found):
    """The gap as a multiple of each bound that applies and is not 0."""
    known = {name: float(b) for name, b in found.bounds._asdict().items() if b is not None}
    return {name: found.gap / bound for name, bound in known.items() if bound}


def is_local_minimum(step):
    """Whether no small change of the weights lowers the excess at a rank-one step."""
    return step.leading and step.crossing < 0
