"""Linear attention with a trainable guess of the query's label is a linear transformer block, and needs no perceptron.

Claim: with the guess ωᵀx in the place of the missing label, the prediction of linear attention is that of a block with
u = ω, P = (W_Qx + W_Qy ωᵀ)ᵀW_Kx and k = (W_Qx + W_Qy ωᵀ)ᵀW_Ky; ω = u and W_Qy = 0 give every coefficient of a block.
Hypotheses: none; these are identities in the prompt and the weights.
Source: derived here, for the guess of arXiv 2512.04268.
Why it is true: the residual adds the guess to the prediction, and the query's column of E is (x, ωᵀx), which is linear
in x.
Not claimed: anything about guesses that are not linear in x.
"""

from sympy import MatrixSymbol, Trace, symbols

from theory.algebra.vocabulary.scalars import inner
from theory.core.notation import Notation
from theory.setting import (
    BlockWeights,
    attention_prediction,
    block_weights,
    data,
    query_coefficient,
    query_weights,
)
from theory.setting.learned_guess import linear_guess, omega
from theory.statements import Equality
from theory.theorem_record import Source, Theorem

d_k = symbols("d_k", integer=True, positive=True)
WEIGHTS = block_weights(d_k, 1, 1)

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


THEOREM = Theorem(
    slug="learned_guess_is_a_block",
    title="Attention with a learned guess is a block",
    statement=Equality(
        attention_prediction(WEIGHTS, data, linear_guess(data)),
        inner(query_coefficient(OF_GUESS, data), data.x),
    ),
    notation=notation_of(WEIGHTS),
    source=Source("derived here"),
    depends_on=("block_prediction",),
)
