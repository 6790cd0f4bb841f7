"""With d + 1 heads linear attention has the least excess that any number of heads can have.

Claim: of a head with P = Γ, k = cβ*, v₁ = −β*, v₀ = 1 and d further heads with P_h = β* e_hᵀ(Λ + cβ*β*ᵀ),
k_h = −c(β*)_h β*, v₁_h = e_h, v₀_h = 0, the least excess over Γ, c and symmetric Λ is
min excess(GD-β) + 2‖β*‖²_H/(2 + Md + Mσ⁴/(τ² + (M+1)t₂)), which no heads get below (gap_of_many_heads). It is attained
at Γ = Γ*, c = gσ²/V, Λ = (M/2)g H⁻¹ − cΨ with g, V as there.
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here, for the model of arXiv 2512.04268.
Why it is true: together the heads have the coefficient β*(tr(ΛS) + cq) + Γ(s − Sβ*), q being the mean square of
y − Xβ*, by heads_along_a_frame with F = I.
Not claimed: that d heads are too few (excess_of_frame_heads).
"""

from sympy import Identity, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.many_heads.best_constant_predictor import BEST_C, BEST_LAMBDA, Lambda, c, m
from theory.papers.many_heads.gap_of_many_heads import GAP
from theory.rules import Premise, Rewrite
from theory.setting import (
    Gamma,
    H,
    LinearQuery,
    beta,
    beta_star,
    d,
    excess_of_coefficient,
    one_step_gd_excess,
    query_coefficient,
)
from theory.setting.frame_heads import frame_coefficient
from theory.statements import Minimum
from theory.theorem_record import Source, Step, Theorem

ZERO = ZeroMatrix(d, 1)

FIRST_HEAD = LinearQuery(u=ZERO, P=Gamma, k=c * beta_star, v_1=-beta_star, v_0=1)
FURTHER_HEADS = {
    "p": beta_star,
    "L": Lambda + c * beta_star * beta_star.T,
    "K": -c * beta_star * beta_star.T,
    "m": ZERO,
    "G": Identity(d),
    "z": ZERO,
}

COEFFICIENT = query_coefficient(FIRST_HEAD) + frame_coefficient(**FURTHER_HEADS, F=Identity(d))

_bias = Expectation((Trace(Lambda * S) + c * DEVIATION_MOMENT - 1) ** 2)

THEOREM = Theorem(
    slug="heads_attain_the_gap",
    title="d + 1 heads attain the irreducible error of many heads",
    statement=Minimum(
        excess_of_coefficient(COEFFICIENT),
        over=(Gamma, Lambda, c),
        at=(Gamma_star, *(value.xreplace({m: 1}) for value in (BEST_LAMBDA, BEST_C))),
        value=TRACE_FORM + GAP,
    ),
    notation=OPTIMUM.notation,
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Rewrite(quad(beta_star, H) * _bias + one_step_gd_excess(beta_star, Gamma)),
            "even and odd parts of the error",
        ),
        Step(Premise("optimal_one_step_gd", at={beta: beta_star}), "the odd part is that of gradient descent"),
        Step(Premise("best_constant_predictor", at={m: 1}), "the even part is that of a constant"),
    ),
    source=Source("derived here"),
    depends_on=("heads_along_a_frame", "optimal_one_step_gd", "best_constant_predictor"),
)
