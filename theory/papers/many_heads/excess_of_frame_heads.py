"""The excess of as many heads as there are dimensions, split by parity, for heads of one kind.

Claim: d heads with a_h = e_h, A_h = β* e_hᵀΛ, k_h = Γe_h − t(e_hᵀΛb)β*, v₀_h = t bᵀe_h (in the coordinates
A = P + kβ*ᵀ, a = v₁ + v₀β*) have the excess E‖(tr(ΛS) − 1)β* + q(tΓb − t²(bᵀΛb)β*)‖²_H + excess(GD at (β*, Γ)), for
all Γ, b, t and symmetric Λ.
Hypotheses: Gaussian prompts.
Source: derived here.
Why it is true: heads_along_a_frame with F = I; what t adds to Σ_h v₀_h A_h it takes from Σ_h k_h a_hᵀ.
Not claimed: that these heads are good ones. They are as good as any number of heads at Γ = Γ*, the Λ and c of
heads_attain_the_gap, b = Γ*⁻¹β* and a t with t − t²bᵀΛb = c, which there is if Γ* is invertible and 4c bᵀΛb ≤ 1.
"""

from sympy import Identity, MatrixSymbol, Symbol, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.rules import Rewrite
from theory.setting import Gamma, H, beta_star, d, excess_of_coefficient, one_step_gd, one_step_gd_excess, w
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.setting.frame_heads import frame_coefficient
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

Lambda, b, t = SymmetricMatrix("Lambda", d), MatrixSymbol("b", d, 1), Symbol("t", real=True)

HEADS = (
    beta_star,
    Lambda,
    Gamma - t * beta_star * b.T * Lambda,
    -beta_star,
    Identity(d) - t * beta_star * b.T,
    t * b,
)
"""p, L, K, m, G and z of the heads."""

EVEN = (Trace(Lambda * S) - 1) * beta_star + DEVIATION_MOMENT * (t * Gamma * b - t**2 * quad(b, Lambda) * beta_star)
EVEN_PART = Expectation(quad(EVEN, H))
_odd = one_step_gd(beta_star, Gamma) - w
COEFFICIENT = frame_coefficient(*HEADS, F=Identity(d))

THEOREM = Theorem(
    slug="excess_of_frame_heads",
    title="The excess of heads along the unit vectors",
    statement=Equality(excess_of_coefficient(COEFFICIENT), EVEN_PART + one_step_gd_excess(beta_star, Gamma)),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(Rewrite(Expectation(quad(COEFFICIENT - w, H))), "integrate the query and its label"),
        Step(Rewrite(Expectation(quad(EVEN + _odd, H))), "an even and an odd part"),
        Step(Rewrite(EVEN_PART + Expectation(quad(_odd, H))), "even and odd parts are uncorrelated"),
        Step(Rewrite(EVEN_PART + one_step_gd_excess(beta_star, Gamma)), "the odd part is that of gradient descent"),
    ),
    source=Source("derived here"),
    depends_on=("heads_along_a_frame", "risk_of_one_step_gd"),
)
