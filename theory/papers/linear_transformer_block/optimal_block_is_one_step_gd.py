"""The best linear transformer block is the best one-step gradient descent estimator.

Claim: the minimal excess of blocks, over all effective weights, is that of GD-β, attained for instance at u = β*,
P = Γ*, k = 0, v₁ = −β*, v₀ = 1. Corollary: the coefficient of a block is u + ASa + v₀kq − β*, its even part, plus
that of gradient descent from β* with step Γ_eff. What a block has more than the minimum is the mean square of the
former plus tr(H(Γ_eff − Γ*)𝒦(Γ_eff − Γ*)ᵀ) with 𝒦 ≻ 0, so it is optimal if and only if the former is 0 almost surely
and Γ_eff = Γ*: if and only if its prediction is that of GD-(β*, Γ*) almost surely.
Hypotheses: Gaussian prompts; τ > 0.
Source: arXiv 2402.14951, every optimal LTB is a GD-β estimator.
Not claimed: that the weights are unique (they are not), or that training finds them.
"""

from sympy import MatrixSymbol, Trace, ZeroMatrix

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import inner
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, A, Gamma_eff, a
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.rules import Below, Premise
from theory.setting import (
    Data,
    Gamma,
    H,
    M,
    beta,
    beta_star,
    d,
    excess_of_coefficient,
    one_step_gd,
    one_step_gd_excess,
    query_coefficient,
    query_weights,
    sample_covariance,
)
from theory.statements import Equality, Minimum
from theory.theorem_record import Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights

# the parts of the coefficient for any prompt (X, y) and task w
_any = Data(MatrixSymbol("X_any", M, d), MatrixSymbol("y_any", M, 1), MatrixSymbol("x_any", d, 1))
_w = MatrixSymbol("w_any", d, 1)
_noise = _any.y - _any.X * _w
_q = (
    Trace((_w - beta_star).T * sample_covariance(_any) * (_w - beta_star))
    + 2 * inner(_w - beta_star, _any.X.T * _noise) / M
    + inner(_noise, _noise) / M
)
_even = u + A * sample_covariance(_any) * a + v_0 * _q * k - beta_star

THEOREM = Theorem(
    slug="optimal_block_is_one_step_gd",
    title="Optimal linear transformer blocks are one-step gradient descent",
    statement=Minimum(
        excess_of_coefficient(query_coefficient(query_weights)),
        over=tuple(query_weights),
        at=(beta_star, Gamma_star, ZeroMatrix(d, 1), -beta_star, 1),
        value=TRACE_FORM,
    ),
    notation=(*SPLIT.notation, *OPTIMUM.notation),
    corollaries=(Equality(query_coefficient(query_weights, _any), _even + one_step_gd(beta_star, Gamma_eff, _any)),),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(Premise("block_risk_splits_by_parity"), "an even part, and gradient descent at (β*, Γ_eff)"),
        Step(
            Below(one_step_gd_excess(beta_star, Gamma_eff), (Mean(WeightedSquare.of(EVEN, H)),)),
            "the even part is a mean square: it is 0 if and only if it vanishes almost surely",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: beta_star, Gamma: Gamma_eff}),
            "gradient descent is at its minimum if and only if Γ_eff = Γ*",
        ),
    ),
    source=Source("arXiv 2402.14951", "every optimal LTB estimator is effectively a GD-β estimator"),
    depends_on=("block_risk_splits_by_parity", "optimal_one_step_gd"),
)
