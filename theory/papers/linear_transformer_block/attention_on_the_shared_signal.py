"""Linear attention that learns nothing but β* from the prompt is within tr(HΨ) + 2‖β*‖²_H/(M+2) of the labels' noise.

Claim: the weights v₀ = 0, k = 0, v₁ = β*, P = M/((M+2)‖β*‖²_H) β*β*ᵀ have the excess tr(HΨ) + 2‖β*‖²_H/(M+2). Less the
minimal excess of GD-β, it bounds what linear attention misses: (M+1)/‖β*‖²_H times the gap is at most 2, and something
that vanishes as ‖β*‖²_H grows.
Hypotheses: Gaussian prompts; β* ≠ 0.
Source: derived here. A sweep over 3,072 problems (examples/gap_study) suggests it: for large ‖β*‖ the gap is near
2‖β*‖²_H/(M+2), and the other upper bounds are not.
Why it is true: Γ_eff = 0, so that the odd part is tr(HΨ), and the even part is that without task noise, which is
2‖β*‖²_H/(M+2) at these weights (attention_gap_without_task_noise).
Not claimed: that these weights are best. They are not: the task noise is left as it is.
"""

from sympy import Gt, Trace, ZeroMatrix

from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Integrate
from theory.setting import H, M, Psi, beta_star, d, excess_of_coefficient, query_coefficient
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality, Witness
from theory.theorem_record import Assumption, Source, Step, Theorem

_, P, k, v_1, v_0 = WITHOUT_PERCEPTRON
_shared = quad(beta_star, H)

THEOREM = Theorem(
    slug="attention_on_the_shared_signal",
    title="An upper bound on the risk of linear attention for a strong shared signal",
    statement=Witness(
        claim=Equality(
            excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)),
            Trace(H * Psi) + 2 * _shared / (M + 2),
        ),
        over=(P, k, v_1, v_0),
        at=(M / ((M + 2) * _shared) * beta_star * beta_star.T, ZeroMatrix(d, 1), beta_star, 0),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, Assumption("a shared signal", Gt(_shared, 0))),
    derivation=(Step(Integrate(), "integrate everything at these weights"),),
    source=Source("derived here"),
)
