"""Heads that do not see some direction of inputs and labels have more than the irreducible error of many heads.

Claim: for every number n of heads, all weights and all (z, z₀) and p in ℝ^{d+1} and ℝ^d, with ℓ = Σ_h (A_h z + z₀
k_h)(a_hᵀz + z₀ v₀_h), r = (zᵀΛz + c z₀²)β* + z₀Γ*z (Λ and c those of excess_beyond_the_gap) and D = (M/2)‖z‖⁴_{H⁻¹} +
(z₀² − zᵀΨz)²/V + z₀²‖z‖²_{𝒦⁻¹}: excess ≥ min excess(GD-β) + gap + 2pᵀ(ℓ − r) − ‖p‖²_{H⁻¹} D. Heads with a_hᵀz +
z₀v₀_h = 0 for all h have ℓ = 0. With p = −(ε/(‖u‖²_{H⁻¹}D))u they are above the gap by ε²/(‖u‖²_{H⁻¹}D) at least, ε =
uᵀr; where 4c bᵀΛb > 1, ε > 0 for u = Γ*⁻ᵀΛb and every (z, z₀) ≠ 0 (d_heads_fall_short). Any d heads miss a direction,
because d vectors (a_h, v₀_h) do not span ℝ^{d+1}: they do not attain the gap then.
Hypotheses: Gaussian prompts; τ > 0; p ≠ 0.
Source: derived here.
Why it is true: zᵀΛ_u z + z₀²κ_u + z₀uᵀΓ_eff z is uᵀℓ for heads and uᵀr at the optimum, for the Λ_u, κ_u of the even
part.
Not claimed: that the bound is attained; the sentence on d vectors is not executed here.
"""

from sympy import Gt, Inverse, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.scalars import inner, quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.one_stationary_point import CURVATURE
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.many_heads.best_constant_predictor import Lambda
from theory.papers.many_heads.excess_beyond_the_gap import DEVIATION, MISSED, Lambda_star, c_star, gap
from theory.papers.many_heads.excess_beyond_the_gap import THEOREM as BEYOND
from theory.papers.many_heads.risk_of_many_heads_splits import A, Gamma_eff, a, k, v_0
from theory.papers.many_heads.second_moments_along_a_direction import SIZE, kappa, omega, z, z_0
from theory.rules import Below, Premise, Rewrite
from theory.setting import H, beta_star, d, excess_of_coefficient
from theory.setting.several_heads import heads, heads_coefficient
from theory.statements import Bound
from theory.theorem_record import Assumption, Source, Step, Theorem

p = MatrixSymbol("p", d, 1)
Lambda_p, kappa_p = SymmetricMatrix("Lambda_p", d), Symbol("kappa_p", real=True)
omega_p = Symbol("omega_p", nonnegative=True)

SEEN = FamilySum((Trace(a.T * z) + z_0 * v_0) * (A * z + z_0 * k), heads)
"""ℓ: what the heads see of the direction."""

OPTIMAL = (quad(z, Lambda_star) + c_star * z_0**2) * beta_star + z_0 * Gamma_star * z
"""r: what they would see of it if they attained the gap."""

_across = Inverse(CURVATURE)
LEAST = TRACE_FORM + gap + 2 * inner(p, SEEN - OPTIMAL) - omega_p * (SIZE + z_0**2 * quad(z, _across))

_rank_one = A.T * p * a.T
_sum_of_heads = FamilySum((_rank_one + _rank_one.T) / 2, heads)
_sum_of_keys = FamilySum(v_0 * Trace(p.T * k), heads)
_towards = inner(p, beta_star)

_second = Expectation((Trace(Lambda_p * S) + kappa_p * DEVIATION_MOMENT) ** 2) / omega_p
_odd = 2 * z_0 * inner(p, (Gamma_eff - Gamma_star) * z) - omega_p * z_0**2 * quad(z, _across)

THEOREM = Theorem(
    slug="heads_that_miss_a_direction",
    title="Heads that miss a direction do not attain the irreducible error",
    statement=Bound(LEAST, excess_of_coefficient(heads_coefficient())),
    notation=(
        *BEYOND.notation,
        (omega_p, quad(p, Inverse(H))),
        (Lambda_p, _sum_of_heads - _towards * Lambda_star),
        (kappa_p, _sum_of_keys - _towards * c_star),
    ),
    assumptions=(*BEYOND.assumptions, Assumption("a test vector", Gt(quad(p, Inverse(H)), 0))),
    derivation=(
        Step(Premise("excess_beyond_the_gap"), "the gap, and what heads have beyond it"),
        Step(
            Below(
                TRACE_FORM + gap + Expectation(Trace(p.T * DEVIATION) ** 2) / omega_p + MISSED.expression,
                (Combination(((1 / omega_p, Mean(CauchySchwarz(DEVIATION, Inverse(H) * p, H))),)),),
            ),
            "project the even part on p",
        ),
        Step(
            Below(
                TRACE_FORM + gap + Expectation(Trace(p.T * DEVIATION) ** 2) / omega_p + _odd,
                (WeightedSquare(Gamma_eff - Gamma_star - z_0 * Inverse(H) * p * z.T * _across, H, CURVATURE),),
            ),
            "a square in Γ_eff",
        ),
        Step(
            Rewrite(TRACE_FORM + gap + _second + _odd), "what is left of the heads is a symmetric matrix and a number"
        ),
        Step(
            Premise(
                "second_moments_along_a_direction",
                at={Lambda: Lambda_p, kappa: kappa_p, omega: omega_p},
            ),
            "second moments along (z, z₀)",
        ),
        Step(Rewrite(LEAST), "collect what the heads see of (z, z₀)"),
    ),
    source=Source("derived here"),
    depends_on=("excess_beyond_the_gap", "second_moments_along_a_direction"),
)
