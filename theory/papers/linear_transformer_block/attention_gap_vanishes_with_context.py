"""Where every direction varies between tasks, the gap of linear attention vanishes as the context grows.

Claim: for Ψ ≻ 0 the weights k = 0, A = Γ*, v₀ = 1, a = H⁻¹Γ*⁻¹β*/(1+ρ) have excess min excess(GD-β) +
‖β*‖²_H ρ/(1+ρ), with ρ = (1/M)(1 + tr(HΓ*ᵀHΓ*)‖Γ*⁻¹β*‖²_{H⁻¹}/‖β*‖²_H).
Hypotheses: Gaussian prompts; Ψ ≻ 0 (so that τ > 0 and Γ* is invertible); β* ≠ 0, or there is no gap.
Source: derived here.
Why it is true: Γ*Sa estimates Γ*Ha ∝ β* with an error of order 1/M, and Γ_eff is Γ*.
Not claimed: that these weights are the best.
"""

from sympy import Gt, Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Premise, Rewrite
from theory.setting import (
    H,
    M,
    Psi,
    beta_star,
    d,
    excess_of_coefficient,
    one_step_gd_excess,
    query_coefficient,
    sample_covariance,
    sigma2,
)
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality, Witness
from theory.theorem_record import Assumption, Source, Step, Theorem

_, P, k, v_1, v_0 = WITHOUT_PERCEPTRON
Psi_definite = PositiveDefiniteMatrix("Psi", d)
tau, rho = Symbol("tau", positive=True), Symbol("rho", nonnegative=True)
Gamma_star, Gamma_inverse = MatrixSymbol("Gamma_star", d, d), MatrixSymbol("Gamma_inverse", d, d)

_a = Inverse(H) * Gamma_inverse * beta_star / (1 + rho)
_spread = Trace(H * Gamma_star.T * H * Gamma_star) * quad(Gamma_inverse * beta_star, Inverse(H))

_DEFINITE = {Psi: Psi_definite}
_MINIMUM = Trace(H * Psi_definite) - Trace(H * Gamma_star * H * Psi_definite)
_OPTIMAL_EXCESS = one_step_gd_excess(beta_star, Gamma_star).xreplace(_DEFINITE)
_INVERSE = Equality(Gamma_star * Gamma_inverse, Identity(d))
S = sample_covariance()

THEOREM = Theorem(
    slug="attention_gap_vanishes_with_context",
    title="The gap of linear attention vanishes with the context",
    statement=Witness(
        claim=Equality(
            excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)),
            _MINIMUM + quad(beta_star, H) * rho / (1 + rho),
        ),
        over=(P, k, v_1, v_0),
        at=(Gamma_star, ZeroMatrix(d, 1), _a - beta_star, 1),
    ).replace(_DEFINITE),
    notation=(
        (tau, Trace(H * Psi_definite) + sigma2),
        (Gamma_star, Psi_definite * Inverse((M + 1) / M * H * Psi_definite + tau / M * Identity(d))),
        (Gamma_inverse, (M + 1) / M * H + tau / M * Inverse(Psi_definite)),
        (rho, (1 + _spread / quad(beta_star, H)) / M),
    ),
    corollaries=(_INVERSE,),
    assumptions=(
        *GAUSSIAN_PROMPTS,
        Assumption("labels vary", Gt(Trace(H * Psi_definite) + sigma2, 0)),
        Assumption("a shared signal", Gt(quad(beta_star, H), 0)),
    ),
    derivation=(
        Step(
            Rewrite(Expectation(quad(Gamma_star * S * _a - beta_star, H)) + _OPTIMAL_EXCESS),
            "the split by parity: k = 0, and Γ_eff = Γ*",
        ),
        Step(
            Rewrite(quad(beta_star, H) * rho / (1 + rho) + _OPTIMAL_EXCESS, using=(_INVERSE,)),
            "integrate the inputs: Γ* Γ*⁻¹ = I, and c = 1/(1+ρ) minimises c²(1+ρ) − 2c + 1",
        ),
        Step(Premise("minimal_excess_of_one_step_gd", at=_DEFINITE), "gradient descent at its optimum"),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity", "minimal_excess_of_one_step_gd"),
)
