"""Gradient flow θ̇ = −∇f(θ) as a stiff ordinary differential equation, followed until the gradient vanishes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from numerics.tolerances import FLOW_HORIZON, FLOW_REST, FLOW_STEP

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

    LSODA, which turns implicit where rates differ much, as they do near an ill-conditioned minimum. Raises ValueError
    where the integrator gives up, as it does where the flow runs away.
    """
    # the import takes a third of a second, which commands that integrate nothing need not pay
    from scipy.integrate import solve_ivp

    def moving(_: float, point: Vector) -> Any:
        return np.linalg.norm(gradient(point)) - rest * (1 + np.linalg.norm(point))

    moving.terminal = True  # type: ignore[attr-defined]
    begin = np.asarray(start, dtype=np.float64)
    if moving(0.0, begin) <= 0:
        return FlowEnd(begin, 0.0, float(np.linalg.norm(gradient(begin))), 1, True)
    solution = solve_ivp(
        lambda _, point: -gradient(point),
        (0.0, horizon),
        begin,
        method="LSODA",
        events=moving,
        rtol=FLOW_STEP,
        atol=FLOW_STEP * max(float(np.linalg.norm(begin)), FLOW_STEP),
        jac=None if hessian is None else (lambda _, point: -hessian(point)),
    )
    if not solution.success:
        message = f"the flow could not be followed beyond time {solution.t[-1]:.3g}: {solution.message}"
        raise ValueError(message)
    end = solution.y[:, -1]
    norm = float(np.linalg.norm(gradient(end)))
    return FlowEnd(end, float(solution.t[-1]), norm, int(solution.nfev), bool(solution.status == 1))
