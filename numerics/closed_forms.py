"""The results on the linear transformer block as functions of a problem.

``precision=50`` evaluates the closed form that a theorem states, with so many digits more that 50 are right. Without
it the same value comes from a sum of positive terms (``excess_terms``, ``excess_at_weights``, ``attention_gap``): as
traces these values are differences of numbers M times as large. It is computed in float64 where that is accurate
enough, else with many digits (some seconds at d = 64, once for an H and Psi; see ``signal_spectrum``).

Errors are at most 1e-9, relative to the value, for matrices relative to the Frobenius norm; 1e-4 where d > 100. H, Psi,
β* and σ² are taken to be exactly the float64 numbers that they are, and what rounding left of Psi below 0 as 0.

All raise ValueError, naming hypothesis and value, where a scalar hypothesis of the theorem fails, and where float64 is
too coarse and d > 100, where many digits would take minutes.
"""

from functools import cache
from typing import NamedTuple

import mpmath
import numpy as np
from sympy import Basic, MatrixSymbol
from sympy.core.relational import Relational

from numerics.evaluation.walk import evaluate
from numerics.tolerances.digits_carried import CANCELLED_DIGITS
from numerics.tolerances.float_tolerances import DEFINITE
from numerics.values.block_weights import EffectiveWeights, RawWeights
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from numerics.with_engine.attention_gap import GAPS
from numerics.with_engine.excess_at_weights import attention_excess, step_excess
from numerics.with_engine.excess_terms import mismatched, optimal_step, share_of_minimum
from numerics.with_engine.many_digits import semidefinite_part
from numerics.with_engine.signal_spectrum import Signal, require_accuracy, rounding, signal_of
from theory.algebra.vocabulary.sympy_types import Expression
from theory.registry import theorem
from theory.statements import Minimum, Witness
from theory.theorem_record import Theorem

__all__ = [
    "AttentionGapBounds",
    "FlowRates",
    "OneStepWeights",
    "attention_gap_bounds",
    "context_mismatch_excess",
    "flow_rates",
    "linear_attention_excess",
    "many_heads_gap",
    "minimal_excess",
    "minimal_excess_by_eigenvalues",
    "one_step_gd_risk",
    "optimal_block",
    "optimal_weights",
    "zero_initialised_minimum",
]


class OneStepWeights(NamedTuple):
    """GD-(β, Γ): an initialisation (d, 1) and a matrix step size (d, d).

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> import numpy as np
    >>> weights = closed_forms.OneStepWeights(np.zeros((2, 1)), np.eye(2))
    >>> bool(closed_forms.one_step_gd_risk(p, weights) > closed_forms.minimal_excess(p))
    True
    """

    beta: np.ndarray
    Gamma: np.ndarray


class AttentionGapBounds(NamedTuple):
    """What linear attention misses, at least and at most, above the minimal excess of GD-β.

    ``vanishing`` is the upper bound that tends to 0 with M; it needs Ψ ≻ 0 and β* ≠ 0. ``exact`` is known at Ψ = 0,
    β* ≠ 0. None where a theorem does not apply.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> bounds = closed_forms.attention_gap_bounds(p)
    >>> print(bounds.exact)
    None
    """

    lower: Number
    upper: Number
    vanishing: Number
    exact: Number


class FlowRates(NamedTuple):
    """‖β(t)−β*‖² ≤ e^{−2qt}‖β(0)−β*‖² and d/dt ‖Γ−Γ*‖_F ≤ −p‖Γ−Γ*‖_F + C‖β−β*‖² along the gradient flow.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> round(float(closed_forms.flow_rates(p).q), 6)
    0.181818
    """

    q: Number
    p: Number
    C: Number


