"""The excess risk of linear attention, in closed form.

Claim: with A, a, Γ_eff as in block_risk_splits_by_parity (u = 0), t₂ = tr((HΨ)²), E[q] = τ and
E[q²] = τ² + (2/M)(τ² + 2t₂) + 2t₂, the excess is tr(HA E[Saaᵀ S]Aᵀ) + v₀²E[q²]‖k‖²_H + ‖β*‖²_H + 2v₀ aᵀE[Sq]AᵀHk
− 2aᵀHAᵀHβ* − 2v₀τ kᵀHβ* + excess(GD at (β*, Γ_eff)), where E[Sq] = τH + (2/M) HΨH.
Hypotheses: Gaussian prompts.
Source: derived here, for the model of arXiv 2402.14951.
Why it is true: it is the split by parity with its moments filled in.
Not claimed: its minimum, for which no closed form is known.
"""

from sympy import MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import (
    DEVIATION_MOMENT,
    A,
    Gamma_eff,
    S,
    a,
)
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.rules import Integrate, Premise
from theory.setting import H, M, Psi, beta_star, d, excess_of_coefficient, query_coefficient, query_weights, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights
WITHOUT_PERCEPTRON = query_weights._replace(u=ZeroMatrix(d, 1))

tau, t_2, q_2 = Symbol("tau", nonnegative=True), Symbol("t_2", nonnegative=True), Symbol("q_2", nonnegative=True)
Sq = MatrixSymbol("Sq", d, d)

SaaS = H * a * a.T * H + (H * a * a.T * H + quad(a, H) * H) / M
SPsiS = H * Psi * H + (H * Psi * H + Trace(H * Psi) * H) / M

EVEN_VALUE = (
    Trace(H * A * SaaS * A.T)
    + v_0**2 * q_2 * quad(k, H)
    + quad(beta_star, H)
    + 2 * v_0 * Trace(a.T * Sq * A.T * H * k)
    - 2 * Trace(a.T * H * A.T * H * beta_star)
    - 2 * v_0 * tau * Trace(k.T * H * beta_star)
)
ODD_VALUE = (
    Trace(H * Psi)
    - 2 * Trace(H * Gamma_eff * H * Psi)
    + Trace(H * Gamma_eff * SPsiS * Gamma_eff.T)
    + sigma2 / M * Trace(H * Gamma_eff * H * Gamma_eff.T)
)

THEOREM = Theorem(
    slug="risk_of_linear_attention",
    title="Risk of linear attention",
    statement=Equality(excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)), EVEN_VALUE + ODD_VALUE),
    notation=(
        *SPLIT.notation,
        (tau, Trace(H * Psi) + sigma2),
        (t_2, Trace(H * Psi * H * Psi)),
        (q_2, tau**2 + 2 * (tau**2 + 2 * t_2) / M + 2 * t_2),
        (Sq, tau * H + 2 * (H * Psi * H) / M),
    ),
    corollaries=(
        Equality(Expectation(DEVIATION_MOMENT), tau),
        Equality(Expectation(DEVIATION_MOMENT**2), q_2),
        Equality(Expectation(DEVIATION_MOMENT * S), Sq),
    ),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(Premise("block_risk_splits_by_parity", at={u: ZeroMatrix(d, 1)}), "the split by parity with u = 0"),
        Step(Integrate(), "integrate both parts"),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity", "risk_of_one_step_gd"),
)
