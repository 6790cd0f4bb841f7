"""One step of gradient descent is nearly as good as the best predictor when the signal does not drown the noise.

Claim: min excess(GD-β) ≤ (1 + (tr(HΨ) + ‖H^½ΨH^½‖)/σ²) · R_Bayes. Corollary: the factor is at most 1 + 2tr(HΨ)/σ²,
a constant as long as tr(HΨ) is at most a constant times σ²: this is where that hypothesis of the paper enters.
Hypotheses: Gaussian prompts; σ² > 0.
Source: arXiv 2402.14951, near optimality of GD-β; the constant is derived here.
Why it is true: with s = σ²/M and μ an eigenvalue of H^½ΨH^½, its share in the minimal excess is μ(μ+τ)/((M+1)μ+τ), at
most μ(μ+τ)/(Mμ+σ²), which is (μ+τ)/σ² times its share μs/(μ+s) in the lower bound on R_Bayes; and μ ≤ ‖H^½ΨH^½‖.
Not claimed: that the factor is sharp; that it cannot be dropped is bounded_signal_to_noise_is_needed.
"""

from sympy import Lambda, Trace

from theory.algebra.positivity.spectral_bound import SpectralBound
from theory.algebra.vocabulary.spectral import OperatorNorm, SpectralSum
from theory.papers.linear_transformer_block.bayes_risk_lower_bound import SHARE
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import SIGNAL, TRACE_FORM, mu
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS, NOISY_LABELS
from theory.rules import Below, Premise, Rewrite
from theory.setting import H, M, Psi, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound
from theory.theorem_record import Corollary, Source, Step, Theorem

_t = Trace(H * Psi)
FACTOR = 1 + (_t + OperatorNorm(SIGNAL)) / sigma2
"""What separates gradient descent from the optimum."""
TRACE_FACTOR = 1 + 2 * _t / sigma2
"""The same without a norm."""

_share = mu * (mu + _t + sigma2) / ((M + 1) * mu + _t + sigma2)
_MINIMAL_EXCESS = SpectralSum(Lambda(mu, _share), SIGNAL)


def _steps(factor: object) -> tuple[Step, ...]:
    termwise = SpectralBound(SIGNAL, ((factor, Lambda(mu, SHARE)), (-1, Lambda(mu, _share))), positive=(sigma2,))
    return (
        Step(Premise("bayes_risk_lower_bound"), "the lower bound on the Bayes risk"),
        Step(Below(_MINIMAL_EXCESS, (termwise,)), "eigenvalue by eigenvalue"),
        Step(Rewrite(TRACE_FORM), "the minimal excess of gradient descent, as a trace"),
    )


THEOREM = Theorem(
    slug="one_step_gd_is_nearly_optimal",
    title="One-step gradient descent is nearly Bayes optimal",
    statement=Bound(TRACE_FORM, FACTOR * BAYES_EXCESS),
    notation=OPTIMUM.notation,
    corollaries=(Corollary(Bound(TRACE_FORM, TRACE_FACTOR * BAYES_EXCESS), derivation=_steps(TRACE_FACTOR)),),
    assumptions=(*GAUSSIAN_PROMPTS, NOISY_LABELS),
    derivation=_steps(FACTOR),
    source=Source("arXiv 2402.14951", "GD-β is nearly Bayes optimal"),
    depends_on=("bayes_risk_lower_bound", "minimal_excess_of_one_step_gd"),
)
