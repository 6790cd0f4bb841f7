"""When the noise vanishes, one step of gradient descent is infinitely worse than the best predictor.

Claim: with t = tr(HΨ) and μ_j the eigenvalues of H^½ΨH^½,
min excess(GD-β) ≥ [Σ_j μ_j(μ_j+t)/((M+1)μ_j+t)] · (M−d−1)/(dσ²) · R_Bayes. As σ² → 0 the factor tends to ∞ (the bracket
does not depend on σ²), so that tr(HΨ) ≲ σ² cannot be dropped in one_step_gd_is_nearly_optimal.
Corollaries: R_Bayes ≤ dσ²/(M−d−1), the error of least squares; one over the factor tends to 0 with σ².
Hypotheses: Gaussian prompts; σ² > 0; M ≥ d + 2, so that least squares has a finite error; Ψ ≠ 0, possibly singular.
Source: derived here.
Why it is true: with W = XᵀX/σ², R(I + RWR)⁻¹R ⪯ W⁻¹ (singular R included), and E tr(H(XᵀX)⁻¹) = d/(M−d−1); the shares
μ(μ+t+σ²)/((M+1)μ+t+σ²) of the minimal excess increase with σ².
Not claimed: anything for M ≤ d + 1.
"""

from sympy import Gt, Inverse, Lambda, Trace

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.regularised_inverse import RegularisedInverse
from theory.algebra.positivity.spectral_bound import SpectralBound
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import SIGNAL, TRACE_FORM, mu
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS, NOISY_LABELS, R
from theory.rules import Below, Rewrite, TakeLimit
from theory.setting import H, M, Psi, d, prompt, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound, Limit
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

_t = Trace(H * Psi)
_gram = prompt.X.T * prompt.X

_share = Lambda(mu, mu * (mu + _t + sigma2) / ((M + 1) * mu + _t + sigma2))
_noiseless_share = Lambda(mu, mu * (mu + _t) / ((M + 1) * mu + _t))

NOISELESS_EXCESS = SpectralSum(_noiseless_share, SIGNAL)
"""The minimal excess of gradient descent at σ² = 0."""
LEAST_SQUARES_EXCESS = d * sigma2 / (M - d - 1)
_precision = 1 / LEAST_SQUARES_EXCESS

_LEAST_SQUARES = Expectation(sigma2 * Trace(H * Inverse(_gram)))
_ABOVE_BAYES = Mean(RegularisedInverse(_gram / sigma2, R, H, positive=(M - d - 1, sigma2)))
_FACTOR_IS_NONNEGATIVE = Product(
    SpectralBound(SIGNAL, ((1, _noiseless_share),), positive=(_t,)), Termwise(_precision, positive=(M - d - 1, sigma2))
)

THEOREM = Theorem(
    slug="bounded_signal_to_noise_is_needed",
    title="Near optimality needs noise",
    statement=Bound(NOISELESS_EXCESS * _precision * BAYES_EXCESS, TRACE_FORM),
    notation=OPTIMUM.notation,
    corollaries=(
        Corollary(
            Bound(BAYES_EXCESS, LEAST_SQUARES_EXCESS),
            derivation=(
                Step(Rewrite(_LEAST_SQUARES), "the error of least squares, by the mean of an inverse Wishart matrix"),
                Step(Below(BAYES_EXCESS, (_ABOVE_BAYES,)), "the posterior mean is at least as good, given the inputs"),
            ),
        ),
        Corollary(
            Limit(LEAST_SQUARES_EXCESS / NOISELESS_EXCESS, (sigma2,), 0, 0),
            derivation=(Step(TakeLimit((sigma2,), 0), "the excess of gradient descent without noise is > 0"),),
        ),
    ),
    assumptions=(
        *GAUSSIAN_PROMPTS,
        NOISY_LABELS,
        Assumption("enough examples", Gt(M, d + 1)),
        Assumption("tasks vary", Gt(_t, 0)),
    ),
    derivation=(
        Step(Rewrite(SpectralSum(_share, SIGNAL)), "the minimal excess of gradient descent, over eigenvalues"),
        Step(
            Below(NOISELESS_EXCESS, (SpectralBound(SIGNAL, ((1, _share), (-1, _noiseless_share)), positive=(_t,)),)),
            "it increases with the noise",
        ),
        Step(
            Rewrite(NOISELESS_EXCESS * _precision * _LEAST_SQUARES),
            "the error of least squares, by the mean of an inverse Wishart matrix",
        ),
        Step(
            Below(NOISELESS_EXCESS * _precision * BAYES_EXCESS, (Product(_FACTOR_IS_NONNEGATIVE, _ABOVE_BAYES),)),
            "the posterior mean is at least as good as least squares, given the inputs",
        ),
    ),
    source=Source("derived here"),
    depends_on=("posterior_mean_is_optimal", "minimal_excess_of_one_step_gd"),
)
