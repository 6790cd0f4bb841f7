"""Under gradient flow the initialisation converges at a rate that does not depend on the step.

Claim: along (β̇, Γ̇) = −∇R, d/dt ‖β−β*‖² ≤ −(8/(M+2)) λ_min(H) ‖β−β*‖², whatever Γ does; hence, by Grönwall's lemma,
‖β(t)−β*‖² ≤ exp(−(8/(M+2)) λ_min(H) t) ‖β(0)−β*‖².
Hypotheses: Gaussian prompts.
Source: derived here; that gradient flow optimises GD-β is in arXiv 2402.14951, the constant is new.
Why it is true: the derivative is −4bᵀ𝒟(Γ)b with b = β−β*, and 𝒟(Γ) ⪰ (2/(M+2)) H.
Not claimed: anything about gradient descent with finite steps.
"""

from sympy import Identity

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.rayleigh_bound import RayleighBound
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.spectral import SmallestEigenvalue
from theory.papers.linear_transformer_block.optimal_one_step_gd import INITIALISATION_ERROR
from theory.rules import Below
from theory.setting import Gamma, H, M, beta, beta_star, d, one_step_gd_excess
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import FlowBound
from theory.theorem_record import Source, Step, Theorem

_b = beta - beta_star
_distance = quad(_b, Identity(d))
_square, _trace_bound, _rest = INITIALISATION_ERROR.terms
RATE = 8 / (M + 2) * SmallestEigenvalue(H)

THEOREM = Theorem(
    slug="initialisation_error_decays",
    title="The initialisation converges whatever the step does",
    statement=FlowBound(one_step_gd_excess(), over=(beta, Gamma), quantity=_distance, bound=-RATE * _distance),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(
            Below(8 / (M + 2) * quad(_b, H), (Combination(((4, Combination((_square, _trace_bound))),)),)),
            "the derivative is −4 b^T D(Γ) b, and D(Γ) ⪰ (2/(M+2)) H",
        ),
        Step(
            Below(RATE * _distance, (Combination(((8 / (M + 2), RayleighBound(_b, H, Identity(1))),)),)),
            "b^T H b ≥ λ_min(H) ‖b‖²",
        ),
    ),
    source=Source("derived here"),
    depends_on=("initialisation_error_is_definite",),
)
