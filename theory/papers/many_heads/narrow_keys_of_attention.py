"""What narrow keys and queries cost linear attention: as much as they cost a block, beside what attention lacks anyway.

Claim: for one head with keys and queries of any width d_k, all weights and every θ ≥ 0, excess ≥ min excess(GD-β) +
‖β*‖²_H/(M+1) + Σ_j min(λ_j, θ) − d_kθ, with the λ_j of narrow_keys_and_queries.
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here, for the model of arXiv 2402.14951.
Why it is true: the even part of the error is as large as attention_gap_lower_bound says, whatever the odd part is,
and the odd part is that of a step matrix of rank d_k.
Not claimed: that both bounds are attained together.
"""

from sympy import MatrixSymbol, Trace

from theory.algebra.positivity.low_rank_error import LowRankError
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.attention_gap_lower_bound import EVEN_PART_IS_LARGE, c, kappa, mu
from theory.papers.linear_transformer_block.block_prediction import d_k
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import A, Gamma_eff, a
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.papers.many_heads.narrow_keys_and_queries import MISSED, theta
from theory.rules import Below, Premise, Rewrite
from theory.setting import (
    H,
    M,
    beta_star,
    d,
    excess_of_coefficient,
    one_step_gd_excess,
    query_coefficient,
    query_weights,
)
from theory.setting.attention import LinearQuery
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights

Q, K, k_y = MatrixSymbol("Q", d_k, d), MatrixSymbol("K", d_k, d), MatrixSymbol("k_y", d_k, 1)
NARROW = LinearQuery(WITHOUT_PERCEPTRON.u, Q.T * K, Q.T * k_y, v_1, v_0)
"""Queries Q, and keys K and k_y of inputs and labels."""

LOW_RANK = LowRankError(Gamma_star, Q.T, v_0 * (K + k_y * beta_star.T) + k_y * a.T, H, CURVATURE, theta)
COST = LOW_RANK.left_out - d_k * theta

THEOREM = Theorem(
    slug="narrow_keys_of_attention",
    title="The cost of narrow keys and queries in linear attention",
    statement=Bound(TRACE_FORM + mu / (M + 1) + COST, excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON))),
    notation=(
        (P, NARROW.P),
        (k, NARROW.k),
        *SPLIT.notation,
        *OPTIMUM.notation,
        (mu, quad(beta_star, H)),
        (c, A.T * H * beta_star),
        (kappa, v_0 * Trace(beta_star.T * H * k)),
    ),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Premise("block_risk_splits_by_parity", at={u: WITHOUT_PERCEPTRON.u}),
            "the even part of the error, and the risk of gradient descent at (β*, Γ_eff)",
        ),
        Step(
            Below(one_step_gd_excess(beta_star, Gamma_eff) + mu / (M + 1), (EVEN_PART_IS_LARGE,)),
            "the even part is at least that of attention_gap_lower_bound",
        ),
        Step(Rewrite(TRACE_FORM + mu / (M + 1) + MISSED.expression), "complete the square in Γ_eff"),
        Step(Below(TRACE_FORM + mu / (M + 1) + COST, (LOW_RANK,)), "the rank of Γ_eff is d_k at most"),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity", "attention_gap_lower_bound", "narrow_keys_and_queries"),
)
