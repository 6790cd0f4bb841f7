"""What attention learns from prompts with random covariances that commute.

Claim: among the V that commute with all Λ_τ, E ½[tr Λ_τ − 2tr(Λ_τVΛ_τ) + tr(Λ_τVΛ_τΓ_τVᵀ)] has the unique minimiser
V = E[Γ_τΛ_τ²]⁻¹E[Λ_τ²], where Γ_τ = (1+1/N)Λ_τ + (tr(Λ_τ)/N)I, written with A_i = E[Λ_τⁱ], B = E[tr(Λ_τ)Λ_τ²] and
K = E[Γ_τΛ_τ²] = (1+1/N)A₃ + B/N.
Corollary: for Λ_τ = sΔ with a χ²_k/k scale s and V = ξI, that mean is the loss by its definition.
Hypotheses: the Λ_τ commute and have third moments; given Λ_τ, prompts as in attention_loss.
Source: arXiv 2306.09927, Theorem 4.5.
Why it is true: attention_loss given Λ_τ; for V that commutes, tr(ΛVΛΓVᵀ) = tr(VΓΛ²Vᵀ), of which the mean is tr(VKVᵀ).
No other V is better: in the common eigenbasis the loss is a sum over the entries of V, of V_ij² with coefficients
E[λᵢλⱼγⱼ] > 0 for i ≠ j, so that entries off the diagonal are 0 at the minimum.
Not claimed: anything for covariances that do not commute; convergence of the flow.
"""

from sympy import Expr, Identity, Inverse, MatrixExpr, MatrixSymbol, Rational, Symbol, Trace

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.rules import CompleteSquare
from theory.setting.random_covariance import A_1, A_2, A_3, COMMUTING, SCALE_MOMENTS, B, scaled_risk
from theory.setting.symbols import d
from theory.setting.trained_attention import N
from theory.statements import Equality, Minimum
from theory.theorem_record import Source, Step, Theorem

V, K = MatrixSymbol("V", d, d), PositiveDefiniteMatrix("K", d)
xi = Symbol("xi", real=True)

CURVATURE = (K, (1 + 1 / N) * A_3 + B / N)


def mean_loss(V: MatrixExpr, length: Expr) -> Expr:
    """E ½[tr Λ − 2tr(VΛ²) + tr(VΓΛ²Vᵀ)] over prompts of that length, by the moments of Λ."""
    quadratic = (1 + 1 / length) * Trace(V * A_3 * V.T) + Trace(V * B * V.T) / length
    return Rational(1, 2) * (Trace(A_1) - 2 * Trace(A_2 * V) + quadratic)


THEOREM = Theorem(
    slug="random_covariance_limit",
    title="What is learned from random covariances",
    statement=Minimum(
        mean_loss(V, N),
        over=(V,),
        at=(A_2 * Inverse(K),),
        value=Rational(1, 2) * (Trace(A_1) - Trace(A_2 * Inverse(K) * A_2)),
        unique=True,
    ),
    notation=(CURVATURE,),
    corollaries=(
        Equality(scaled_risk(xi * Identity(d), N) / 2, mean_loss(xi * Identity(d), N).xreplace(SCALE_MOMENTS)),
    ),
    assumptions=(COMMUTING,),
    derivation=(Step(CompleteSquare(V), "quadratic in V with the definite weight K"),),
    source=Source("arXiv 2306.09927", "Theorem 4.5"),
    depends_on=("attention_loss",),
)
