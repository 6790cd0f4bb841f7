"""Some linear attention is above the optimum by no more than ‖β*‖²_H Var(q)/E[q²].

Claim: the weights a = 0, A = Γ*, v₀ = 1, k = (τ/E[q²])β* have excess min excess(GD-β) + ‖β*‖²_H (E[q²] − τ²)/E[q²],
with q as in block_risk_splits_by_parity, E[q] = τ and E[q²] = τ² + (2/M)(τ² + 2t₂) + 2t₂, t₂ = tr((HΨ)²).
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here.
Why it is true: with a = 0 the even part is kq − β*, which is least for k = (E[q]/E[q²])β*; Γ_eff is Γ*.
Not claimed: that it vanishes with M (it tends to ‖β*‖²_H · 2t₂/(τ² + 2t₂)); see attention_gap_vanishes_with_context.
"""

from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star, tau
from theory.papers.linear_transformer_block.risk_of_linear_attention import THEOREM as RISK
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON, q_2, t_2
from theory.rules import Integrate
from theory.setting import H, beta_star, excess_of_coefficient, query_coefficient
from theory.statements import Equality, Witness
from theory.theorem_record import Source, Step, Theorem

_, P, k, v_1, v_0 = WITHOUT_PERCEPTRON
_direction = (tau / q_2) * beta_star

THEOREM = Theorem(
    slug="attention_gap_upper_bound",
    title="An upper bound on the gap of linear attention",
    statement=Witness(
        claim=Equality(
            excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)),
            TRACE_FORM + quad(beta_star, H) * (q_2 - tau**2) / q_2,
        ),
        over=(P, k, v_1, v_0),
        at=(Gamma_star - _direction * beta_star.T, _direction, -beta_star, 1),
    ),
    notation=(*OPTIMUM.notation, *(pair for pair in RISK.notation if pair[0] in (t_2, q_2))),
    assumptions=OPTIMUM.assumptions,
    derivation=(Step(Integrate(), "integrate everything at these weights"),),
    source=Source("derived here"),
    depends_on=("risk_of_linear_attention", "optimal_one_step_gd"),
)
