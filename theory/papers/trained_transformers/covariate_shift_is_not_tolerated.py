"""A prompt with another covariance than in training: the excess risk does not vanish.

Claim: on prompts and queries with covariance Λ′, as M, N → ∞ the excess risk tends to ‖(Λ⁻¹Λ′ − I)w‖²_{Λ′}.
Corollaries: this is ‖(Λ′ − Λ)w‖² in the norm of Λ⁻¹Λ′Λ⁻¹ ≻ 0, so it is 0 if and only if (Λ′ − Λ)w = 0; and at finite M
and N the excess is ‖(Γ⁻¹Λ′ − I)w‖²_{Λ′} + (1/M)[(‖w‖²_{Λ′} + σ²)tr(Γ⁻¹Λ′Γ⁻¹Λ′) + ‖Γ⁻¹Λ′w‖²_{Λ′}].
Hypotheses: one linear task with label noise σ² ≥ 0 and Gaussian inputs N(0, Λ′), Λ′ ≻ 0, at test; training as before.
Source: arXiv 2306.09927, on covariate shifts; the closed form is derived here.
Why it is true: Γ⁻¹Xᵀy/M tends to Λ⁻¹Λ′w.
Not claimed: that a shift harms every task (those with (Λ′ − Λ)w = 0 are served as before).
"""

from sympy import Identity, Inverse, Trace, oo

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.rules import Integrate, TakeLimit
from theory.setting.linear_task import GAUSSIAN_LINEAR_TASK, excess_on_linear_task, linear_prompt, w
from theory.setting.symbols import M, d, sigma2
from theory.setting.trained_attention import GAMMA, Gamma, Lambda, N
from theory.statements import Equality, Limit
from theory.theorem_record import Source, Step, Theorem

Lambda_test = PositiveDefiniteMatrix("Lambda_prime", d)

_shifted = linear_prompt(Lambda_test)
EXCESS = excess_on_linear_task(PREDICTOR * _shifted.X.T * _shifted.y / M, _shifted)

_inverse, _one = Inverse(Gamma), Identity(d)
CLOSED_FORM = (
    quad((_inverse * Lambda_test - _one) * w, Lambda_test)
    + (quad(w, Lambda_test) + sigma2) * Trace(_inverse * Lambda_test * _inverse * Lambda_test) / M
    + quad(_inverse * Lambda_test * w, Lambda_test) / M
)
LIMIT = quad((Inverse(Lambda) * Lambda_test - _one) * w, Lambda_test)

THEOREM = Theorem(
    slug="covariate_shift_is_not_tolerated",
    title="Covariate shifts are not tolerated",
    statement=Limit(EXCESS, (M, N), oo, LIMIT),
    notation=(GAMMA,),
    corollaries=(
        Equality(LIMIT, quad((Lambda_test - Lambda) * w, Inverse(Lambda) * Lambda_test * Inverse(Lambda))),
        Equality(EXCESS, CLOSED_FORM),
    ),
    assumptions=(GAUSSIAN_LINEAR_TASK,),
    derivation=(
        Step(Integrate(), "the excess in closed form"),
        Step(TakeLimit((M, N)), "the coefficient tends to Λ⁻¹Λ′w"),
    ),
    source=Source("arXiv 2306.09927", "on covariate shifts"),
    depends_on=("attention_flow_limit",),
)
