"""What one head of linear attention misses at least: more than ‖β*‖²_H/(M+1) where tasks vary, exact at d = 1.

Claim: where Ψ = ψH⁻¹ + Φ with ψ ≥ 0 and Φ ⪰ 0, for all weights of one head, with t₂ = tr((HΨ)²) and g = 2/(2 + M +
M(τ−ψ)²/(τ² − ψ² + (M+2)t₂)): excess ≥ min excess(GD-β) + g‖β*‖²_H. Every Ψ is of this form with ψ = 0, and with every
ψ up to the least eigenvalue of H^½ΨH^½, at which g is largest.
Hypotheses: Gaussian prompts; τ − ψ > 0 (only d = 1 with σ² = 0 is left out); β* ≠ 0, or there is no gap.
Source: derived here; attention_gap_lower_bound has g = 1/(M+1), which is this at Ψ = 0.
Why it is true: projected on β*, the even part is tr(ΛS) + κq − μ with Λ = sym(caᵀ), of rank two at most, so that
‖c‖²‖a‖² is both ≥ (cᵀHa)² and ≥ (cᵀH Ra)² with the contraction R = 2ΦH/η − I, η = τ − ψ ≥ tr(HΦ). The second counts
with the weight θ = η²/(τη + (M+2)t₂), the first with 1 − θ.
At d = 1, ψ = HΨ, g is the constant of gap_of_many_heads, which one head attains (excess_of_frame_heads) for short β*.
Not claimed: that it is attained for d ≥ 2, where what one head misses is no multiple of ‖β*‖²_H.
"""

from sympy import Gt, Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, A, Gamma_eff, a
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.papers.many_heads.gap_of_many_heads import SHARED_SIGNAL
from theory.rules import Below, Premise, Rewrite
from theory.setting import (
    Gamma,
    H,
    M,
    Psi,
    beta,
    beta_star,
    d,
    excess_of_coefficient,
    query_coefficient,
    query_weights,
    sigma2,
)
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound
from theory.theorem_record import Assumption, Source, Step, Theorem

psi, Phi = Symbol("psi", nonnegative=True), PositiveSemidefiniteMatrix("Phi", d)
SPLIT_SIGNAL = (Psi, psi * Inverse(H) + Phi)

zeta, t_2 = Symbol("zeta", nonnegative=True), Symbol("t_2", nonnegative=True)
eta = zeta + Trace(H * Phi)
"""τ − ψ, which is at least tr(HΦ)."""

_tau, _T = eta + psi, (M + 2) * t_2
_W = _tau * eta + _T
_w = 2 * (_W + eta * psi) / (_W + eta * _tau)
"""Mg/(1 − g)."""

OF_ONE_HEAD = 2 * quad(beta_star, H) / (2 + M + M * eta**2 / (eta * (eta + 2 * psi) + _T))

u, P, k, v_1, v_0 = query_weights
mu, kappa, c = Symbol("mu", nonnegative=True), Symbol("kappa", real=True), MatrixSymbol("c", d, 1)
_even = replaced(EVEN, {u: ZeroMatrix(d, 1)})
_along = Expectation(Trace(beta_star.T * H * _even) ** 2)

_x = Trace(c.T * H * a)
_mean = _x + kappa * _tau
_reflected = 2 * Phi * H * a - eta * a
"""η times the image of a under a contraction in H."""

_CONTRACTION = Combination(
    (
        (4, Product(WeightedSquare.of(c, H), TraceBound(Identity(d), H * a, H, Phi))),
        (4 * zeta, Product(WeightedSquare.of(c, H), WeightedSquare.of(H * a, Phi))),
    )
)
"""‖c‖²_H (η²‖a‖²_H − ‖2ΦHa − ηa‖²_H)."""

SQUARES = Combination(
    (
        ((M + _w) / M, Square(_mean - mu * M / (M + _w))),
        (_T / (M * _W * (_W + eta * _tau)), Square(eta * _x - _W * kappa)),
        (1 / (M * _W), Square(Trace(c.T * H * _reflected) + _W * kappa)),
        ((eta * psi + _T) / (M * _W), CauchySchwarz(c, a, H)),
        (1 / (M * _W), CauchySchwarz(c, _reflected, H)),
        (1 / (M * _W), _CONTRACTION),
    )
)
"""What E(tr(ΛS) + κq − μ)² exceeds μ²g by."""

_moments = (
    (_mean - mu) ** 2
    + (quad(c, H) * quad(a, H) + _x**2) / M
    + 4 * kappa / M * (psi * _x + Trace(c.T * H * Phi * H * a))
    + 2 * kappa**2 / M * (_tau**2 + _T)
)
"""E(cᵀSa + κq − μ)²."""

THEOREM = Theorem(
    slug="gap_of_one_head",
    title="The irreducible error of one head",
    statement=Bound(TRACE_FORM + OF_ONE_HEAD, excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON))),
    notation=(
        SPLIT_SIGNAL,
        (zeta, (d - 1) * psi + sigma2),
        (t_2, Trace(H * Psi * H * Psi)),
        *SPLIT.notation,
        *OPTIMUM.notation,
        (mu, quad(beta_star, H)),
        (c, A.T * H * beta_star),
        (kappa, v_0 * Trace(beta_star.T * H * k)),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, Assumption("labels vary beyond psi", Gt(eta, 0)), SHARED_SIGNAL),
    derivation=(
        Step(
            Premise("block_risk_splits_by_parity", at={u: ZeroMatrix(d, 1)}),
            "the even part of the error, and the risk of gradient descent at (β*, Γ_eff)",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: beta_star, Gamma: Gamma_eff}),
            "no gradient descent estimator is below the minimum",
        ),
        Step(
            Below(TRACE_FORM + _along / mu, (Combination(((1 / mu, Mean(CauchySchwarz(_even, beta_star, H))),)),)),
            "project the even part on β*",
        ),
        Step(Rewrite(TRACE_FORM + _moments / mu), "integrate inputs, task and noise"),
        Step(
            Below(TRACE_FORM + OF_ONE_HEAD, (Combination(((1 / mu, SQUARES),)),)),
            "‖c‖²‖a‖² is at least (c^T H a)², and at least (c^T H R a)² for the contraction R",
        ),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity", "optimal_one_step_gd"),
)
