"""Gradient flow of linear attention without off-diagonal blocks.

Claim: along the gradient flow of the loss, U̇ = −c²ΓΛUΛ + cΛ² and ċ = −c tr(ΓΛUΛUᵀ) + tr(Λ²Uᵀ); −U̇ and −ċ are the
gradients E[(ŷ − wᵀx) ∂ŷ] by their definition, and also those of the closed form in attention_loss.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; Λ ≻ 0. Together with off_diagonal_blocks_stay_zero this is
the flow of all weights from Assumption 3.3 (JMLR 25(49), Assumption 3).
Source: arXiv 2306.09927, the dynamics in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4).
Why it is true: V = cUᵀ and ∂ℓ/∂V = ΛVΛΓ − Λ².
Not claimed: anything about gradient descent with finite steps.
"""

from sympy import Trace

from theory.algebra.derivatives.calculus import gradient
from theory.papers.trained_transformers.attention_loss import CLOSED_FORM, V
from theory.rules import Integrate
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Gamma,
    Lambda,
    U,
    c,
    loss_gradient,
    without_off_diagonal_blocks,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

_weights = without_off_diagonal_blocks()
_loss = CLOSED_FORM.xreplace({V: c * U.T})

GRADIENT_U = c**2 * Gamma * Lambda * U * Lambda - c * Lambda**2
GRADIENT_C = c * Trace(Gamma * Lambda * U * Lambda * U.T) - Trace(Lambda**2 * U.T)

THEOREM = Theorem(
    slug="attention_flow",
    title="Gradient flow of linear attention",
    statement=Equality(loss_gradient(U, _weights), GRADIENT_U),
    notation=(GAMMA,),
    corollaries=(
        Equality(loss_gradient(c, _weights), GRADIENT_C),
        Equality(gradient(_loss, U), Lambda * Gamma * (c**2 * U) * Lambda - c * Lambda**2),
        Equality(gradient(_loss, c), GRADIENT_C),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(Step(Integrate(), "integrate query, task and inputs"),),
    source=Source("arXiv 2306.09927", "the dynamics in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
    depends_on=("attention_loss",),
)
