"""The risk of one-step gradient descent has exactly one stationary point, although it is not convex.

Claim: ∇R(β, Γ) = 0 exactly at (β*, Γ*).
Hypotheses: Gaussian prompts; τ > 0.
Source: arXiv 2402.14951, optimisation of GD-β; derived here.
Why it is true: ⟨∇_βR, β−β*⟩ = 2bᵀ𝒟(Γ)b > 0 unless β = β*, and then ⟨∇_ΓR, Γ−Γ*⟩ = 2tr(H(Γ−Γ*)𝒦(Γ−Γ*)ᵀ) > 0
unless Γ = Γ*.
Not claimed: anything about the raw weights of a block, whose risk has other stationary points.
"""

from sympy import Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.papers.linear_transformer_block.optimal_one_step_gd import INITIALISATION_ERROR, Gamma_star
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.rules import Premise, StationaryAt
from theory.setting import Gamma, H, M, Psi, beta, beta_star, one_step_gd_excess, sigma2
from theory.statements import StationaryPoint
from theory.theorem_record import Source, Step, Theorem

TAU = Trace(H * Psi) + sigma2
CURVATURE = (M + 1) / M * H * Psi * H + TAU / M * H
"""𝒦 = E[SΨS] + σ²H/M."""

THEOREM = Theorem(
    slug="one_stationary_point",
    title="One stationary point",
    statement=StationaryPoint(one_step_gd_excess(), over=(beta, Gamma), at=(beta_star, Gamma_star)),
    notation=OPTIMUM.notation,
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(Premise("risk_of_one_step_gd"), "the risk in closed form"),
        Step(
            StationaryAt(beta, beta_star, (Combination(((2, INITIALISATION_ERROR),)),)),
            "the slope towards β* is 2 b^T D(Γ) b",
        ),
        Step(
            StationaryAt(
                Gamma,
                Gamma_star,
                (Combination(((2, WeightedSquare(Gamma - Gamma_star, H, CURVATURE, (TAU,))),)),),
            ),
            "the slope towards Γ* is 2 tr(H (Γ−Γ*) K (Γ−Γ*)^T)",
        ),
    ),
    source=Source("arXiv 2402.14951", "optimisation of GD-β by gradient flow"),
    depends_on=("risk_of_one_step_gd", "optimal_one_step_gd"),
)