def optimal_weights(problem: Problem, precision: int | None = None) -> OneStepWeights:
    """(β*, Γ*), the only optimum of GD-β. Raises ValueError at τ = 0, where every Γ is optimal.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> closed_forms.optimal_weights(p).beta.ravel().tolist()
    [1.0, 0.0]
    """
    statement = _of("optimal_one_step_gd", problem)
    if precision is not None:
        return OneStepWeights(*(_to_digits(at, problem, precision) for at in statement.at))
    sigma2, M = problem.sigma2, problem.M
    Gamma = signal_of(problem).matrix(lambda mu: optimal_step(mu, sigma2, M), "Gamma_star")
    return OneStepWeights(np.array(problem.beta_star), Gamma)


def minimal_excess(problem: Problem, precision: int | None = None) -> Number:
    """The minimal excess risk of GD-β and of blocks. Raises ValueError at τ = 0.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> round(float(closed_forms.minimal_excess(p)), 6)
    0.46087
    """
    value = _of("optimal_one_step_gd", problem).value
    if precision is not None:
        return _to_digits(value, problem, precision)
    sigma2, M = problem.sigma2, problem.M
    return signal_of(problem).total(lambda mu: share_of_minimum(mu, sigma2, M), "the minimal excess")


def minimal_excess_by_eigenvalues(problem: Problem, precision: int | None = None) -> Number:
    """The same number as a sum over the eigenvalues of H^½ΨH^½: in float64 ``minimal_excess`` is that sum itself.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> round(float(closed_forms.minimal_excess_by_eigenvalues(p)), 6)
    0.46087
    """
    found = theorem("minimal_excess_of_one_step_gd")
    _require(found, problem)
    if precision is None:
        return minimal_excess(problem)
    (by_eigenvalues,) = (part.unfold() for part in found.parts)
    return _to_digits(by_eigenvalues.expressions()[1], problem, precision)


def one_step_gd_risk(problem: Problem, weights: OneStepWeights, precision: int | None = None) -> Number:
    """The excess risk of GD-(β, Γ).

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> round(float(closed_forms.one_step_gd_risk(p, closed_forms.optimal_weights(p))), 6)
    0.46087
    """
    closed_form = _of("risk_of_one_step_gd", problem).rhs
    beta, Gamma = np.reshape(weights.beta, (-1, 1)), np.asarray(weights.Gamma)
    if precision is None and _all_floats(beta, Gamma):
        value, error = step_excess(problem, beta, Gamma)
        if require_accuracy(error, value, problem.d, "the excess at these weights"):
            return value
    return _to_digits(closed_form, problem, precision, beta=beta, Gamma=Gamma)


def optimal_block(problem: Problem, precision: int | None = None) -> RawWeights:
    """Raw weights, of widths d_k = d and d_v = d_f = 1, of a block with the minimal excess.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> closed_forms.optimal_block(p).W_K.shape
    (2, 3)
    """
    values = {**problem.values(), **optimal_weights(problem, precision)._asdict()}
    statement = _of("one_step_gd_is_a_block", problem)
    parts = {s.name: evaluate(at, values, precision) for s, at in zip(statement.over, statement.at, strict=True)}
    return RawWeights(*(np.hstack([parts[f"{w}_x"], parts[f"{w}_y"]]) for w in RawWeights._fields))


def linear_attention_excess(problem: Problem, weights: EffectiveWeights, precision: int | None = None) -> Number:
    """The excess risk of linear attention at its effective weights; ``weights.u`` is not read.

    Weights of 0 predict 0, whose excess is tr(HΨ) + ‖β*‖²_H.

    >>> import numpy as np
    >>> from numerics.values.block_weights import EffectiveWeights
    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> zero = EffectiveWeights(*(np.zeros(shape) for shape in ((2, 1), (2, 2), (2, 1), (2, 1), ())))
    >>> round(float(closed_forms.linear_attention_excess(p, zero)), 9)
    5.0
    """
    closed_form = _of("risk_of_linear_attention", problem).rhs
    if precision is None and _all_floats(*weights[1:]):
        value, error = attention_excess(problem, weights)
        if require_accuracy(error, value, problem.d, "the excess at these weights"):
            return value
    return _to_digits(closed_form, problem, precision, **weights._asdict())


