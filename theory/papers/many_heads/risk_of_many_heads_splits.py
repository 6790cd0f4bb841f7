"""The risk of n heads is that of a gradient descent estimator plus a squared bias, as for one head.

Claim: for every n, with A_h = P_h + k_hβ*ᵀ, a_h = v₁_h + v₀_hβ*, q = ψᵀSψ + 2ψᵀe + εᵀε/M and
Γ_eff = Σ_h (v₀_h A_h + k_h a_hᵀ): excess = E‖Σ_h (A_h S a_h + v₀_h q k_h) − β*‖²_H + excess(GD at (β*, Γ_eff)).
Hypotheses: Gaussian prompts.
Source: derived here; block_risk_splits_by_parity has one head.
Why it is true: both parts of the coefficient's error add up over heads, and even and odd parts are uncorrelated.
Not claimed: closed forms of either part.
"""

from sympy import MatrixSymbol

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.rules import Rewrite
from theory.setting import H, beta_star, d, excess_of_coefficient, one_step_gd, one_step_gd_excess, w
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.setting.many_heads import head_query, heads, heads_coefficient
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

_, P, k, v_1, v_0 = head_query
A, a = P + k * beta_star.T, v_1 + v_0 * beta_star
"""A_h and a_h of a typical head."""

EVEN = FamilySum(A * S * a + v_0 * DEVIATION_MOMENT * k, heads) - beta_star
EVEN_PART = Expectation(quad(EVEN, H))

STEP = FamilySum(v_0 * A + k * a.T, heads)
"""Γ_eff."""

Gamma_eff = MatrixSymbol("Gamma_eff", d, d)
ODD = one_step_gd(beta_star, Gamma_eff) - w

THEOREM = Theorem(
    slug="risk_of_many_heads_splits",
    title="The risk of many heads is a gradient descent risk plus a squared bias",
    statement=Equality(
        excess_of_coefficient(heads_coefficient()), EVEN_PART + one_step_gd_excess(beta_star, Gamma_eff)
    ),
    notation=((Gamma_eff, STEP),),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(Rewrite(Expectation(quad(heads_coefficient() - w, H))), "integrate the query and its label"),
        Step(Rewrite(Expectation(quad(EVEN + ODD, H))), "the error of the coefficient, in an even and an odd part"),
        Step(Rewrite(EVEN_PART + Expectation(quad(ODD, H))), "even and odd parts are uncorrelated"),
        Step(
            Rewrite(EVEN_PART + one_step_gd_excess(beta_star, Gamma_eff)),
            "the odd part is the error of gradient descent from β* with step Γ_eff",
        ),
    ),
    source=Source("derived here"),
    depends_on=("prediction_of_many_heads", "risk_of_one_step_gd"),
)
