"""Random covariances Λ_τ = sΔ with a χ²_k/k scale s: what is learned, from the model itself.

Claim: over all V, ½E(xᵀV Xᵀy/N − wᵀx)² = ½[tr Δ − 2E[s²]tr(ΔVΔ) + E[s³]tr(ΔVΔΓVᵀ)] (corollary) has the unique minimiser
V = (k/(k+4)) Γ⁻¹, Γ = (1+1/N)Δ + (tr(Δ)/N)I, with the value ½[tr Δ − ((k+2)/(k+4)) tr(Γ⁻¹Δ²)]. That is
E[Γ_τΛ_τ²]⁻¹E[Λ_τ²], with E[s²] = 1 + 2/k and E[s³] = (1 + 2/k)(1 + 4/k), as random_covariance_limit has it. At k = 2
the scale is exponential and V = Γ⁻¹/3; as k → ∞ it is constant and V → Γ⁻¹.
Hypotheses: given s, Gaussian inputs N(0, sΔ) and the query alike; tasks N(0, I); no label noise.
Source: derived here, as a case of arXiv 2306.09927, Theorem 4.5, in which V need not commute with anything.
Why it is true: the loss given s is that of attention_loss with sΔ for Λ.
Not claimed: that the eigenvalues may have scales of their own (see random_covariance_limit).
"""

from sympy import Identity, Inverse, MatrixSymbol, Rational, Trace

from theory.papers.trained_transformers.random_covariance_limit import CURVATURE, K
from theory.rules import CompleteSquare
from theory.setting.random_covariance import A_2, RANDOM_SCALE, SCALE_MOMENTS, Delta, scaled_risk
from theory.setting.random_covariance import degrees as k
from theory.setting.symbols import d
from theory.setting.trained_attention import Gamma, N
from theory.statements import Equality, Minimum
from theory.theorem_record import Source, Step, Theorem

V = MatrixSymbol("V", d, d)
GAMMA = (Gamma, (1 + 1 / N) * Delta + Trace(Delta) / N * Identity(d))
MINIMISER = k / (k + 4) * Inverse(Gamma)

_general = (A_2 * Inverse(K)).xreplace(dict([CURVATURE])).xreplace(SCALE_MOMENTS)

_second, _third = 1 + 2 / k, (1 + 2 / k) * (1 + 4 / k)
CLOSED_FORM = Rational(1, 2) * (
    Trace(Delta) - 2 * _second * Trace(Delta * V * Delta) + _third * Trace(Delta * V * Delta * GAMMA[1] * V.T)
)
"""The loss, with E[s²] and E[s³]."""

THEOREM = Theorem(
    slug="random_scale_limit",
    title="What is learned from covariances of random scale",
    statement=Minimum(
        CLOSED_FORM,
        over=(V,),
        at=(MINIMISER,),
        value=Rational(1, 2) * (Trace(Delta) - (k + 2) / (k + 4) * Trace(Inverse(Gamma) * Delta**2)),
        unique=True,
    ),
    notation=(GAMMA,),
    corollaries=(Equality(scaled_risk(V, N) / 2, CLOSED_FORM), Equality(_general, MINIMISER)),
    assumptions=(RANDOM_SCALE,),
    derivation=(Step(CompleteSquare(V), "quadratic in V with definite weights"),),
    source=Source("derived here"),
    depends_on=("random_covariance_limit",),
)
