"""Plausible wrong versions of every registered theorem: what a tired author might have written."""

from dataclasses import dataclass, replace
from typing import Any

from sympy import Identity, Inverse, Lambda, Trace, ZeroMatrix

from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block import attention_gap_lower_bound as gap
from theory.papers.linear_transformer_block import block_prediction as block
from theory.papers.linear_transformer_block import block_risk_splits_by_parity as split
from theory.papers.linear_transformer_block import minimal_excess_of_one_step_gd as excess
from theory.papers.linear_transformer_block import one_step_gd_is_a_block as witness
from theory.papers.linear_transformer_block import optimal_one_step_gd as optimum
from theory.papers.linear_transformer_block import risk_of_linear_attention as attention
from theory.papers.linear_transformer_block import risk_of_one_step_gd as risk
from theory.papers.linear_transformer_block import risk_of_zero_initialised_gd as zero
from theory.papers.linear_transformer_block import second_moment_of_sample_covariance as second
from theory.setting import (
    Gamma,
    H,
    M,
    Psi,
    beta_star,
    d,
    data,
    excess_of_coefficient,
    icl_risk,
    one_step_gd_excess,
    one_step_gd_prediction,
    query_coefficient,
    query_weights,
    sigma2,
)
from theory.theorem_record import Theorem

__all__ = ["EQUALITY", "MUTATIONS", "Mutation"]


EQUALITY = frozenset({"derivation", "exact_points"})


@dataclass(frozen=True)
class Mutation:
    """A wrong theorem, and the kinds of evidence that must refute it by themselves, whatever the others find."""

    name: str
    theorem: Theorem
    refuted_by: frozenset[str] = EQUALITY

    def __str__(self) -> str:
        return f"{self.theorem.slug}-{self.name}"


def swapped(expression: Any, old: Any, new: Any) -> Any:
    """The expression with a part replaced; the part must be there."""
    changed = expression.xreplace({old: new})
    assert changed != expression, f"{old} does not occur in {expression}"
    return changed


def with_statement(theorem: Theorem, **fields: Any) -> Theorem:
    assert all(getattr(theorem.statement, name) != value for name, value in fields.items())
    return replace(theorem, statement=replace(theorem.statement, **fields))


def with_right_side(theorem: Theorem, rhs: Any) -> Theorem:
    return with_statement(theorem, rhs=rhs)


def in_right_side(theorem: Theorem, old: Any, new: Any) -> Theorem:
    return with_right_side(theorem, swapped(theorem.statement.rhs, old, new))


def with_notation(theorem: Theorem, symbol: Any, definition: Any) -> Theorem:
    known = dict(theorem.notation)
    assert known[symbol] != definition
    return replace(theorem, notation=tuple({**known, symbol: definition}.items()))


def with_witness(name: str, block_index: int, value: Any) -> Theorem:
    claim = witness.THEOREM.statement
    variable = getattr(witness.WEIGHTS, name).blocks[0, block_index]
    at = dict(zip(claim.over, claim.at, strict=True))
    assert at[variable] != value
    at[variable] = value
    return with_statement(witness.THEOREM, at=tuple(at.values()))


def with_corollary(theorem: Theorem, index: int, rhs: Any) -> Theorem:
    changed = list(theorem.corollaries)
    assert changed[index].rhs != rhs
    changed[index] = replace(changed[index], rhs=rhs)
    return replace(theorem, corollaries=tuple(changed))


def _gamma_star(first: Any, second: Any, factor: Any) -> Any:
    return first * Inverse(factor / M * second * first + optimum.tau / M * Identity(d))


def _spectral(numerator: Any, matrix: Any = excess.SIGNAL) -> SpectralSum:
    mu, lambda_bar = excess.mu, excess.lambda_bar
    return SpectralSum(Lambda(mu, mu * (mu / M + lambda_bar) / (numerator * mu / M + lambda_bar)), matrix)


_noise = sigma2 / M * Trace(H * Gamma * H * Gamma.T)
_value = optimum.THEOREM.statement.value
A = second.A
Gamma_eff = split.Gamma_eff
_gap = quad(beta_star, H)


def _block_side(**weights: Any) -> Any:
    return inner(query_coefficient(query_weights._replace(**weights), data), data.x)


