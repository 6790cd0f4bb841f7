"""The best one-step gradient descent estimator is unique: β = β*, Γ* = Ψ[((M+1)/M) HΨ + (τ/M) I]⁻¹.

Claim: that is the only minimiser of the excess risk over all β and Γ, and the minimum is tr(HΨ) − tr(HΓ*HΨ).
Hypotheses: Gaussian prompts; τ = tr(HΨ) + σ² > 0 (at τ = 0 every Γ with β = β* is optimal).
Source: arXiv 2402.14951, the optimal GD-β.
Why it is true: excess(β,Γ) = min + tr(H(Γ−Γ*)𝒦(Γ−Γ*)ᵀ) + bᵀ𝒟(Γ)b with 𝒦 = E[SΨS] + σ²H/M ≻ 0, and
bᵀ𝒟(Γ)b = E‖(I−ΓS)b‖²_H ≥ (2/(M+2))‖b‖²_H, whatever Γ is.
Not claimed: that the risk is convex in (β,Γ) (it is not).
"""

from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.rules import CompleteSquare, MinimiseAt, Premise
from theory.setting import Gamma, H, M, Psi, beta, beta_star, d, one_step_gd_excess, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE
from theory.statements import Minimum
from theory.theorem_record import Source, Step, Theorem

tau = Symbol("tau", nonnegative=True)
b = MatrixSymbol("b", d, 1)
Gamma_star = MatrixSymbol("Gamma_star", d, d)

_whitened = M / (M + 2)
INITIALISATION_ERROR = Combination(
    (
        ((M + 2) / M, WeightedSquare((Gamma * H - _whitened * Identity(d)) * (beta - beta_star), H, Identity(1))),
        (1 / M, TraceBound(Gamma, beta - beta_star, H, H)),
        (2 / (M + 2), WeightedSquare(beta - beta_star, H, Identity(1))),
    )
)
"""bᵀ𝒟(Γ)b = ((M+2)/M)‖(ΓH − cI)b‖²_H + (1/M)(tr(HΓHΓᵀ)‖b‖²_H − ‖ΓHb‖²_H) + (2/(M+2))‖b‖²_H, c = M/(M+2)."""

THEOREM = Theorem(
    slug="optimal_one_step_gd",
    title="The optimal one-step gradient descent estimator",
    statement=Minimum(
        one_step_gd_excess(),
        over=(beta, Gamma),
        at=(beta_star, Gamma_star),
        value=Trace(H * Psi) - Trace(H * Gamma_star * H * Psi),
        unique=True,
    ),
    notation=(
        (tau, Trace(H * Psi) + sigma2),
        (Gamma_star, Psi * Inverse((M + 1) / M * H * Psi + tau / M * Identity(d))),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE),
    derivation=(
        Step(Premise("risk_of_one_step_gd"), "the risk in closed form"),
        Step(
            MinimiseAt(beta, beta_star, INITIALISATION_ERROR),
            "what depends on b = β − β* is b^T D(Γ) b, positive for b ≠ 0 whatever Γ is",
        ),
        Step(CompleteSquare(Gamma), "the rest is quadratic in Γ with definite weights H and E[SΨS] + σ²H/M"),
    ),
    source=Source("arXiv 2402.14951", "the optimal GD-β estimator"),
    depends_on=("risk_of_one_step_gd",),
)
