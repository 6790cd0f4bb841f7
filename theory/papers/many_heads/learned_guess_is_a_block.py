"""Linear attention with a trainable guess of the query's label is a linear transformer block, and needs no perceptron.

Claim: with the guess ωᵀx in the place of the missing label, the prediction of linear attention is that of a block with
u = ω, P = (W_Qx + W_Qy ωᵀ)ᵀW_Kx and k = (W_Qx + W_Qy ωᵀ)ᵀW_Ky; ω = u and W_Qy = 0 give every coefficient of a block,
and ω = β, W_Q = (I, 0), W_K = (Γ, 0), W_V = (−βᵀ, 1), W_P = (0, 1) give GD-(β, Γ).
Hypotheses: none; these are identities in the prompt and the weights.
Source: derived here, for the guess of arXiv 2512.04268; the corollary is that paper's point, for GD-β.
Why it is true: the residual adds the guess to the prediction, and the query's column of E is (x, ωᵀx), which is linear
in x.
Not claimed: anything about guesses that are not linear in x.
"""

from sympy import Identity, MatrixExpr, MatrixSymbol, Trace, ZeroMatrix, symbols

from theory.algebra.vocabulary.scalars import inner
from theory.core.notation import Notation
from theory.rules import Expand
from theory.setting import (
    BlockWeights,
    Gamma,
    attention_prediction,
    beta,
    block_weights,
    d,
    data,
    one_step_gd_prediction,
    query_coefficient,
    query_weights,
)
from theory.setting.learned_guess import linear_guess, omega
from theory.statements import Equality, Witness
from theory.theorem_record import Corollary, Source, Step, Theorem

d_k = symbols("d_k", integer=True, positive=True)
WEIGHTS = block_weights(d_k, 1, 1)
AT_FULL_WIDTH = block_weights(d, 1, 1)

_, P, k, v_1, v_0 = query_weights
OF_GUESS = query_weights._replace(u=omega)


def parts_of(weights: BlockWeights) -> dict[str, MatrixSymbol]:
    """The blocks of raw weights by name: W_K_x, W_K_y and so on."""
    return {str(block.name): block for weight in weights[:4] for block in weight.blocks}


def notation_of(weights: BlockWeights) -> Notation:
    """P, k, v₁ and v₀ in terms of raw weights and ω."""
    part = parts_of(weights)
    query = part["W_Q_x"].T + omega * part["W_Q_y"].T
    return (
        (P, query * part["W_K_x"]),
        (k, query * part["W_K_y"]),
        (v_1, part["W_V_x"].T * part["W_P_y"]),
        (v_0, Trace(part["W_V_y"].T * part["W_P_y"])),
    )


VARIED = (omega, *(parts_of(AT_FULL_WIDTH)[n] for n in ("W_Q_x", "W_Q_y", "W_K_x", "W_K_y", "W_V_x", "W_V_y", "W_P_y")))


def as_gradient_descent(beta: MatrixExpr, Gamma: MatrixExpr) -> tuple[MatrixExpr, ...]:
    """Values of ``VARIED`` that make attention with a guess GD-(β, Γ)."""
    zero, one = ZeroMatrix(d, 1), Identity(1)
    return (beta, Identity(d), zero, Gamma, zero, -beta.T, one, one)


THEOREM = Theorem(
    slug="learned_guess_is_a_block",
    title="Attention with a learned guess is a block",
    statement=Equality(
        attention_prediction(WEIGHTS, data, linear_guess(data)),
        inner(query_coefficient(OF_GUESS, data), data.x),
    ),
    notation=notation_of(WEIGHTS),
    corollaries=(
        Corollary(
            Witness(
                claim=Equality(
                    attention_prediction(AT_FULL_WIDTH, data, linear_guess(data)), one_step_gd_prediction(of=data)
                ),
                over=VARIED,
                at=as_gradient_descent(beta, Gamma),
            ),
            (Step(Expand(), "multiply out the token matrix at these weights"),),
        ),
    ),
    source=Source("derived here"),
    depends_on=("block_prediction", "one_step_gd_is_a_block"),
)
