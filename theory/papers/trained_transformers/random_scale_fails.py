"""Covariances of random scale: the risk on a new scale does not vanish.

Claim: trained on N and tested on M examples with Λ_τ = sΔ, s ~ χ²_k/k, as M, N → ∞ the risk E(ŷ − wᵀx)² tends to
(2/(k+4)) tr Δ: to a third of tr Δ for an exponential scale (k = 2), and to 0 only as k → ∞, for a constant scale.
Hypotheses: as in random_scale_limit, in training and test.
Source: derived here, as a case of arXiv 2306.09927's failure under random covariates.
Why it is true: E[s] − E[s²]²/E[s³] = 1 − (1 + 2/k)/(1 + 4/k) = 2/(k + 4).
Not claimed: that the prompt does not show the scale (it does; this model cannot use it).
"""

from sympy import Trace, oo

from theory.papers.trained_transformers.random_scale_limit import GAMMA, MINIMISER
from theory.rules import Integrate, TakeLimit
from theory.setting.random_covariance import RANDOM_SCALE, Delta, scaled_risk
from theory.setting.random_covariance import degrees as k
from theory.setting.symbols import M
from theory.setting.trained_attention import N
from theory.statements import Limit
from theory.theorem_record import Source, Step, Theorem

THEOREM = Theorem(
    slug="random_scale_fails",
    title="Covariances of random scale are not learned",
    statement=Limit(scaled_risk(MINIMISER, M), (M, N), oo, 2 / (k + 4) * Trace(Delta)),
    notation=(GAMMA,),
    assumptions=(RANDOM_SCALE,),
    derivation=(
        Step(Integrate(), "the risk in closed form"),
        Step(TakeLimit((M, N)), "Γ tends to Δ"),
    ),
    source=Source("derived here"),
    depends_on=("random_scale_limit",),
)
