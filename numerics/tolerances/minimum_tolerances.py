"""When a descent has arrived, and what it may miss."""

__all__ = [
    "COARSE_DESCENT",
    "COMPARED_PROMPTS",
    "FINE_DESCENT",
    "FLAT",
    "HEADS_DESCENT",
    "HEADS_START",
    "INFIMUM_REACHED",
    "LARGE_DESCENT",
    "MINIMUM_FOUND",
    "ROUGH_MINIMUM",
    "STATIONARY",
]

MINIMUM_FOUND = 1e-9
"""Relative to the risk of predicting 0, what a numeric minimum may miss: Newton's method stops at gradients of 1e-10,
where the value is right to rounding (1e-13 is seen), and the bounds are further apart by orders of magnitude."""

ROUGH_MINIMUM = 1e-5
"""The same for a descent without Newton's method: 1e-6 is seen between starts at d = 50."""

INFIMUM_REACHED = 1e-8
"""Relative to the risk of predicting 0: a descent within this of the infimum is at it. The nearest other stationary
value is further off by orders of magnitude unless the signal is nearly of rank one."""

STATIONARY = 1e-6
"""Norm of the gradient, relative to the same risk, at which a point counts as stationary: Newton's method reaches 1e-9
or less, except where flat directions slow it down, and descents that were cut short are seen above 1e-3."""

FLAT = 1e-6
"""Eigenvalues of a Hessian that are smaller than this part of the largest count as 0: a gradient left over of 1e-6 and
weights of size 1 leave eigenvalues of that order."""

COMPARED_PROMPTS = 64
"""Prompts on which the predictions of two predictors are compared: they differ everywhere or hardly anywhere."""

COARSE_DESCENT = {"gtol": 1e-4, "maxiter": 2000}
"""Far enough for Newton's method to take over; each iteration costs microseconds, one of Newton's milliseconds."""

LARGE_DESCENT = {"gtol": 1e-6, "ftol": 1e-12, "maxiter": 2000}
"""Where Newton's method is left out, because a Hessian costs too much: ROUGH_MINIMUM is what this leaves."""

FINE_DESCENT = {"gtol": 1e-10, "maxiter": 300}
"""Of Newton's method, which doubles digits: the value is then right to rounding. An iteration costs a Hessian."""

HEADS_DESCENT = {"gtol": 1e-10, "ftol": 1e-15, "maxiter": 20_000, "maxcor": 40}
"""Of the weights of many heads, most of whose directions are flat: the value is then right to 1e-9 or so, which is what
restarts agree to. A step costs microseconds, a Hessian of d⁴n² numbers would not."""

HEADS_START = 0.5
"""Size of random starts, where weights of order 1 are optimal: near 0 is a saddle, far away the descent is long."""
