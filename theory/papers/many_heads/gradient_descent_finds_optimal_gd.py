"""Plain gradient descent on GD-β converges to the optimum, with an explicit step and rate.

Claim: with D = Γ − Γ*, b = β − β*, V = E[Sbbᵀ S], F = HΓ*V − Hbbᵀ H and W = 𝒦 + V, a step Γ⁺ = Γ − η∇_ΓR with
2η tr(H)tr(W) ≤ 1 has ‖Γ⁺ − Γ* + 2ηF‖²_F ≤ (1 − 2ηλ_min(H)λ_min(𝒦))‖D‖²_F. Hence ‖Γ⁺ − Γ*‖_F ≤ (1 − ηp)‖D‖_F + ηC‖b‖²
with p = λ_min(H)λ_min(𝒦) and the C of gradient_flow_finds_optimal_gd, as 2‖F‖_F ≤ C‖b‖². With
‖b_k‖² ≤ (1 − ηq)ᵏ‖b₀‖², q = 4λ_min(H)/(M+2) (gradient_steps_shorten_initialisation_error), steps of one length η give
‖Γ_k − Γ*‖_F ≤ (1 − ηp)ᵏ‖Γ₀ − Γ*‖_F + ηC‖b₀‖² Σ_{j<k} (1 − ηp)^{k−1−j}(1 − ηq)ʲ, which tends to 0 geometrically. The
right side is at most B = ‖Γ₀ − Γ*‖_F + (C/q)‖b₀‖², so that a step length that is short for ‖b‖ ≤ ‖b₀‖ and
‖Γ − Γ*‖_F ≤ B is short all the way.
Hypotheses: Gaussian prompts; τ > 0; η ≥ 0 and 2η tr(H)tr(W) ≤ 1.
Source: derived here, as the discrete counterpart of gradient_flow_finds_optimal_gd.
Why it is true: ∇_ΓR = 2HDW + 2F, and ‖HDW‖²_F ≤ tr(H)tr(W)tr(HDWDᵀ).
Not claimed: that the chain over k steps is executed here; each step is.
"""

from sympy import Ge, Identity, MatrixSymbol, Trace

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.rayleigh_bound import RayleighBound
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.spectral import SmallestEigenvalue
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star, tau
from theory.papers.many_heads.gradient_steps_shorten_initialisation_error import eta
from theory.rules import Below, Rewrite
from theory.setting import Gamma, H, M, Psi, beta, beta_star, d, one_step_gd_excess
from theory.statements import Bound, Equality
from theory.theorem_record import Assumption, Source, Step, Theorem

D = MatrixSymbol("D", d, d)
b = beta - beta_star

V = H * b * b.T * H + (H * b * b.T * H + quad(b, H) * H) / M
"""E[Sbbᵀ S]."""

W = CURVATURE + V
FORCE = H * Gamma_star * V - H * b * b.T * H

# Γ*𝒦 = ΨH, solved for its longest word
_OPTIMALITY = Equality(Gamma_star * H * Psi * H, M / (M + 1) * (Psi * H - tau / M * Gamma_star * H))

_slope = gradient(one_step_gd_excess(), Gamma)
_left = D - eta * _slope + 2 * eta * FORCE
_moved = D - 2 * eta * H * D * W
_descent = Trace(H * D * W * D.T)
_rate = SmallestEigenvalue(H) * SmallestEigenvalue(CURVATURE)
_size = Trace(H) * Trace(W)

THEOREM = Theorem(
    slug="gradient_descent_finds_optimal_gd",
    title="Gradient descent with short steps finds the optimum",
    statement=Bound(inner(_left, _left), (1 - 2 * eta * _rate) * inner(D, D)),
    notation=(*OPTIMUM.notation, (D, Gamma - Gamma_star)),
    assumptions=(*OPTIMUM.assumptions, Assumption("a short step", Ge(1 - 2 * eta * _size, 0))),
    derivation=(
        Step(
            Below(
                inner(D, D) - 2 * eta * _descent,
                (
                    Combination(((2 * eta, RayleighBound(D, H, CURVATURE)),)),
                    Combination(((2 * eta, WeightedSquare(D, H, V)),)),
                ),
            ),
            "eigenvalue bounds, and V ⪰ 0",
        ),
        Step(
            Below(
                inner(_moved, _moved),
                (
                    Combination(
                        (
                            (4 * eta**2, TraceProduct(Identity(d), D.T * H * H * D, W)),
                            (4 * eta**2 * Trace(W), TraceProduct(Identity(d), D * W * D.T, H)),
                            (2 * eta * (1 - 2 * eta * _size), WeightedSquare(D, H, W)),
                        )
                    ),
                ),
            ),
            "‖H D W‖² ≤ tr(H) tr(W) tr(H D W D^T), and 2η tr(H) tr(W) ≤ 1",
        ),
        Step(Rewrite(inner(_left, _left), using=(_OPTIMALITY,)), "the slope is 2 H D W + 2 F, by Γ* K = ΨH"),
    ),
    source=Source("derived here"),
    depends_on=("gradient_steps_shorten_initialisation_error", "gradient_flow_finds_optimal_gd"),
)
