"""The loss of linear attention without off-diagonal blocks, in closed form.

Claim: with W^PV = diag(0, c), W^KQ = diag(U, 0), V = cUᵀ and Γ = (1+1/N)Λ + (tr(Λ)/N)I,
ℓ = ½E(ŷ − wᵀx)² = ½[tr Λ − 2tr(ΛVΛ) + tr(ΛVΛΓVᵀ)].
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; any N ≥ 1 and d ≥ 1, Λ ≻ 0 with equal or unequal
eigenvalues.
Source: arXiv 2306.09927, the loss in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4).
Why it is true: ŷ = xᵀVSw with S = XᵀX/N, and E[S²] = ΛΓ.
Not claimed: anything for other weights; the query's own x, which is inside E Eᵀ, drops out only because the blocks are
0 (see attention_minimum_over_all_weights).
"""

from sympy import MatrixSymbol, Rational, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.rules import Integrate, Rewrite
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Gamma,
    Lambda,
    N,
    U,
    c,
    loss_of_coefficient,
    merged_prediction,
    squared_loss,
    training_prompt,
    without_off_diagonal_blocks,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

V = MatrixSymbol("V", d, d)

CLOSED_FORM = Rational(1, 2) * (
    Trace(Lambda) - 2 * Trace(Lambda * V * Lambda) + Trace(Lambda * V * Lambda * Gamma * V.T)
)
"""The loss, as a function of V."""

LOSS = squared_loss(merged_prediction(without_off_diagonal_blocks()))
"""The loss as defined, from the token matrix."""

_S = training_prompt.X.T * training_prompt.X / N

THEOREM = Theorem(
    slug="attention_loss",
    title="The loss of linear attention",
    statement=Equality(LOSS, CLOSED_FORM),
    notation=(GAMMA, (V, c * U.T)),
    corollaries=(Equality(Expectation(_S * _S), Lambda * Gamma),),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(Rewrite(loss_of_coefficient(V)), "multiply out the token matrix: the prediction is x^T V S w"),
        Step(Integrate(), "integrate query, task and inputs, with E[S²] = ΛΓ"),
    ),
    source=Source("arXiv 2306.09927", "the loss in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
)
