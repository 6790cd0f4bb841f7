"""The least excess risk of gradient descent counts the directions of the signal that stand out, up to a factor 2.

Claim: with μ_j the eigenvalues of H^½ΨH^½ and λ̄ = τ/M, ½ Σ_j min{μ_j, λ̄} ≤ min excess(GD-β) ≤ 2 Σ_j min{μ_j, λ̄}.
Hypotheses: Gaussian prompts; τ = tr(HΨ) + σ² > 0.
Source: arXiv 2402.14951, the effective dimension in the risk of GD-β; the constants are derived here.
Why it is true: min excess is Σ_j μ_j(μ_j/M + λ̄)/((M+1)μ_j/M + λ̄), the parallel sum of μ_j and λ̄ + μ_j/M; a parallel
sum is between half the minimum and the minimum, and μ_j/M ≤ λ̄.
Not claimed: other constants; at d = 1 the ratio tends to ½ for μ = λ̄, and to 2 for σ² = 0, as M → ∞.
"""

from sympy import Lambda, Min, Rational, Trace

from theory.algebra.positivity.spectral_bound import SpectralBound
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import SIGNAL, TRACE_FORM, lambda_bar, mu
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import THEOREM as EXCESS
from theory.rules import Below, Rewrite
from theory.setting import H, M, Psi, sigma2
from theory.statements import Bound
from theory.theorem_record import Corollary, Source, Step, Theorem

_tau = Trace(H * Psi) + sigma2
_least, _share = Min(mu, lambda_bar), mu * (mu / M + lambda_bar) / ((M + 1) * mu / M + lambda_bar)
COUNTED = SpectralSum(Lambda(mu, _least), SIGNAL)
"""Σ_j min{μ_j, λ̄}."""

_written_out = {lambda_bar: _tau / M}
_from_below = SpectralBound(
    SIGNAL, ((1, Lambda(mu, _share)), (-Rational(1, 2), Lambda(mu, _least))), positive=(lambda_bar,)
)
_from_above = SpectralBound(
    SIGNAL,
    ((2, Lambda(mu, _least.xreplace(_written_out))), (-1, Lambda(mu, _share.xreplace(_written_out)))),
    positive=(_tau,),
)

THEOREM = Theorem(
    slug="excess_is_effective_dimension",
    title="The minimal excess risk is an effective dimension",
    statement=Bound(COUNTED / 2, TRACE_FORM),
    notation=EXCESS.notation,
    corollaries=(
        Corollary(
            Bound(TRACE_FORM, 2 * COUNTED),
            derivation=(
                Step(
                    Below(SpectralSum(Lambda(mu, _share), SIGNAL), (_from_above,)),
                    "a parallel sum is at most its first term, and at most 2λ̄ because μ/M ≤ λ̄",
                ),
                Step(Rewrite(TRACE_FORM), "the minimal excess, as a trace"),
            ),
        ),
    ),
    assumptions=EXCESS.assumptions,
    derivation=(
        Step(Rewrite(SpectralSum(Lambda(mu, _share), SIGNAL)), "the minimal excess, over eigenvalues"),
        Step(Below(COUNTED / 2, (_from_below,)), "a parallel sum is at least half the minimum"),
    ),
    source=Source("arXiv 2402.14951", "the effective dimension in the risk of GD-β"),
    depends_on=("minimal_excess_of_one_step_gd",),
)
