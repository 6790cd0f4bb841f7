"""Trained attention against least squares, on one linear task: the ratio of excess risks does not tend to 1.

Claim: with N = κM, κ > 0 fixed, as M → ∞ the ratio tends to 1 + (d+1)‖w‖²_Λ/(dσ²).
Corollary: Cov(xy) = (‖w‖²_Λ + σ²)Λ + Λwwᵀ Λ, so that the excess of attention is (1/M)[(‖w‖²_Λ + σ²)tr(Γ⁻²Λ²) +
‖w‖²_{Γ⁻²Λ³}] + (1/N²)‖(Λ + tr(Λ)I)w‖²_{Γ⁻²Λ}, as prediction_risk_on_new_task has it.
Hypotheses: Gaussian inputs N(0, Λ) in training and test, label noise σ² > 0 at test.
Source: derived here; that the two are compared is in arXiv 2306.09927.
Why it is true: both excess risks are of order 1/M, with tr(Cov(xy)Λ⁻¹) = (‖w‖²_Λ + σ²)d + ‖w‖²_Λ against σ²d.
Not claimed: a joint limit without a condition: the bias is of order 1/N², so the claim needs M/N² → 0 (N = κM is such a
case), and with M/N² → ∞ the ratio is unbounded unless w = 0.
"""

from sympy import Symbol, oo

from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.papers.trained_transformers import least_squares_risk as least_squares
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.papers.trained_transformers.prediction_risk_on_new_task import BIAS, VARIANCE
from theory.rules import Integrate, Rewrite, TakeLimit
from theory.setting.linear_task import GAUSSIAN_LINEAR_TASK, excess_on_linear_task, linear_prompt, w
from theory.setting.new_task import Sigma, a
from theory.setting.symbols import M, d, sigma2
from theory.setting.trained_attention import GAMMA, Lambda, N
from theory.statements import Equality, Limit
from theory.theorem_record import Source, Step, Theorem

kappa = Symbol("kappa", positive=True)

_prompt = linear_prompt()
ATTENTION = excess_on_linear_task(PREDICTOR * _prompt.X.T * _prompt.y / M, _prompt)

_signal = quad(w, Lambda)
COVARIANCE = (_signal + sigma2) * Lambda + Lambda * w * w.T * Lambda
_closed = (VARIANCE + BIAS).xreplace({Sigma: COVARIANCE, a: w})


def _trained_on_multiple(expression: Expression) -> Expression:
    """With N = κM."""
    return expression.xreplace(dict([GAMMA])).xreplace({N: kappa * M})


THEOREM = Theorem(
    slug="attention_against_least_squares",
    title="Trained attention against least squares",
    statement=Limit(
        _trained_on_multiple(ATTENTION) / least_squares.EXCESS, (M,), oo, 1 + (d + 1) * _signal / (d * sigma2)
    ),
    notation=(GAMMA,),
    corollaries=(Equality(ATTENTION, _closed),),
    assumptions=(
        GAUSSIAN_LINEAR_TASK,
        least_squares.ENOUGH_EXAMPLES,
        least_squares.LABEL_NOISE,
    ),
    derivation=(
        Step(Integrate(), "both excess risks in closed form"),
        Step(
            Rewrite(_trained_on_multiple(_closed) / least_squares.VALUE),
            "with the variance over M and the bias over N² = κ²M²",
        ),
        Step(TakeLimit((M,)), "the leading orders, 1/M in both"),
    ),
    source=Source("derived here"),
    depends_on=("prediction_risk_on_new_task", "least_squares_risk"),
)
