"""The results on the linear transformer block as functions of a problem.

Each evaluates the closed form that its theorem states; nothing is typed in a second time. ``precision=50`` computes
with 50 digits. All raise ValueError, naming hypothesis and value, where a scalar hypothesis of the theorem fails.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from sympy import Basic, MatrixSymbol
from sympy.core.relational import Relational

from numerics.block_weights import EffectiveWeights, RawWeights
from numerics.independent.walk import evaluate
from numerics.problem import Problem
from numerics.tolerances import SPECTRAL_SLACK
from theory.registry import theorem
from theory.statement import Minimum, Theorem, Witness

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
    statement = _of("optimal_one_step_gd", problem)
    return OneStepWeights(*(evaluate(at, problem, precision) for at in statement.at))


def minimal_excess(problem: Problem, precision: int | None = None) -> Any:
    """The minimal excess risk of GD-β and of blocks. Raises ValueError at τ = 0."""
    return evaluate(_of("optimal_one_step_gd", problem).value, problem, precision)


def minimal_excess_by_eigenvalues(problem: Problem, precision: int | None = None) -> Any:
    """The same number as a sum over the eigenvalues of H^½ΨH^½."""
    found = theorem("minimal_excess_of_one_step_gd")
    _require(found, problem)
    (by_eigenvalues,) = (part.unfold() for part in found.parts)
    return evaluate(by_eigenvalues.expressions()[1], problem, precision)


def one_step_gd_risk(problem: Problem, weights: OneStepWeights, precision: int | None = None) -> Any:
    """The excess risk of GD-(β, Γ)."""
    closed_form = _of("risk_of_one_step_gd", problem).rhs
    return evaluate(closed_form, {**problem.values(), **weights._asdict()}, precision)


def optimal_block(problem: Problem, precision: int | None = None) -> RawWeights:
    """Raw weights, of widths d_k = d and d_v = d_f = 1, of a block with the minimal excess."""
    values = {**problem.values(), **optimal_weights(problem, precision)._asdict()}
    statement = _of("one_step_gd_is_a_block", problem)
    parts = {s.name: evaluate(at, values, precision) for s, at in zip(statement.over, statement.at, strict=True)}
    return RawWeights(*(np.hstack([parts[f"{w}_x"], parts[f"{w}_y"]]) for w in RawWeights._fields))


def linear_attention_excess(problem: Problem, weights: EffectiveWeights, precision: int | None = None) -> Any:
    """The excess risk of linear attention at its effective weights; ``weights.u`` is not read."""
    closed_form = _of("risk_of_linear_attention", problem).rhs
    return evaluate(closed_form, {**problem.values(), **weights._asdict()}, precision)


def attention_gap_bounds(problem: Problem, precision: int | None = None) -> AttentionGapBounds:
    """The bounds on inf LSA − min GD-β. Raises ValueError at τ = 0."""
    signal = bool(np.any(problem.beta_star))
    applies = {"vanishing": signal and _definite(problem), "exact": signal and not np.any(problem.Psi)}
    found: dict[str, Any] = {}
    for name, slug in _GAP_BOUNDS.items():
        if applies.get(name, True):
            _require(theorem(slug), problem)
            found[name] = evaluate(_gap(slug), problem, precision)
    return AttentionGapBounds(**{"vanishing": None, "exact": None, **found})


def zero_initialised_minimum(problem: Problem, precision: int | None = None) -> tuple[np.ndarray, Any]:
    """The optimal step Γ₀ of gradient descent from β = 0, and its excess risk."""
    statement = _of("risk_of_zero_initialised_gd", problem)
    return evaluate(statement.at[0], problem, precision), evaluate(statement.value, problem, precision)


def context_mismatch_excess(problem: Problem, M_test: int, precision: int | None = None) -> Any:
    """The excess risk of GD-(β*, Γ*), optimal for M examples, on prompts of M_test examples."""
    closed_form = _of("context_length_mismatch", problem).rhs
    return evaluate(closed_form, {**problem.values(), "M_test": M_test}, precision)


def flow_rates(problem: Problem, precision: int | None = None) -> FlowRates:
    """The rates and the constant of the envelopes of the gradient flow. Raises ValueError at τ = 0."""
    decay = _of("initialisation_error_decays", problem)
    flow = theorem("gradient_flow_finds_optimal_gd")
    _require(flow, problem)
    p, C = (flow.unfolded(_notation(flow, name)) for name in "pC")
    return FlowRates(*(evaluate(e, problem, precision) for e in (-decay.bound / decay.quantity / 2, p, C)))


_GAP_BOUNDS = {
    "lower": "attention_gap_lower_bound",
    "upper": "attention_gap_upper_bound",
    "vanishing": "attention_gap_vanishes_with_context",
    "exact": "attention_gap_without_task_noise",
}


@cache
def _gap(slug: str) -> Any:
    """A bound on the excess of linear attention less the minimal excess, which cancels where both are written alike."""
    statement: Any = theorem(slug).unfold()
    match statement:
        case Minimum():
            # without task noise the minimal excess is 0
            return statement.value
        case Witness():
            bound = statement.claim.rhs
        case _:
            bound = statement.lhs
    # the theorem may speak of a symbol of the same name that is definite
    symbols = {s.name: s for s in bound.atoms(MatrixSymbol)}
    minimum = _unfolded("optimal_one_step_gd").value
    return bound - minimum.xreplace({s: symbols[s.name] for s in minimum.atoms(MatrixSymbol) if s.name in symbols})


@cache
def _unfolded(slug: str) -> Any:
    """The statement of a theorem with its abbreviations written out, which costs as much as evaluating it once."""
    return theorem(slug).unfold()


def _notation(found: Theorem, name: str) -> Basic:
    return next(symbol for symbol, _ in found.notation if symbol.name == name)


def _definite(problem: Problem) -> bool:
    eigenvalues = np.linalg.eigvalsh(problem.Psi)
    return bool(eigenvalues[0] > SPECTRAL_SLACK * eigenvalues[-1])


def _of(slug: str, problem: Problem) -> Any:
    """The statement of a theorem, abbreviations written out; ValueError where it does not apply."""
    _require(theorem(slug), problem)
    return _unfolded(slug)


def _require(found: Theorem, problem: Problem) -> None:
    """Raises ValueError where a scalar hypothesis of the theorem fails."""
    for assumption in found.assumptions:
        relation = found.unfolded(assumption.relation)
        if not isinstance(relation, Relational):
            continue
        left, right = evaluate(relation.lhs, problem), evaluate(relation.rhs, problem)
        if not relation.func(left, right):
            message = f"{found.slug} needs {relation} ({assumption.name}), but the left side is {left:g}: change that"
            raise ValueError(message)
