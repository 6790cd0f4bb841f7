"""What heads have beyond the irreducible error, exactly: so which heads attain it.

Claim: for every number n of heads and all weights, with c = gσ²/V and Λ = (M/2)g H⁻¹ − cΨ, the best predictor of 1 by
S and q, excess = min excess(GD-β) + gap + E‖Σ_h (A_h S a_h + v₀_h q k_h) − β*(tr(ΛS) + cq)‖²_H + tr(H(Γ_eff −
Γ*)𝒦(Γ_eff − Γ*)ᵀ), the gap being that of gap_of_many_heads. So heads attain it if and only if Γ_eff = Γ* and Σ_h (A_h
S a_h + v₀_h q k_h) = β*(tr(ΛS) + cq) almost surely.
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here.
Why it is true: what the best predictor misses is uncorrelated with S and q.
Not claimed: how many heads can do that (heads_attain_the_gap, d_heads_attain_the_gap, heads_that_miss_a_direction).
"""

from sympy import Symbol, Trace

from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.many_heads.best_constant_predictor import BEST_C, BEST_LAMBDA, m
from theory.papers.many_heads.gap_of_many_heads import GAP
from theory.papers.many_heads.risk_of_many_heads_splits import EVEN, EVEN_PART, Gamma_eff
from theory.papers.many_heads.risk_of_many_heads_splits import THEOREM as SPLIT
from theory.rules import Premise, Rewrite
from theory.setting import H, beta_star, excess_of_coefficient
from theory.setting.several_heads import heads_coefficient
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

Lambda_star, c_star = SymmetricMatrix("Lambda_star", H.rows), Symbol("c_star", real=True)
gap = Symbol("gap", nonnegative=True)
BEST = ((c_star, BEST_C.xreplace({m: 1})), (Lambda_star, BEST_LAMBDA.xreplace({m: 1})))
"""The best predictor of 1, as abbreviations."""

DEVIATION = EVEN + beta_star - (Trace(Lambda_star * S) + c_star * DEVIATION_MOMENT) * beta_star
MISSED = WeightedSquare(Gamma_eff - Gamma_star, H, CURVATURE)
DEVIATION_PART = Expectation(quad(DEVIATION, H))

THEOREM = Theorem(
    slug="excess_beyond_the_gap",
    title="What heads have beyond the irreducible error",
    statement=Equality(
        excess_of_coefficient(heads_coefficient()), TRACE_FORM + gap + DEVIATION_PART + MISSED.expression
    ),
    notation=(*SPLIT.notation, *OPTIMUM.notation, *BEST, (gap, GAP)),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Premise("risk_of_many_heads_splits"),
            "the even part of the error, and the risk of gradient descent at (β*, Γ_eff)",
        ),
        Step(Rewrite(EVEN_PART + TRACE_FORM + MISSED.expression), "complete the square in Γ_eff"),
        Step(
            Rewrite(TRACE_FORM + gap + DEVIATION_PART + MISSED.expression),
            "what the best predictor misses is uncorrelated with S and q",
        ),
    ),
    source=Source("derived here"),
    depends_on=("risk_of_many_heads_splits", "optimal_one_step_gd", "best_constant_predictor"),
)
