"""What experiments are judged by, which is fixed beforehand and no part of a setting, and what they are kept as."""

__all__ = [
    "CONFIDENCE",
    "FITTED_POINTS",
    "FLAT_ENOUGH",
    "MOST_MISSED",
    "MOST_STUCK",
    "PLATEAU",
    "REACHED",
    "RESULTS_SCHEMA",
    "SAME_EXPONENT",
    "STUCK_GRADIENT",
]

CONFIDENCE = 0.95
"""Of every interval over seeds; one in twenty misses, which is why a criterion never rests on one seed."""

REACHED = 0.01
"""Of a level, how far from it a run may be that is said to have reached it: floors that are to be told apart lie more
than a tenth of them apart."""

PLATEAU = 0.1
"""The same where a run that is still on its way is said to lie on a plateau."""

STUCK_GRADIENT = 0.1
"""Of the risk of predicting 0, the norm of the exact gradient at which a run may be stuck: Adam with 64 prompts a step
leaves 0.02 to 0.05 at the local minima of ``where_training_stops``, and runs begin with more than 1."""

MOST_STUCK = 1 / 3
"""Of the runs of an arm, how many may be stuck before training is said to fail."""

FLAT_ENOUGH = 1e-6
"""Of a Hessian of size one, how far below 0 its least eigenvalue may be at a point that is said to be no saddle: flat
directions of the symmetries come out at 1e-10."""

FITTED_POINTS = 17
"""Of a closed form, over the range that an exponent is fitted to: eight a decade."""

SAME_EXPONENT = 0.05
"""How near two exponents are that are said to be the same: over two decades that is a factor of 1.26."""

MOST_MISSED = 0.25
"""Of the starts, the share that may still be trapped where none was seen to be: the end of an interval for 0 of 16 is
0.21."""

RESULTS_SCHEMA = 1
"""Of the results of an experiment as JSON. Raised by one whenever a key changes its name, place or meaning."""
