"""Trained attention is the optimal one-step gradient descent of the other paper, at its parameters.

Claim: with H = Λ, Ψ = I, σ² = 0, β* = 0 and M = N, the minimal excess risk over all GD-β is 2 min ℓ = tr Λ − tr(Γ⁻¹Λ²),
and it is attained at β = 0 and the step Γ⁻¹.
Corollaries: Γ* of optimal_one_step_gd is Γ⁻¹ there; attention with weights diag(0, c), diag(U, 0) predicts what one
step of gradient descent from 0 with the step cUᵀ predicts, on every prompt; and the two losses agree, excess = 2ℓ.
Hypotheses: Gaussian prompts, isotropic tasks, no label noise; Λ ≻ 0, so that labels vary.
Source: derived here, between arXiv 2306.09927 and arXiv 2402.14951.
Why it is true: Γ* = Ψ[((M+1)/M)HΨ + (τ/M)I]⁻¹ with τ = tr Λ.
Not claimed: the same for tasks with a mean, where one block is needed (see attention_gap_lower_bound).
"""

from sympy import Identity, Integer, Inverse, MatrixSymbol, ZeroMatrix

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced, replaced_relation
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.trained_transformers.attention_loss import LOSS
from theory.papers.trained_transformers.attention_loss_minimum import VALUE
from theory.rules import Premise
from theory.setting import H, M, Psi, beta, beta_star, one_step_gd_excess, one_step_gd_prediction, sigma2, symbols
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    GAMMA,
    Gamma,
    Lambda,
    N,
    U,
    c,
    merged_prediction,
    test_examples,
    without_off_diagonal_blocks,
)
from theory.statements import Equality, Minimum
from theory.theorem_record import Assumption, Source, Step, Theorem

step = MatrixSymbol("G", d, d)
"""The step of gradient descent, called Γ elsewhere: here Γ is the other paper's abbreviation."""

ZERO = ZeroMatrix(d, 1)
PARAMETERS = {H: Lambda, Psi: Identity(d), sigma2: Integer(0), beta_star: ZERO, M: N, symbols.Gamma: step}


def _there(expression: Expression) -> Expression:
    return replaced(expression, PARAMETERS)


def _excess(at: dict[Expression, Expression]) -> Expression:
    return replaced(_there(one_step_gd_excess()), at)


_same_step = {beta: ZERO, step: c * U.T}
_prediction = replaced(one_step_gd_prediction(Gamma=step, of=test_examples), _same_step)

THEOREM = Theorem(
    slug="trained_attention_is_optimal_gd",
    title="Trained attention is optimal one-step gradient descent",
    statement=Minimum(_there(one_step_gd_excess()), over=(beta, step), at=(ZERO, Inverse(Gamma)), value=2 * VALUE),
    notation=(GAMMA,),
    corollaries=(
        Equality(_there(OPTIMUM.unfolded(Gamma_star)), Inverse(Gamma)),
        Equality(merged_prediction(without_off_diagonal_blocks(), test_examples), _prediction),
        Equality(_excess(_same_step), 2 * LOSS),
    ),
    assumptions=tuple(
        Assumption(a.name, replaced_relation(OPTIMUM.unfolded(a.relation), PARAMETERS), a.violations)
        for a in OPTIMUM.assumptions
    ),
    derivation=(Step(Premise("optimal_one_step_gd", at=PARAMETERS), "the minimum over all GD-β"),),
    source=Source("derived here"),
    depends_on=("optimal_one_step_gd", "attention_loss_minimum"),
)
