"""No predictor does better than if every direction of the signal were seen with the noise of M examples.

Claim: with μ_j the eigenvalues of H^½ΨH^½, R_Bayes ≥ Σ_j μ_j (σ²/M)/(μ_j + σ²/M).
Hypotheses: Gaussian prompts; σ² > 0.
Source: arXiv 2402.14951, the comparison with the Bayes risk; this form is derived here.
Why it is true: R_Bayes is E tr(HRB⁻¹R) with B = I + RXᵀXR/σ², R = Ψ^½. Operator Jensen: B⁻¹ ⪰ 2C − CBC for every
symmetric C; with C = (E B)⁻¹ = (I + M RHR/σ²)⁻¹ the mean of the right side is C.
Which hypotheses matter: of the inputs, only that E XᵀX = MH. Operator Jensen holds input by input, and what it leaves
is linear in XᵀX, so that the bound survives heavy tails, signs, skewed inputs, and a mean that is not 0 if E xxᵀ = H,
although its derivation here integrates Gaussian inputs. Without Gaussian tasks and noise it bounds the best affine
predictor.
Not claimed: that it is attained (it is approached as M → ∞ with σ²/M fixed).
"""

from sympy import Identity, Inverse, Lambda, Trace

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.operator_jensen import OperatorJensen
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import SIGNAL, mu
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS, NOISY_LABELS, R
from theory.rules import Below, Integrate
from theory.setting import H, M, d, prompt, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

_B = Identity(d) + R * prompt.X.T * prompt.X * R / sigma2
_C = Inverse(Identity(d) + M / sigma2 * R * H * R)
_left = R * H * R

_noise = sigma2 / M
SHARE = mu * _noise / (mu + _noise)
"""What a direction of signal μ contributes."""

THEOREM = Theorem(
    slug="bayes_risk_lower_bound",
    title="A lower bound on the Bayes risk",
    statement=Bound(SpectralSum(Lambda(mu, SHARE), SIGNAL), BAYES_EXCESS),
    assumptions=(*GAUSSIAN_PROMPTS, NOISY_LABELS),
    derivation=(
        Step(
            Below(Expectation(Trace(_left * (2 * _C - _C * _B * _C))), (Mean(OperatorJensen(_B, _C, _left)),)),
            "the inverse is above its tangent at E B, whatever the inputs are",
        ),
        Step(Integrate(), "integrate the inputs: E[C B C] = C"),
    ),
    source=Source("derived here"),
    depends_on=("posterior_mean_is_optimal",),
)