MUTATIONS = (
    Mutation("lost_transpose", in_right_side(second.THEOREM, H * A.T * H, H * A * H)),
    Mutation("lost_trace_term", with_right_side(second.THEOREM, H * A * H + H * A.T * H / M)),
    Mutation("dropped_noise", with_right_side(risk.THEOREM, risk.THEOREM.statement.rhs - _noise)),
    Mutation("beta_star_for_the_difference", with_notation(risk.THEOREM, risk.b, beta_star)),
    Mutation("lost_transpose", in_right_side(risk.THEOREM, Gamma.T, Gamma)),
    Mutation("M_plus_2", with_notation(optimum.THEOREM, optimum.Gamma_star, _gamma_star(Psi, H, M + 2))),
    Mutation("Psi_and_H_swapped", with_notation(optimum.THEOREM, optimum.Gamma_star, _gamma_star(H, Psi, M + 1))),
    Mutation("dropped_noise", with_notation(optimum.THEOREM, optimum.tau, Trace(H * Psi))),
    Mutation("twice_the_gain", with_statement(optimum.THEOREM, value=2 * _value - Trace(H * Psi))),
    Mutation("zero_for_beta_star", with_statement(optimum.THEOREM, at=(ZeroMatrix(d, 1), optimum.Gamma_star))),
    Mutation("M_plus_2_over_eigenvalues", with_corollary(excess.THEOREM, 0, _spectral(M + 2))),
    Mutation("eigenvalues_of_Psi", with_corollary(excess.THEOREM, 0, _spectral(M + 1, Psi))),
    Mutation(
        "lost_H",
        in_right_side(excess.THEOREM, Trace(H * optimum.Gamma_star * H * Psi), Trace(optimum.Gamma_star * H * Psi)),
    ),
    # a step of the derivation quotes this notation, so that it fails before the end is reached
    Mutation(
        "without_the_shared_signal",
        with_notation(zero.THEOREM, zero.tau_0, Trace(H * Psi) + sigma2),
        frozenset({"exact_points", "property_search"}),
    ),
    Mutation(
        "M_plus_1", with_corollary(zero.THEOREM, 0, zero.mu * (2 * zero.mu + sigma2) / ((M + 1) * zero.mu + sigma2))
    ),
    Mutation("labels_unread", with_right_side(block.THEOREM, _block_side(v_0=0)), EQUALITY | {"forward_pass"}),
    Mutation("no_initialisation", with_witness("W_1", 0, ZeroMatrix(1, d)), EQUALITY | {"forward_pass"}),
    Mutation("transposed_step", with_witness("W_K", 0, Gamma.T), EQUALITY | {"forward_pass"}),
    Mutation("gradient_ascent", with_witness("W_V", 1, -Identity(1)), EQUALITY | {"forward_pass"}),
    Mutation(
        "risk_for_excess",
        with_right_side(split.THEOREM, split.EVEN_PART + icl_risk(one_step_gd_prediction(beta_star, Gamma_eff))),
    ),
    Mutation(
        "transposed_step", with_right_side(split.THEOREM, split.EVEN_PART + one_step_gd_excess(beta_star, Gamma_eff.T))
    ),
    Mutation("dropped_noise", with_notation(attention.THEOREM, attention.tau, Trace(H * Psi))),
    Mutation(
        "fourth_moment_forgotten",
        with_notation(
            attention.THEOREM,
            attention.q_2,
            attention.tau**2 + 2 * (attention.tau**2 + 2 * attention.t_2) / M,
        ),
    ),
    Mutation("over_M", with_statement(gap.THEOREM, lhs=excess.TRACE_FORM + _gap / M), frozenset({"tightness"})),
    Mutation("the_whole_signal", with_statement(gap.THEOREM, lhs=excess.TRACE_FORM + _gap), frozenset({"tightness"})),
    # true without task noise, so only with it can the claim be seen to be too strong
    Mutation(
        "constant_without_task_noise",
        with_statement(gap.THEOREM, lhs=excess.TRACE_FORM + 2 * _gap / (M + 2)),
        frozenset({"tightness"}),
    ),
    Mutation(
        "perceptron_kept",
        with_statement(gap.THEOREM, rhs=excess_of_coefficient(query_coefficient(query_weights))),
        frozenset({"tightness"}),
    ),
)
