"""Gradient flow on (β, Γ) converges to the optimum from every start, at explicit rates.

Claim: along (β̇, Γ̇) = −∇R, with D = Γ − Γ*, b = β − β*, p = 2λ_min(H)λ_min(𝒦) and C = 2‖H‖² + 2‖HΓ*‖((1+1/M)‖H‖²
+ ‖H‖‖H‖_F/M): d/dt ‖D‖²_F ≤ −2p‖D‖²_F + 2C‖b‖²‖D‖_F. Hence d/dt ‖D‖_F ≤ −p‖D‖_F + C‖b‖² where D ≠ 0, and with
‖b(t)‖² ≤ e^{−2qt}‖b(0)‖², q = 4λ_min(H)/(M+2) (initialisation_error_decays), Grönwall's lemma gives
‖Γ(t)−Γ*‖_F ≤ e^{−pt}‖Γ(0)−Γ*‖_F + C‖b(0)‖² ∫₀ᵗ e^{−p(t−s)−2qs} ds, which tends to 0.
Hypotheses: Gaussian prompts; τ > 0.
Source: arXiv 2402.14951, gradient flow finds the optimal GD-β; the rates and the constant C are derived here.
Why it is true: ⟨D, ∇_ΓR⟩ = 2tr(HD𝒦Dᵀ) + 2tr(HDVDᵀ) + 2⟨D, HΓ*V − Hbbᵀ H⟩ with V = E[Sbbᵀ S] ⪰ 0.
Not claimed: that C is the best constant.
"""

from sympy import Identity, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.frobenius_cauchy_schwarz import FrobeniusCauchySchwarz
from theory.algebra.positivity.norm_of_sum import NormOfSum
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.rayleigh_bound import RayleighBound
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star, tau
from theory.rules import Below, Rewrite
from theory.setting import Gamma, H, M, Psi, beta, beta_star, d, one_step_gd_excess
from theory.statements import Equality, FlowBound
from theory.theorem_record import Source, Step, Theorem

D, b, Omega = MatrixSymbol("D", d, d), MatrixSymbol("b", d, 1), MatrixSymbol("Omega", d, d)
p, C = Symbol("p", nonnegative=True), Symbol("C", nonnegative=True)

V = H * b * b.T * H + (H * b * b.T * H + quad(b, H) * H) / M
_length = quad(b, Identity(d))
_force = Omega * V - H * b * b.T * H

# Γ*𝒦 = ΨH, solved for its longest word
_OPTIMALITY = Equality(Gamma_star * H * Psi * H, M / (M + 1) * (Psi * H - tau / M * Gamma_star * H))

_DERIVATIVE = 4 * Trace(H * D * CURVATURE * D.T) + 4 * Trace(H * D * V * D.T) + 4 * inner(D, _force)

THEOREM = Theorem(
    slug="gradient_flow_finds_optimal_gd",
    title="Gradient flow finds the optimum from every start",
    statement=FlowBound(
        one_step_gd_excess(),
        over=(beta, Gamma),
        quantity=inner(D, D),
        bound=-2 * p * inner(D, D) + 2 * C * _length * FrobeniusNorm(D),
    ),
    notation=(
        *OPTIMUM.notation,
        (Omega, H * Gamma_star),
        (b, beta - beta_star),
        (D, Gamma - Gamma_star),
        (p, 2 * SmallestEigenvalue(H) * SmallestEigenvalue(CURVATURE)),
        (
            C,
            2 * OperatorNorm(H) ** 2
            + 2 * OperatorNorm(Omega) * ((M + 1) / M * OperatorNorm(H) ** 2 + OperatorNorm(H) * FrobeniusNorm(H) / M),
        ),
    ),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Rewrite(_DERIVATIVE, using=(_OPTIMALITY,)),
            "the derivative of ‖D‖², with V = E[S b b^T S] and Γ* K = ΨH",
        ),
        Step(
            Below(
                2 * p * inner(D, D) - 4 * FrobeniusNorm(D) * FrobeniusNorm(-_force),
                (
                    Combination(((4, RayleighBound(D, H, CURVATURE)),)),
                    Combination(((4, WeightedSquare(D, H, V)),)),
                    Combination(((4, FrobeniusCauchySchwarz(D, -_force)),)),
                ),
            ),
            "eigenvalue bounds, V ⪰ 0, and Cauchy-Schwarz",
        ),
        Step(
            Below(
                2 * p * inner(D, D) - 2 * C * _length * FrobeniusNorm(D),
                (Combination(((4, Product(Termwise(FrobeniusNorm(D)), NormOfSum(-_force))),)),),
            ),
            "norms of sums and products",
        ),
    ),
    source=Source("arXiv 2402.14951", "gradient flow finds the optimal GD-β"),
    depends_on=("initialisation_error_decays", "one_stationary_point"),
)
