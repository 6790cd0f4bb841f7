"""Steps of gradient flows, and when one is at its end."""

__all__ = [
    "FLOW_ABSOLUTE",
    "FLOW_AGREEMENT",
    "FLOW_ARRIVED",
    "FLOW_ESCAPE",
    "FLOW_HORIZON",
    "FLOW_RELATIVE",
    "FLOW_REST",
    "FLOW_STEP",
]

FLOW_RELATIVE = 1e-7
"""Relative tolerance of a step of the gradient flow: a third of the digits is left for what steps add up to."""

FLOW_ABSOLUTE = 1e-12
"""Absolute tolerance of a step: well below the distance at which a flow counts as arrived."""

FLOW_ARRIVED = 1e-6
"""Distance from the limit, relative to the size of the start, at which a flow counts as arrived."""

FLOW_STEP = 1e-12
"""Relative error that one step of a flow may make: a thousand steps leave a digit to FLOW_AGREEMENT, and conserved
quantities, which no gradient pulls back, drift by no more."""

FLOW_REST = 1e-12
"""A flow is at rest where ‖∇f‖ ≤ FLOW_REST·(1 + ‖θ‖): what is left of the way is that over the smallest curvature."""

FLOW_HORIZON = 1e9
"""Time after which a flow is not followed further: the slowest rate at condition 1e4 needs some 1e6."""

FLOW_ESCAPE = 1e6
"""Growth beyond the start, in norm, at which a flow is said to run away: those of losses bounded below do not."""

FLOW_AGREEMENT = 1e-8
"""Relative distance to a limit that a flow must reach."""