def attention_gap_bounds(problem: Problem, precision: int | None = None) -> AttentionGapBounds:
    """The bounds on inf LSA − min GD-β. Raises ValueError at τ = 0.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> bounds = closed_forms.attention_gap_bounds(p)
    >>> bool(0 < bounds.lower < bounds.upper)
    True
    """
    signal = bool(np.any(problem.beta_star))
    applies = {"vanishing": signal and _definite(problem), "exact": signal and not np.any(problem.Psi)}
    names = [name for name in _GAP_BOUNDS if applies.get(name, True)]
    for name in names:
        _require(theorem(_GAP_BOUNDS[name]), problem)
    if precision is not None:
        found = {name: _to_digits(_gap(_GAP_BOUNDS[name]), problem, precision) for name in names}
    else:
        found = {name: gap(problem) for name, gap in GAPS.items() if name in names}
    return AttentionGapBounds(**{"vanishing": None, "exact": None, **found})


def many_heads_gap(problem: Problem, precision: int | None = None) -> Number:
    """What any number of heads of linear attention lacks, and d + 1 heads attain: a multiple of ‖β*‖²_H.

    The least excess of d + 1 heads less that of GD-β; fewer heads lack at least as much. 0 at β* = 0. Raises ValueError
    at τ = 0.

    >>> problem = Problem(H=[[1, 0], [0, 1]], Psi=[[0, 0], [0, 0]], beta_star=[1, 0], sigma2=1, M=6)
    >>> float(many_heads_gap(problem))
    0.1
    """
    if not problem.beta_star.any():
        _require(theorem("optimal_one_step_gd"), problem)
        return 0.0
    _require(theorem("gap_of_many_heads"), problem)
    gap = _gap("gap_of_many_heads")
    return evaluate(gap, problem) if precision is None else _to_digits(gap, problem, precision)


def zero_initialised_minimum(problem: Problem, precision: int | None = None) -> tuple[np.ndarray, Number]:
    """The optimal step Γ₀ of gradient descent from β = 0, and its excess risk.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> Gamma, excess = closed_forms.zero_initialised_minimum(p)
    >>> Gamma.shape, bool(excess > closed_forms.minimal_excess(p))
    ((2, 2), True)
    """
    statement = _of("risk_of_zero_initialised_gd", problem)
    if precision is not None:
        return tuple(_to_digits(e, problem, precision) for e in (statement.at[0], statement.value))
    sigma2, M = problem.sigma2, problem.M
    # it depends on Ψ and β* through Ψ + β*β*ᵀ alone, as the optimum depends on Ψ
    signal = Signal(problem.H, problem.Psi, problem.beta_star)
    Gamma = signal.matrix(lambda mu: optimal_step(mu, sigma2, M), "Gamma_0")
    return Gamma, signal.total(lambda mu: share_of_minimum(mu, sigma2, M), "the excess of GD from zero")


def context_mismatch_excess(problem: Problem, M_test: int, precision: int | None = None) -> Number:
    """The excess risk of GD-(β*, Γ*), optimal for M examples, on prompts of M_test examples.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> round(float(closed_forms.context_mismatch_excess(p, 20) / closed_forms.minimal_excess(p)), 9)
    1.0
    """
    closed_form = _of("context_length_mismatch", problem).rhs
    if M_test != M_test // 1 or M_test < 1:
        message = f"M_test is {M_test!r}: give a whole number of at least 1"
        raise ValueError(message)
    if precision is not None:
        return _to_digits(closed_form, problem, precision, M_test=M_test)
    sigma2, M = problem.sigma2, problem.M
    return signal_of(problem).total(lambda mu: mismatched(mu, sigma2, M, M_test), "the excess at another length")


