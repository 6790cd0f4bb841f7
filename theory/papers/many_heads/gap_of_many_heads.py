"""The irreducible error of linear attention with many heads is a known multiple of ‖β*‖²_H.

Claim: for every number n of heads and all weights, with V = (2/M)(τ² + (M+1)t₂), t₂ = tr((HΨ)²) and
1/g = 1 + Md/2 + σ⁴/V: excess ≥ min excess(GD-β) + g‖β*‖²_H, where
g = 2/(2 + Md + Mσ⁴/(τ² + (M+1)t₂)). With d + 1 heads it is attained (heads_attain_the_gap).
Hypotheses: Gaussian prompts; τ > 0; β* ≠ 0, or there is no gap (many_heads_do_not_beat_gradient_descent).
Source: derived here, for the model of arXiv 2512.04268; no public statement of it is known to us.
Why it is true: the odd part of the error is a gradient descent error, for any number of heads. The even part, projected
on β*, is tr(ΛS) + κq − μ with Λ = Σ_h sym(a_h c_hᵀ), c_h = A_hᵀHβ*, κ = Σ_h v₀_h k_hᵀHβ* and μ = ‖β*‖²_H, and no
symmetric Λ and κ predict the number μ better than best_constant_predictor says.
Not claimed: that fewer than d + 1 heads attain it (for one head Λ has rank two at most).
"""

from sympy import Gt, Symbol, Trace

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.many_heads.best_constant_predictor import Lambda, c, m, t_2, tau
from theory.papers.many_heads.risk_of_many_heads_splits import EVEN, A, Gamma_eff, a, k, v_0
from theory.papers.many_heads.risk_of_many_heads_splits import THEOREM as SPLIT
from theory.rules import Below, Premise, Rewrite
from theory.setting import Gamma, H, M, beta, beta_star, d, excess_of_coefficient, sigma2
from theory.setting.many_heads import heads, heads_coefficient
from theory.statements import Bound
from theory.theorem_record import Assumption, Source, Step, Theorem

SHARED_SIGNAL = Assumption("a shared signal", Gt(quad(beta_star, H), 0))

mu, kappa = Symbol("mu", nonnegative=True), Symbol("kappa", real=True)
Lambda_heads = SymmetricMatrix("Lambda_n", d)

GAP = 2 * quad(beta_star, H) / (2 + M * d + M * sigma2**2 / (tau**2 + (M + 1) * t_2))

_rank_one = A.T * H * beta_star * a.T
_sum_of_heads = FamilySum((_rank_one + _rank_one.T) / 2, heads)
_sum_of_keys = FamilySum(v_0 * Trace(beta_star.T * H * k), heads)

_along = Expectation(Trace(beta_star.T * H * EVEN) ** 2)
_scalar = Expectation((Trace(Lambda_heads * S) + kappa * DEVIATION_MOMENT - mu) ** 2)

THEOREM = Theorem(
    slug="gap_of_many_heads",
    title="The irreducible error of many heads",
    statement=Bound(TRACE_FORM + GAP, excess_of_coefficient(heads_coefficient())),
    notation=(
        *SPLIT.notation,
        *OPTIMUM.notation,
        (mu, quad(beta_star, H)),
        (Lambda_heads, _sum_of_heads),
        (kappa, _sum_of_keys),
    ),
    assumptions=(*OPTIMUM.assumptions, SHARED_SIGNAL),
    derivation=(
        Step(
            Premise("risk_of_many_heads_splits"),
            "the even part of the error, and the risk of gradient descent at (β*, Γ_eff)",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: beta_star, Gamma: Gamma_eff}),
            "no gradient descent estimator is below the minimum",
        ),
        Step(
            Below(
                TRACE_FORM + _along / mu,
                (Combination(((1 / mu, Mean(CauchySchwarz(EVEN, beta_star, H))),)),),
            ),
            "project the even part on β*",
        ),
        Step(Rewrite(TRACE_FORM + _scalar / mu), "what is left of the heads is a symmetric matrix and a number"),
        Step(
            Premise("best_constant_predictor", at={Lambda: Lambda_heads, c: kappa, m: mu}),
            "no second moments predict μ better than that",
        ),
    ),
    source=Source("derived here"),
    depends_on=("risk_of_many_heads_splits", "optimal_one_step_gd", "best_constant_predictor"),
)
