"""The global minimum of one layer: one step of preconditioned gradient descent.

Claim: with P = [[·, ·], [b₁ᵀ, b₂]] and Q = [[A, ·], [aᵀ, ·]], the loss E(prediction − wᵀx)² has its minimum
over all weights at b₁ = 0, b₂ = 1, a = 0, A = −[((n+1)/n) Σ + (tr(Σ)/n) I]⁻¹; the blocks · do not occur in a
prediction.
Hypotheses: covariates N(0, Σ), tasks N(0, I), responses without noise.
Source: arXiv 2306.00297, Theorem 1, which writes A in the eigenbasis of Σ: −1/(((n+1)/n) λ_i + (1/n) Σ_k λ_k).
It claims "a global minimizer up to re-scaling", no uniqueness; the minimal value is derived here.
Why it is true: the prediction is ⟨c, x⟩ with c = −Aᵀ(S b₁ + s b₂) − a(sᵀb₁ + r b₂), which is linear attention,
and without a shared signal that is no better than the optimal step of gradient descent.
Not claimed: that this is the only minimum.
"""

from sympy import BlockMatrix, Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix

from preconditioned_gd.setting import (
    GAUSSIAN_COVARIATES,
    GAUSSIAN_TASKS,
    Sigma,
    layer,
    n,
    prediction,
    prompt,
    query,
    task,
)
from theory.rules import Premise, Rewrite
from theory.setting import H, LinearQuery, Psi, d, query_coefficient, query_weights, sigma2, token_matrix
from theorycheck import Expectation, Minimum, Source, Step, Theorem, inner, theorem

A, a, b_1 = MatrixSymbol("A", d, d), MatrixSymbol("a", d, 1), MatrixSymbol("b_1", d, 1)
b_2 = Symbol("b_2", real=True)
Gamma_star = MatrixSymbol("Gamma_star", d, d)
_unused = {name: MatrixSymbol(name, d, size) for name, size in (("P_11", d), ("p_12", 1), ("q_12", 1))}

P = BlockMatrix([[_unused["P_11"], _unused["p_12"]], [b_1.T, b_2 * Identity(1)]])
Q = BlockMatrix([[A, _unused["q_12"]], [a.T, MatrixSymbol("q_22", 1, 1)]])
ZERO = ZeroMatrix(d, 1)

_prompt = prompt(task)
LOSS = Expectation((prediction(layer(token_matrix(_prompt), P, Q)) - inner(task, query)) ** 2)
_of_attention = dict(zip(query_weights[1:], (-A.T, -a, b_1, b_2), strict=True))
_coefficient = query_coefficient(LinearQuery(ZERO, -A.T, -a, b_1, b_2), _prompt)
_law = {H: Sigma, Psi: Identity(d), sigma2: 0}

THEOREM = Theorem(
    slug="one_layer_minimum",
    title="The global minimum of one layer",
    statement=Minimum(
        LOSS,
        over=(A, a, b_1, b_2),
        at=(-Gamma_star, ZERO, ZERO, 1),
        value=Trace(Sigma) - Trace(Sigma * Gamma_star * Sigma),
    ),
    notation=((Gamma_star, Inverse((n + 1) / n * Sigma + Trace(Sigma) / n * Identity(d))),),
    assumptions=(GAUSSIAN_COVARIATES, GAUSSIAN_TASKS),
    derivation=(
        Step(
            Rewrite(theorem("no_gap_without_shared_signal").unfold().replace({**_law, **_of_attention}).objective),
            "the prediction is that of linear attention with P = −Aᵀ, k = −a, v₁ = b₁, v₀ = b₂",
        ),
        Step(
            Premise("no_gap_without_shared_signal", at={**_law, **_of_attention}),
            "without a shared signal linear attention is no better than one step of gradient descent",
        ),
    ),
    source=Source("arXiv 2306.00297", "Theorem 1"),
    depends_on=("no_gap_without_shared_signal",),
)
