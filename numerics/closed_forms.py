"""The results on the linear transformer block as functions of a problem.

Each evaluates the closed form that its theorem states; nothing is typed in a second time. ``precision=50`` computes
with 50 digits. All raise ValueError, naming hypothesis and value, where a scalar hypothesis of the theorem fails.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from sympy import Basic, MatrixSymbol
from sympy.core.relational import Relational

from numerics.block_risk import EffectiveWeights, RawWeights
from numerics.problem import Problem
from numerics.tolerances import SPECTRAL_SLACK
from numerics.walk import evaluate
from theory.registry import theorem
from theory.statement import Theorem

__all__ = [
    "AttentionGapBounds",
    "FlowRates",
    "OneStepWeights",
    "attention_gap_bounds",
    "context_mismatch_excess",
    "flow_rates",
    "linear_attention_excess",
    "minimal_excess",
    "minimal_excess_by_eigenvalues",
    "one_step_gd_risk",
    "optimal_block",
    "optimal_weights",
    "zero_initialised_minimum",
]


class OneStepWeights(NamedTuple):
    """GD-(β, Γ): an initialisation (d, 1) and a matrix step size (d, d)."""

    beta: np.ndarray
    Gamma: np.ndarray


class AttentionGapBounds(NamedTuple):
    """What linear attention misses, at least and at most, above the minimal excess of GD-β.

    ``vanishing`` is the upper bound that tends to 0 with M; it needs Ψ ≻ 0 and β* ≠ 0. ``exact`` is known at Ψ = 0,
    β* ≠ 0. None where a theorem does not apply.
    """

    lower: Any
    upper: Any
    vanishing: Any
    exact: Any


class FlowRates(NamedTuple):
    """‖β(t)−β*‖² ≤ e^{−2qt}‖β(0)−β*‖² and d/dt ‖Γ−Γ*‖_F ≤ −p‖Γ−Γ*‖_F + C‖β−β*‖² along the gradient flow."""

    q: Any
    p: Any
    C: Any


def optimal_weights(problem: Problem, precision: int | None = None) -> OneStepWeights:
    """(β*, Γ*), the only optimum of GD-β. Raises ValueError at τ = 0, where every Γ is optimal."""
    statement = _of("optimal_one_step_gd", problem).unfold()
    return OneStepWeights(*(evaluate(at, problem, precision) for at in statement.at))


def minimal_excess(problem: Problem, precision: int | None = None) -> Any:
    """The minimal excess risk of GD-β and of blocks. Raises ValueError at τ = 0."""
    return evaluate(_of("optimal_one_step_gd", problem).unfold().value, problem, precision)


def minimal_excess_by_eigenvalues(problem: Problem, precision: int | None = None) -> Any:
    """The same number as a sum over the eigenvalues of H^½ΨH^½."""
    found = _of("minimal_excess_of_one_step_gd", problem)
    (by_eigenvalues,) = found.corollaries
    return evaluate(found.unfold(by_eigenvalues).rhs, problem, precision)


def one_step_gd_risk(problem: Problem, weights: OneStepWeights, precision: int | None = None) -> Any:
    """The excess risk of GD-(β, Γ)."""
    closed_form = _of("risk_of_one_step_gd", problem).unfold().rhs
    return evaluate(closed_form, {**problem.values(), **weights._asdict()}, precision)


def optimal_block(problem: Problem, precision: int | None = None) -> RawWeights:
    """Raw weights, of widths d_k = d and d_v = d_f = 1, of a block with the minimal excess."""
    values = {**problem.values(), **optimal_weights(problem, precision)._asdict()}
    statement = _of("one_step_gd_is_a_block", problem).unfold()
    parts = {s.name: evaluate(at, values, precision) for s, at in zip(statement.over, statement.at, strict=True)}
    return RawWeights(*(np.hstack([parts[f"{w}_x"], parts[f"{w}_y"]]) for w in RawWeights._fields))


def linear_attention_excess(problem: Problem, weights: EffectiveWeights, precision: int | None = None) -> Any:
    """The excess risk of linear attention at its effective weights; ``weights.u`` is not read."""
    closed_form = _of("risk_of_linear_attention", problem).unfold().rhs
    return evaluate(closed_form, {**problem.values(), **weights._asdict()}, precision)


def attention_gap_bounds(problem: Problem, precision: int | None = None) -> AttentionGapBounds:
    """The bounds on inf LSA − min GD-β. Raises ValueError at τ = 0."""

    def value(slug: str, closed_form: Basic) -> Any:
        _require(theorem(slug), problem)
        return evaluate(closed_form, problem, precision)

    definite, signal = _definite(problem), bool(np.any(problem.beta_star))
    return AttentionGapBounds(
        *(value(slug, _gap(slug)) for slug in ("attention_gap_lower_bound", "attention_gap_upper_bound")),
        vanishing=value(_VANISHING, _gap(_VANISHING)) if definite and signal else None,
        exact=value(_EXACT, theorem(_EXACT).unfold().value) if signal and not np.any(problem.Psi) else None,
    )


def zero_initialised_minimum(problem: Problem, precision: int | None = None) -> tuple[np.ndarray, Any]:
    """The optimal step Γ₀ of gradient descent from β = 0, and its excess risk."""
    statement = _of("risk_of_zero_initialised_gd", problem).unfold()
    return evaluate(statement.at[0], problem, precision), evaluate(statement.value, problem, precision)


def context_mismatch_excess(problem: Problem, M_test: int, precision: int | None = None) -> Any:
    """The excess risk of GD-(β*, Γ*), optimal for M examples, on prompts of M_test examples."""
    closed_form = _of("context_length_mismatch", problem).unfold().rhs
    return evaluate(closed_form, {**problem.values(), "M_test": M_test}, precision)


def flow_rates(problem: Problem, precision: int | None = None) -> FlowRates:
    """The rates and the constant of the envelopes of the gradient flow. Raises ValueError at τ = 0."""
    decay = _of("initialisation_error_decays", problem).unfold()
    flow = _of("gradient_flow_finds_optimal_gd", problem)
    p, C = (flow.unfolded(_notation(flow, name)) for name in "pC")
    return FlowRates(*(evaluate(e, problem, precision) for e in (-decay.bound / decay.quantity / 2, p, C)))


_VANISHING, _EXACT = "attention_gap_vanishes_with_context", "attention_gap_without_task_noise"


@cache
def _gap(slug: str) -> Basic:
    """A bound on the excess of linear attention less the minimal excess, which cancels where both are written alike."""
    statement = theorem(slug).unfold()
    bound = statement.claim.rhs if hasattr(statement, "claim") else statement.lhs
    # the theorem may speak of a symbol of the same name that is definite
    symbols = {s.name: s for s in bound.atoms(MatrixSymbol)}
    minimum = theorem("optimal_one_step_gd").unfold().value
    return bound - minimum.xreplace({s: symbols[s.name] for s in minimum.atoms(MatrixSymbol) if s.name in symbols})


def _notation(found: Theorem, name: str) -> Basic:
    return next(symbol for symbol, _ in found.notation if symbol.name == name)


def _definite(problem: Problem) -> bool:
    eigenvalues = np.linalg.eigvalsh(problem.Psi)
    return bool(eigenvalues[0] > SPECTRAL_SLACK * eigenvalues[-1])


def _of(slug: str, problem: Problem) -> Any:
    found = theorem(slug)
    _require(found, problem)
    return found


def _require(found: Theorem, values: Problem | Mapping[Any, Any]) -> None:
    """Raises ValueError where a scalar hypothesis of the theorem fails."""
    for assumption in found.assumptions:
        relation = found.unfolded(assumption.relation)
        if not isinstance(relation, Relational):
            continue
        left, right = evaluate(relation.lhs, values), evaluate(relation.rhs, values)
        if not relation.func(left, right):
            message = f"{found.slug} needs {relation} ({assumption.name}), but the left side is {left:g}: change that"
            raise ValueError(message)
