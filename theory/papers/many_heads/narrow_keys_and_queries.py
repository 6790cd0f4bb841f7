"""What narrow keys and queries cost a linear transformer block: where tasks vary least, nothing is learned.

Claim: for blocks with keys and queries of any width d_k, values and perceptron of any widths, all raw weights and
every θ ≥ 0, excess ≥ min excess(GD-β) + Σ_j min(λ_j, θ) − d_kθ, with λ_j = Mμ_j²/((M+1)μ_j + τ), the eigenvalues of
H^½Γ*𝒦Γ*ᵀH^½, and μ_j those of H^½ΨH^½. At θ = λ_{d_k}, the d_k-th largest, what is added is Σ_{j>d_k} λ_j, the
squares of the singular values of H^½Γ*𝒦^½ that are left out. It is attained (narrow_keys_learn_a_subspace), with
values and perceptron of width one: these widths cost nothing.
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here, for the model of arXiv 2402.14951.
Why it is true: Γ_eff = W_Qxᵀ(v₀(W_Kx + W_Ky β*ᵀ) + W_Ky aᵀ) has rank d_k at most, and what a step matrix of low rank
misses of Γ* in the norms of H and 𝒦 is bounded by Eckart and Young.
Not claimed: that the sum over θ is executed here; each θ is.
"""

from sympy import Symbol

from theory.algebra.positivity.low_rank_error import LowRankError
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.papers.linear_transformer_block.block_prediction import NOTATION, WEIGHTS, d_k
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, Gamma_eff, a
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.rules import Below, Expand, Premise, Rewrite
from theory.setting import (
    H,
    beta_star,
    block_prediction,
    excess_of_coefficient,
    excess_risk,
    one_step_gd_excess,
    prompt,
    query_coefficient,
    query_weights,
)
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

theta = Symbol("theta", nonnegative=True)

_queries, (_keys, _label_key) = WEIGHTS.W_Q.blocks[0, 0], WEIGHTS.W_K.blocks
LOW_RANK = LowRankError(
    Gamma_star,
    _queries.T,
    query_weights.v_0 * (_keys + _label_key * beta_star.T) + _label_key * a.T,
    H,
    CURVATURE,
    theta,
)
"""What Γ_eff misses of Γ*, being a product of a matrix with d_k columns and another one."""

COST = LOW_RANK.left_out - d_k * theta

MISSED = WeightedSquare(Gamma_eff - Gamma_star, H, CURVATURE)

THEOREM = Theorem(
    slug="narrow_keys_and_queries",
    title="The cost of narrow keys and queries",
    statement=Bound(TRACE_FORM + COST, excess_risk(block_prediction(WEIGHTS, prompt))),
    notation=(*NOTATION, *SPLIT.notation, *OPTIMUM.notation),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(Expand(), "multiply out the token matrix"),
        Step(Rewrite(excess_of_coefficient(query_coefficient(query_weights))), "collect the factors of x"),
        Step(Premise("block_risk_splits_by_parity"), "an even part, and gradient descent at (β*, Γ_eff)"),
        Step(
            Below(one_step_gd_excess(beta_star, Gamma_eff), (Mean(WeightedSquare.of(EVEN, H)),)),
            "the even part is a mean square",
        ),
        Step(Rewrite(TRACE_FORM + MISSED.expression), "complete the square in Γ_eff"),
        Step(Below(TRACE_FORM + COST, (LOW_RANK,)), "the rank of Γ_eff is d_k at most"),
    ),
    source=Source("derived here"),
    depends_on=("block_prediction", "block_risk_splits_by_parity", "optimal_one_step_gd"),
)
