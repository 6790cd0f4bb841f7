"""The excess risk of the optimal one-step gradient descent estimator, as a trace and over eigenvalues.

Claim: at (β*, Γ*) the excess is tr(HΨ) − tr(HΓ*HΨ). Corollary: with μ_j the eigenvalues of H^½ΨH^½ and λ̄ = τ/M, it
is Σ_j μ_j(μ_j/M + λ̄)/((M+1)μ_j/M + λ̄).
Hypotheses: Gaussian prompts; τ = tr(HΨ) + σ² > 0, otherwise Γ* is not defined.
Source: arXiv 2402.14951, the minimal risk of GD-β.
Why it is true: it is the value in optimal_one_step_gd; HΨ and H^½ΨH^½ have the same eigenvalues.
Not claimed: a comparison with other estimators.
"""

from sympy import Lambda, Rational, Symbol, Trace

from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star, tau
from theory.rules import Integrate
from theory.setting import H, M, Psi, beta_star, one_step_gd_excess
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

mu, lambda_bar = Symbol("mu", nonnegative=True), Symbol("lambda_bar", nonnegative=True)

TRACE_FORM = Trace(H * Psi) - Trace(H * Gamma_star * H * Psi)
SIGNAL = H ** Rational(1, 2) * Psi * H ** Rational(1, 2)

THEOREM = Theorem(
    slug="minimal_excess_of_one_step_gd",
    title="Excess risk of optimal one-step gradient descent",
    statement=Equality(one_step_gd_excess(beta_star, Gamma_star), TRACE_FORM),
    notation=(*OPTIMUM.notation, (lambda_bar, tau / M)),
    corollaries=(
        Equality(
            TRACE_FORM,
            SpectralSum(Lambda(mu, mu * (mu / M + lambda_bar) / ((M + 1) * mu / M + lambda_bar)), SIGNAL),
        ),
    ),
    assumptions=OPTIMUM.assumptions,
    derivation=(Step(Integrate(), "integrate query, labels, task and inputs at the optimal weights"),),
    source=Source("arXiv 2402.14951", "the minimal risk of GD-β"),
    depends_on=("optimal_one_step_gd",),
)
