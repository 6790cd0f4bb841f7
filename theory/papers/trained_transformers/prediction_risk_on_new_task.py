"""The risk of trained linear attention on a new task, for any law with finite moments.

Claim: with i.i.d. (x, y), E[xxᵀ] = Λ, a = Λ⁻¹E[xy], Σ = Cov(xy), trained on N and tested on M examples, the risk of
xᵀΓ⁻¹(1/M)Σxᵢyᵢ is min_w E(y − wᵀx)² + (1/M)tr(ΣΓ⁻²Λ) + (1/N²)(‖a‖²_{Γ⁻²Λ³} + 2tr(Λ)‖a‖²_{Γ⁻²Λ²} + tr(Λ)²‖a‖²_{Γ⁻²Λ}).
Hypotheses: the pairs in the prompt and the query are i.i.d.; y and xy have finite second moments. Nothing is Gaussian,
and y need not be linear in x.
Source: arXiv 2306.09927, Theorem 4.2 (JMLR 25(49) numbers its Theorem 4.1 as Theorem 4).
Why it is true: the error is Γ⁻¹ times the mean's deviation, the bias Γ⁻¹Λa − a = −(1/N)Γ⁻¹(Λ + tr(Λ)I)a, and the
residual of the best linear predictor; the three are uncorrelated.
Not claimed: that the risk vanishes (a task that is not linear has a best linear risk > 0); anything about a test law
with another covariance (see covariate_shift_is_not_tolerated).
"""

from sympy import Inverse, Trace

from theory.algebra.vocabulary.scalars import quad
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.rules import Integrate
from theory.setting.new_task import FINITE_MOMENTS, Sigma, a, best_risk, new_task_risk
from theory.setting.symbols import M
from theory.setting.trained_attention import GAMMA, Gamma, Lambda, N
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

_inverse_square = Inverse(Gamma) ** 2

VARIANCE = Trace(Sigma * _inverse_square * Lambda) / M
BIAS = (
    quad(a, _inverse_square * Lambda**3)
    + 2 * Trace(Lambda) * quad(a, _inverse_square * Lambda**2)
    + Trace(Lambda) ** 2 * quad(a, _inverse_square * Lambda)
) / N**2

THEOREM = Theorem(
    slug="prediction_risk_on_new_task",
    title="The risk of trained attention on a new task",
    statement=Equality(new_task_risk(PREDICTOR), best_risk + VARIANCE + BIAS),
    notation=(GAMMA,),
    assumptions=(FINITE_MOMENTS,),
    derivation=(Step(Integrate(), "integrate the residual, the mean of products and the query"),),
    source=Source("arXiv 2306.09927", "Theorem 4.2"),
    depends_on=("attention_flow_limit",),
)
