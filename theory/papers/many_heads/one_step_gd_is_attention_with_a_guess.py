"""Linear attention with a trainable guess of the query's label computes every one-step gradient descent estimator.

Claim: ω = β, W_Q = (I, 0), W_K = (Γ, 0), W_V = (−βᵀ, 1), W_P = (0, 1) make linear attention with the guess ωᵀx
GD-(β, Γ).
Hypotheses: none; this is an identity in the prompt.
Source: derived here, for the guess of arXiv 2512.04268, whose point it is.
Why it is true: the guess carries the initialisation, which a block takes from its perceptron.
Not claimed: that narrower weights can do it.
"""

from sympy import Identity, MatrixExpr, ZeroMatrix

from theory.papers.many_heads.learned_guess_is_a_block import parts_of
from theory.rules import Expand
from theory.setting import Gamma, attention_prediction, beta, block_weights, d, data, one_step_gd_prediction
from theory.setting.learned_guess import linear_guess, omega
from theory.statements import Equality, Witness
from theory.theorem_record import Source, Step, Theorem

AT_FULL_WIDTH = block_weights(d, 1, 1)

VARIED = (omega, *(parts_of(AT_FULL_WIDTH)[n] for n in ("W_Q_x", "W_Q_y", "W_K_x", "W_K_y", "W_V_x", "W_V_y", "W_P_y")))


def as_gradient_descent(beta: MatrixExpr, Gamma: MatrixExpr) -> tuple[MatrixExpr, ...]:
    """Values of ``VARIED`` that make attention with a guess GD-(β, Γ)."""
    zero, one = ZeroMatrix(d, 1), Identity(1)
    return (beta, Identity(d), zero, Gamma, zero, -beta.T, one, one)


THEOREM = Theorem(
    slug="one_step_gd_is_attention_with_a_guess",
    title="One-step gradient descent is linear attention with a learned guess",
    statement=Witness(
        claim=Equality(attention_prediction(AT_FULL_WIDTH, data, linear_guess(data)), one_step_gd_prediction(of=data)),
        over=VARIED,
        at=as_gradient_descent(beta, Gamma),
    ),
    derivation=(Step(Expand(), "multiply out the token matrix at these weights"),),
    source=Source("derived here"),
)
