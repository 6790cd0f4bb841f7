"""The risk of a linear transformer block is that of a gradient descent estimator plus a term that is never negative.

Claim: with A = P + kβ*ᵀ, a = v₁ + v₀β*, q = ψᵀSψ + 2ψᵀe + εᵀε/M and Γ_eff = v₀A + kaᵀ,
excess(LTB) = E‖u + ASa + v₀kq − β*‖²_H + excess(GD at (β*, Γ_eff)).
Hypotheses: Gaussian prompts (for the parity argument, any symmetric law of ψ and ε would do).
Source: derived here, for the correspondence of LTB and GD-β in arXiv 2402.14951.
Why it is true: the coefficient's error is an even function of (ψ,ε), namely u + ASa + v₀kq − β*, plus an odd one,
Γ_eff(Sψ + e) − ψ; even and odd parts are uncorrelated.
Not claimed: closed forms of either part (see risk_of_linear_attention, risk_of_one_step_gd).
"""

from sympy import MatrixSymbol, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Integrate, Rewrite
from theory.setting import (
    H,
    M,
    beta_star,
    d,
    excess_of_coefficient,
    label,
    noise,
    one_step_gd,
    one_step_gd_excess,
    prompt,
    query_coefficient,
    query_weights,
    sample_covariance,
    task_deviation,
    w,
)
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights
A, a, Gamma_eff = MatrixSymbol("A", d, d), MatrixSymbol("a", d, 1), MatrixSymbol("Gamma_eff", d, d)
S, psi, e = sample_covariance(), task_deviation, prompt.X.T * noise / M

DEVIATION_MOMENT = Trace(psi.T * S * psi) + 2 * Trace(psi.T * e) + Trace(noise.T * noise) / M
"""q = ψᵀSψ + 2ψᵀe + εᵀε/M, the mean of (ψᵀxᵢ + εᵢ)²."""

EVEN = u + A * S * a + v_0 * DEVIATION_MOMENT * k - beta_star
EVEN_PART = Expectation(quad(EVEN, H))
ODD = one_step_gd(beta_star, Gamma_eff) - w

THEOREM = Theorem(
    slug="block_risk_splits_by_parity",
    title="The risk of a block is a gradient descent risk plus a squared bias",
    statement=Equality(
        excess_of_coefficient(query_coefficient(query_weights)),
        EVEN_PART + one_step_gd_excess(beta_star, Gamma_eff),
    ),
    notation=((A, P + k * beta_star.T), (a, v_1 + v_0 * beta_star), (Gamma_eff, v_0 * A + k * a.T)),
    corollaries=(Equality(Expectation(Trace(EVEN.T * H * ODD)), 0),),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(Integrate((prompt.x, label)), "integrate the query and its label"),
        Step(Rewrite(Expectation(quad(EVEN + ODD, H))), "the error of the coefficient, in an even and an odd part"),
        Step(Rewrite(EVEN_PART + Expectation(quad(ODD, H))), "even and odd parts are uncorrelated"),
        Step(
            Rewrite(EVEN_PART + one_step_gd_excess(beta_star, Gamma_eff)),
            "the odd part is the error of gradient descent from β* with step Γ_eff",
        ),
    ),
    source=Source("derived here"),
    depends_on=("block_prediction", "risk_of_one_step_gd"),
)
