"""Descent to a stationary point: BFGS, then Newton steps by conjugate gradients in a trust region, which leave saddles.

Conjugate gradients take no harm from the singular Hessians that symmetries of weights cause, and follow negative
curvature to the edge of the region.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from numerics.tolerances.float_tolerances import COMPLEX_STEP
from numerics.tolerances.minimum_tolerances import COARSE_DESCENT, FINE_DESCENT, LARGE_DESCENT
from numerics.values.number_types import Number

__all__ = ["Objective", "Stop", "descend", "hessian", "stop_at"]

Objective = Callable[[np.ndarray], tuple[Number, np.ndarray]]
"""x (…, n), real or complex, to the value (…) and the gradient (…, n), both analytic: complex steps differentiate."""


class Stop(NamedTuple):
    """Where a descent ended: x (n,), value, norm of the gradient, eigenvalues (n,) of the Hessian, ascending."""

    x: np.ndarray
    value: float
    gradient_norm: float
    curvatures: np.ndarray


def descend(objective: Objective, start: np.ndarray, *, newton: bool = True) -> Stop:
    """The stationary point that descent from ``start`` (n,) arrives at, or where it gives up.

    Without ``newton`` it is L-BFGS alone, for many variables, and the curvatures are not computed (0,).
    """

    def at(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = objective(x)
        return float(value), gradient

    if not newton:
        found = minimize(at, start, jac=True, method="L-BFGS-B", options=LARGE_DESCENT)
        return Stop(found.x, float(found.fun), float(np.linalg.norm(found.jac)), np.empty(0))
    # a step of the line search may overflow, and is then shortened
    with np.errstate(over="ignore", invalid="ignore"):
        near = minimize(at, start, jac=True, method="BFGS", options=COARSE_DESCENT).x
        found = minimize(
            at, near, jac=True, hess=lambda x: hessian(objective, x), method="trust-ncg", options=FINE_DESCENT
        ).x
    return stop_at(objective, found)


def stop_at(objective: Objective, x: np.ndarray) -> Stop:
    """What a descent that ended at x would report."""
    value, gradient = objective(x)
    return Stop(x, float(value), float(np.linalg.norm(gradient)), np.linalg.eigvalsh(hessian(objective, x)))


def hessian(objective: Objective, x: np.ndarray) -> np.ndarray:
    """The Hessian (n, n) at x (n,), to rounding: by steps along the imaginary axis nothing cancels.

    Im ∇f(x + ihe)/h = ∂_e∇f(x) + O(h²) for an analytic f that is real on the real axis. Source: W. Squire and G. Trapp,
    SIAM Review 40 (1998).
    """
    _, gradients = objective(x + 1j * COMPLEX_STEP * np.eye(len(x)))
    columns = gradients.imag / COMPLEX_STEP
    return (columns + columns.T) / 2
