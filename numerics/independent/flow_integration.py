"""Gradient flow θ̇ = −∇f(θ) as a stiff ordinary differential equation, followed until the gradient vanishes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from numerics.tolerances.flow_tolerances import FLOW_ESCAPE, FLOW_HORIZON, FLOW_REST, FLOW_STEP

__all__ = ["FlowEnd", "gradient_flow"]

Vector = np.ndarray


@dataclass(frozen=True, eq=False)
class FlowEnd:
    """Where a flow was left: at rest (the gradient is below a threshold), or at the horizon."""

    point: Vector
    time: float
    gradient_norm: float
    evaluations: int
    at_rest: bool


def gradient_flow(
    gradient: Callable[[Vector], Vector],
    start: Vector,
    *,
    hessian: Callable[[Vector], np.ndarray] | None = None,
    horizon: float = FLOW_HORIZON,
    rest: float = FLOW_REST,
) -> FlowEnd:
    """Follow the flow from ``start`` until ‖∇f‖ ≤ rest·(1 + ‖θ‖) or time ``horizon``.

    LSODA, which turns implicit where rates differ much, as they do near an ill-conditioned minimum (L. Petzold, SIAM J.
    Scientific and Statistical Computing 4, 1983). Raises ValueError
    where the integrator gives up, as it does where the flow runs away.
    """
    # the import takes a third of a second, which commands that integrate nothing need not pay
    from scipy.integrate import LSODA

    begin = np.asarray(start, dtype=np.float64)
    size = float(np.linalg.norm(begin))
    solver = LSODA(
        lambda _, point: -gradient(point),
        0.0,
        begin,
        horizon,
        rtol=FLOW_STEP,
        atol=FLOW_STEP * max(size, FLOW_STEP),
        jac=None if hessian is None else (lambda _, point: -hessian(point)),
    )
    while True:
        point = np.array(solver.y)
        norm, length = float(np.linalg.norm(gradient(point))), float(np.linalg.norm(point))
        at_rest = norm <= rest * (1 + length)
        if at_rest or solver.status == "finished":
            return FlowEnd(point, float(solver.t), norm, int(solver.nfev), at_rest)
        if solver.status == "failed" or not length <= FLOW_ESCAPE * (1 + size):
            message = f"the flow could not be followed beyond time {solver.t:.6g}, where ‖θ‖ is {length:.1e}"
            raise ValueError(message)
        solver.step()