def flow_rates(problem: Problem, precision: int | None = None) -> FlowRates:
    """The rates and the constant of the envelopes of the gradient flow. Raises ValueError at τ = 0.

    >>> from theorycheck import Problem, closed_forms
    >>> p = Problem(H=[[2, 0], [0, 1]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20)
    >>> rates = closed_forms.flow_rates(p)
    >>> bool(min(rates.q, rates.p, rates.C) > 0)
    True
    """
    decay = _of("initialisation_error_decays", problem)
    flow = theorem("gradient_flow_finds_optimal_gd")
    _require(flow, problem)
    q, p, C = -decay.bound / decay.quantity / 2, _notation(flow, "p"), _notation(flow, "C")
    if precision is None and _rates_are_accurate(problem):
        # Omega is HΓ*, whose inverse float64 would lose at a singular Psi and a long context
        values = {**problem.values(), "Omega": problem.H @ optimal_weights(problem).Gamma}
        return FlowRates(*(evaluate(e, values) for e in (q, flow.unfolded(p), dict(flow.notation)[C])))
    return FlowRates(*(_to_digits(e, problem, precision) for e in (q, flow.unfolded(p), flow.unfolded(C))))


def _rates_are_accurate(problem: Problem) -> bool:
    """Whether float64 gives the smallest eigenvalues of H and of (1+1/M) HΨH + (τ/M) H, and the norm of HΓ*."""
    H, M, unit, signal = problem.H, problem.M, rounding(problem.d), signal_of(problem)
    largest, smallest, of_Psi = signal.norms
    level = (signal.rough.sum() + problem.sigma2) / M
    least = np.linalg.eigvalsh((M + 1) / M * H @ problem.Psi @ H + level * H)[0]
    size = (M + 1) / M * largest**2 * of_Psi + level * largest
    error = unit * (largest / smallest + (size / least if least > 0 else np.inf))
    return require_accuracy(float(error), 1.0, problem.d, "a rate of the flow")


_GAP_BOUNDS = {
    "lower": "attention_gap_lower_bound",
    "upper": "attention_gap_upper_bound",
    "vanishing": "attention_gap_vanishes_with_context",
    "exact": "attention_gap_without_task_noise",
}


@cache
def _gap(slug: str) -> Expression:
    """A bound on the excess of linear attention less the minimal excess, which cancels where both are written alike."""
    statement: Expression = theorem(slug).unfold()
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
def _unfolded(slug: str) -> Expression:
    """The statement of a theorem with its abbreviations written out, which costs as much as evaluating it once."""
    return theorem(slug).unfold()


def _all_floats(*weights: Number) -> bool:
    return all(np.asarray(w).dtype.kind in "fiu" for w in weights)


def _to_digits(closed_form: Expression, problem: Problem, precision: int | None, **others: Number) -> Number:
    """The closed form as its theorem states it: to so many digits, or to all of a float where that is None.

    Computed with ``CANCELLED_DIGITS`` more, which is what may cancel, and with the part of Psi that is ⪰ 0.
    """
    wanted = 20 if precision is None else precision
    values = {**problem.values(), "Psi": semidefinite_part(problem.H, problem.Psi), **others}
    value = np.asarray(evaluate(closed_form, values, wanted + CANCELLED_DIGITS), dtype=object)
    with mpmath.workdps(20 if precision is None else precision):
        # of a single number NumPy makes the number itself
        rounded = +value
    if precision is not None:
        return rounded
    return rounded.astype(np.float64) if value.ndim else float(rounded)


def _notation(found: Theorem, name: str) -> Basic:
    return next(symbol for symbol, _ in found.notation if symbol.name == name)


def _definite(problem: Problem) -> bool:
    eigenvalues = np.linalg.eigvalsh(problem.Psi)
    return bool(eigenvalues[0] > DEFINITE * eigenvalues[-1])


def _of(slug: str, problem: Problem) -> Expression:
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
