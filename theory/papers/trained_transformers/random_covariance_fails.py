"""Trained on random covariances, attention fails on a new one, however long the prompts are.

Claim: as M, N → ∞ the risk of V = E[Γ_τΛ_τ²]⁻¹E[Λ_τ²] on a new prompt, averaged over its covariance, tends to
tr(A₁ − A₂A₃⁻¹A₂), which is Σᵢ(E[λᵢ] − E[λᵢ²]²/E[λᵢ³]) over the common eigenbasis.
Corollary: for two values λ and μ with probabilities p and q = 1 − p, E[λ]E[λ³] − E[λ²]² = pqλμ(λ − μ)². In general it
is ½E[λλ̃(λ − λ̃)²] with an independent copy λ̃: it is 0 only if every eigenvalue is almost surely constant. The risk
before the limit is twice the mean in random_covariance_limit, at length M; random_scale_fails has the limit from the
model itself, for a random scale.
Hypotheses: the Λ_τ commute and have third moments; tasks N(0, I), no label noise.
Source: arXiv 2306.09927, on the failure under random covariates (after Theorem 4.5); the limit is derived here.
Why it is true: V tends to E[Λ³]⁻¹E[Λ²], the best single matrix for all Λ_τ, where each needs its own inverse.
Not claimed: that larger models fail too.
"""

from sympy import Inverse, Symbol, Trace, oo

from theory.papers.trained_transformers.random_covariance_limit import CURVATURE, K, mean_loss
from theory.rules import TakeLimit
from theory.setting.random_covariance import A_1, A_2, A_3, COMMUTING
from theory.setting.symbols import M
from theory.setting.trained_attention import N
from theory.statements import Equality, Limit
from theory.theorem_record import Source, Step, Theorem

_V = A_2 * Inverse(K)
RISK = 2 * mean_loss(_V, M)
LIMIT = Trace(A_1) - Trace(A_2 * Inverse(A_3) * A_2)

_p, _lambda, _mu = (Symbol(name, positive=True) for name in ("p", "lambda", "mu"))
_moments = [_p * _lambda**n + (1 - _p) * _mu**n for n in (1, 2, 3)]

THEOREM = Theorem(
    slug="random_covariance_fails",
    title="Attention trained on random covariances fails on a new one",
    statement=Limit(RISK, (M, N), oo, LIMIT),
    notation=(CURVATURE,),
    corollaries=(
        Equality(_moments[0] * _moments[2] - _moments[1] ** 2, _p * (1 - _p) * _lambda * _mu * (_lambda - _mu) ** 2),
    ),
    assumptions=(COMMUTING,),
    derivation=(Step(TakeLimit((M, N)), "K tends to A₃"),),
    source=Source("arXiv 2306.09927", "on random covariates; the limit is derived here"),
    depends_on=("random_covariance_limit",),
)
