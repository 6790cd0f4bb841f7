"""Hypotheses that several theorems share, with the ways in which data may break them."""

from sympy import Gt, Trace

from theory.setting.symbols import H, Psi, sigma2
from theory.theorem_record import Assumption

__all__ = ["GAUSSIAN_INPUTS", "GAUSSIAN_NOISE", "GAUSSIAN_PROMPTS", "GAUSSIAN_TASKS", "POSITIVE_LABEL_VARIANCE"]

GAUSSIAN_INPUTS = Assumption(
    "Gaussian inputs",
    "the inputs x_1, …, x_M and the query x are i.i.d. N(0, H)",
    violations=(
        "heavy tails (Student t)",
        "bounded entries (Rademacher)",
        "skewed entries",
        "a mean that is not 0",
        "a mean that is not 0, with the same second moment",
    ),
)

GAUSSIAN_TASKS = Assumption(
    "Gaussian tasks",
    "w is N(beta_star, Psi), independent of the inputs",
    violations=("tasks that depend on the inputs", "a discrete set of tasks", "a skewed law of tasks"),
)

GAUSSIAN_NOISE = Assumption(
    "independent noise",
    "the label noise is i.i.d. N(0, sigma2), independent of inputs and task",
    violations=("correlated noise", "a variance that depends on the input", "skewed noise"),
)

GAUSSIAN_PROMPTS = (GAUSSIAN_INPUTS, GAUSSIAN_TASKS, GAUSSIAN_NOISE)

POSITIVE_LABEL_VARIANCE = Assumption("labels vary", Gt(Trace(H * Psi) + sigma2, 0))
"""τ = tr(HΨ) + σ² > 0: the label is not a fixed function of the input."""
